"""Who works at the desk."""

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


class Account(AbstractBaseUser, PermissionsMixin):
    """A volunteer, moderator, analyst or administrator, known by a pseudonym alone.

    No name, e-mail, phone or address: if the police read this table tonight they learn pseudonyms.
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

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["username"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.username
