"""The roles in the language of the page."""

from django.utils.translation import gettext_lazy as _

from detainees.desk.roles import ROLES

ROLE_NAMES = {
    "volunteer": _("volunteer"),
    "moderator": _("moderator"),
    "analyst": _("analyst"),
    "administrator": _("administrator"),
}
ROLE_CHOICES = [(role, ROLE_NAMES[role]) for role in ROLES]


def role_name(role):
    """Return the name of a role in the language of the page."""
    return ROLE_NAMES.get(role, role)
