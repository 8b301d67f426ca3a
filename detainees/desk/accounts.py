"""Accounts at the desk: pseudonym, password, language, one role. For administrators alone."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from detainees.desk.forms import PageForm
from detainees.desk.records import RecordAdmin
from detainees.desk.roles import ROLES

ROLE_NAMES = {
    "volunteer": _("volunteer"),
    "moderator": _("moderator"),
    "analyst": _("analyst"),
    "administrator": _("administrator"),
}


class AccountForm(PageForm):
    """One account. The password is set here and shown nowhere."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", "---------"), *((role, ROLE_NAMES[role]) for role in ROLES)]
    )
    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Empty: the password stays as it is."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            group = self.instance.groups.first()
            self.initial["role"] = group.name if group else ""
        else:
            self.fields["new_password"].required = True

    def clean_new_password(self):
        """Return the new password, "" for none; refuse a weak one."""
        password = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password


@admin.display(description=_("role"))
def role(account):
    """The account's role in the language of the page."""
    return ", ".join(str(ROLE_NAMES.get(group.name, group.name)) for group in account.groups.all())


class AccountAdmin(RecordAdmin):
    """Who works at the desk. If the police read this they learn pseudonyms and roles."""

    form = AccountForm
    list_display = ["username", role, "language", "is_active"]
    search_fields = ["username"]
    fields = ["username", "new_password", "language", "role", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own role, or shuts themselves out."""
        return ["is_active"] if obj == request.user else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.base_fields["role"].disabled = obj is not None and obj == request.user
        return form

    def save_model(self, request, obj, form, change):
        if form.cleaned_data.get("new_password"):
            obj.set_password(form.cleaned_data["new_password"])
        super().save_model(request, obj, form, change)
        obj.groups.set([Group.objects.get(name=form.cleaned_data["role"])])
