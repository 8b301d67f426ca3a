"""Who is asking, and what they may: one query a request."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from detainees.models import Account

# Roles are groups; no permission is ever given to an account by itself.
PERMISSIONS = ArrayAgg(
    Concat(
        F("groups__permissions__content_type__app_label"),
        Value("."),
        F("groups__permissions__codename"),
    ),
    filter=Q(groups__permissions__isnull=False),
    default=Value([]),
    distinct=True,
)


class AccountBackend(ModelBackend):
    """Pseudonym and password, with the permissions of the account's role read along with it."""

    def get_user(self, user_id):
        """Return the active Account with its permissions at hand, or None."""
        account = Account.objects.annotate(permissions=PERMISSIONS).filter(pk=user_id).first()
        if account is None or not self.user_can_authenticate(account):
            return None
        account._perm_cache = set(account.permissions)
        return account
