"""Invitations: an administrator makes a link, whoever opens it chooses pseudonym and password."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from detainees.desk import sessions
from detainees.desk.links import hash_of, new_token
from detainees.desk.pseudonyms import refuse_telling_name
from detainees.desk.role_names import ROLE_CHOICES, role_name
from detainees.desk.second_factor import forget_factors
from detainees.models import Account, Invitation
from detainees.models.invitation import VALID_FOR

MANAGES_ACCOUNTS = permission_required("detainees.add_account", raise_exception=True)


class InvitationForm(forms.ModelForm):
    """What an administrator decides about somebody who is to come."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLE_CHOICES)

    class Meta:
        model = Invitation
        fields = ["role", "language", "suggestion"]
        help_texts = {
            "suggestion": gettext_lazy("May stay empty. Never a real name. They can change it.")
        }

    def clean_suggestion(self):
        """Return the suggested pseudonym in its one spelling; refuse a telling one."""
        name = Account.normalize_username(self.cleaned_data["suggestion"])
        if name:
            refuse_telling_name(name)
        return name


class JoinForm(forms.ModelForm):
    """What whoever was invited chooses."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters: four words that do not belong together."),
    )
    repeated = forms.CharField(
        label=gettext_lazy("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Account
        fields = ["username"]
        labels = {"username": gettext_lazy("Pseudonym")}
        help_texts = {
            "username": gettext_lazy(
                "Others at the desk see it. Never your name, phone or e-mail: night-owl, aspen7."
            )
        }
        widgets = {"username": forms.TextInput(attrs={"autocomplete": "username"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # somebody comes back: the pseudonym stays
            del self.fields["username"]

    def clean_username(self):
        """Return the pseudonym in its one spelling; refuse a telling one."""
        name = Account.normalize_username(self.cleaned_data["username"])
        refuse_telling_name(name)
        return name

    def clean(self):
        """Refuse a weak password, and two that differ."""
        super().clean()
        password, repeated = (self.cleaned_data.get(name) for name in ("password", "repeated"))
        if password and repeated and password != repeated:
            self.add_error("repeated", _("The two passwords differ."))
        if password:
            try:
                self.instance.username = self.cleaned_data.get("username", self.instance.username)
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data


def invite(*, role, language="ru", suggestion="", made_by=None, account=None):
    """Make an invitation; return the token of its link, which is kept nowhere."""
    token = new_token()
    Invitation.objects.create(
        token_hash=hash_of(token),
        role=role,
        language=language,
        suggestion=suggestion,
        account=account,
        made_by=made_by,
        expires_at=timezone.now() + VALID_FOR,
    )
    return token


@require_http_methods(["GET", "HEAD", "POST"])
@MANAGES_ACCOUNTS
def invitations(request):
    """List the open invitations; by POST make one and show its link, this once.

    Who is harmed: whoever holds a link can come in as what it says, until it is used or taken back.
    """
    form = InvitationForm(request.POST or None, initial={"role": "volunteer"})
    link = ""
    if form.is_valid():
        token = invite(made_by=request.user, **form.cleaned_data)
        link = address_of(request, token)
        form = InvitationForm(initial={"role": "volunteer"})
    context = {
        "form": form,
        "link": link,
        "invitations": open_invitations(),
    }
    return render(request, "desk/invitations.html", context)


def open_invitations():
    """Return the invitations that still open something, each with its role in words."""
    rows = list(Invitation.objects.open().select_related("account"))
    for row in rows:
        row.role_label = role_name(row.role)
    return rows


@require_POST
@MANAGES_ACCOUNTS
def renew_account(request, number):
    """Make a link by which an account gets a new password and second factor; show it once.

    For a lost phone or a forgotten password. Until the link is used nothing changes.
    """
    account = get_object_or_404(Account, pk=number, is_active=True)
    if account == request.user:
        raise PermissionDenied
    group = account.groups.first()
    token = invite(
        role=group.name if group else "",
        language=account.language,
        suggestion=account.username,
        account=account,
        made_by=request.user,
    )
    context = {
        "form": InvitationForm(initial={"role": "volunteer"}),
        "link": address_of(request, token),
        "invitations": open_invitations(),
    }
    return render(request, "desk/invitations.html", context)


@require_POST
@MANAGES_ACCOUNTS
def cancel_invitation(request, number):
    """Take an invitation back."""
    Invitation.objects.open().filter(pk=number).update(cancelled_at=timezone.now())
    messages.success(request, _("The invitation was taken back."))
    return HttpResponseRedirect(reverse("desk:invitations"))


def address_of(request, token):
    """Return the whole address of an invitation's link."""
    return request.build_absolute_uri(reverse("desk:invitation", args=[token]))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Let somebody who was invited choose pseudonym and password; the second factor comes next.

    Who is harmed: nobody; the page names nobody but the suggested pseudonym.
    """
    found = Invitation.objects.open().filter(token_hash=hash_of(token)).first()
    if found is None:
        return render(request, "desk/invitation.html", {"form": None}, status=404)
    initial = {"username": found.suggestion}
    form = JoinForm(request.POST or None, instance=found.account, initial=initial)
    if form.is_valid():
        account = join(found, form)
        if account is None:
            return render(request, "desk/invitation.html", {"form": None}, status=404)
        sessions.begin(request, account)
        return HttpResponseRedirect(reverse("desk:new_factor"))
    return render(request, "desk/invitation.html", {"form": form, "invitation": found})


def join(found, form):
    """Make or renew the account of a valid JoinForm; None when the link was used meanwhile."""
    account = form.instance
    account.set_password(form.cleaned_data["password"])
    with transaction.atomic():
        used = Invitation.objects.open().filter(pk=found.pk).update(used_at=timezone.now())
        if not used:
            return None
        if found.account_id:
            account.save(update_fields=["password"])
            forget_factors(account)
            sessions.end_sessions(account)
            return account
        account.language = found.language
        account.save()
        account.groups.set([Group.objects.get(name=found.role)])
    return account
