"""Who works at the desk."""

import unicodedata

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccountManager(UserManager):
    """Makes accounts; there is no e-mail address to ask for."""

    def _create_user(self, username, email, password, **fields):
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username):
        """Return the account of a pseudonym, however it is spelled."""
        return self.get(username=self.model.normalize_username(username))


@pghistory.track(
    exclude=["password", "last_login", "panic_hash"],
    obj_field=None,
    model_name="AccountHistoryEvent",
)
class Account(AbstractBaseUser, PermissionsMixin):
    """A volunteer, moderator, analyst or administrator, known by a pseudonym alone.

    No name, e-mail, phone or address: if the police read this table tonight they learn pseudonyms.
    A pseudonym has one spelling, small letters: "Night-Owl" is night-owl, for its holder and for
    whoever tries to guess the password. Changes of role, of ``is_active`` and of the second step
    have a history.
    """

    username = models.CharField(
        _("pseudonym"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Never a real name. Letters, digits and @ . + - _ only."),
        error_messages={"unique": _("This pseudonym is taken.")},
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))],
        default="ru",
    )
    is_staff = models.BooleanField(_("may enter the desk"), default=True)
    is_active = models.BooleanField(
        _("is active"), default=True, help_text=_("Switch off instead of deleting an account.")
    )
    date_joined = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    panic_hash = models.CharField(max_length=64, blank=True, editable=False)
    panicked_at = models.DateTimeField(
        _("stopped by the panic link at"), null=True, blank=True, editable=False
    )

    factors_changed_at = models.DateTimeField(
        _("second step changed at"), null=True, blank=True, editable=False
    )

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["username"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        permissions = [
            ("read_widely", _("Can read people's pages without the limit of volunteers")),
            ("allow_more_pages", _("Can let a volunteer read more people's pages")),
        ]

    def __str__(self):
        return self.username

    @classmethod
    def normalize_username(cls, username):
        """Return the one spelling of a pseudonym: NFKC, small letters."""
        if not isinstance(username, str):
            return username
        return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())


@pghistory.track(obj_field=None, model_name="AccountRoleHistoryEvent")
class AccountRole(Account.groups.through):
    """Which role an account had when: its history cannot be altered by the desk."""

    class Meta:
        proxy = True
        verbose_name = _("role")
