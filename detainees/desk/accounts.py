"""Accounts at the desk: pseudonym, language, one role. For administrators alone."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from detainees.desk.forms import PageForm
from detainees.desk.history import history_page, read_events
from detainees.desk.records import RecordAdmin
from detainees.desk.revoking import let_in_again, revoke
from detainees.desk.role_names import ROLE_CHOICES, role_name
from detainees.models import Account, AccountRole


class AccountForm(PageForm):
    """One account. Its password is nobody's business but its holder's: see ``invitations``."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "---------"), *ROLE_CHOICES])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.instance.groups.first() if self.instance.pk else None
        self.initial["role"] = group.name if group else ""


@admin.display(description=_("role"))
def role(account):
    """The account's role in the language of the page."""
    return ", ".join(str(role_name(group.name)) for group in account.groups.all())


class AccountAdmin(RecordAdmin):
    """Who works at the desk. If the police read this they learn pseudonyms and roles.

    New accounts come by invitation. What was changed by whom is kept where no account can alter it.
    """

    form = AccountForm
    list_display = ["username", role, "language", "is_active", "panicked_at"]
    search_fields = ["username"]
    fields = ["username", "language", "role", "is_active"]

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes their own role, or shuts themselves out; a pseudonym stays."""
        return ["username", "is_active"] if obj == request.user else ["username"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.base_fields["role"].disabled = obj is not None and obj == request.user
        return form

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        obj.groups.set([Group.objects.get(name=form.cleaned_data["role"])])
        if "is_active" in form.changed_data:
            (let_in_again if obj.is_active else revoke)(obj)

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        return history_page(self, request, object_id, read=trail_of)


def trail_of(account):
    """Return the changes of an account and of its role, oldest first."""
    changes = []
    for model, column in ((Account, "id"), (AccountRole, "account_id")):
        events = apps.get_model("detainees", f"{model.__name__}HistoryEvent")
        rows = list(events.objects.filter(**{column: account.pk}).order_by("pgh_id"))
        for row in rows:
            row.pgh_obj_id = row.id
        changes += read_events(rows, model)
    return changes
