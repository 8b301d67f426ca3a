"""Settings of the Detainee Registry, read from the environment; what is missing stops the start.

SIDE says which half of the house this process is:

- ``public``: pages for relatives; knows only the public login, so a desk query raises;
- ``desk``: volunteers and staff; knows only the desk login;
- ``owner``: migrations and maintenance; knows only the owner login;
- ``both``: the demo and the tests only (``DEMO=1``), with all three logins.

If the police read this file they learn nothing: every secret stands in the environment.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pghistory
import pyrage
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from detainees.publication.sealing import check_key

BASE_DIR = Path(__file__).resolve().parent.parent


def required(name):
    """Return the environment's value for ``name``; raise ImproperlyConfigured when it is empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def flag(name):
    """True when the environment says 1 for ``name``, False for 0 or nothing; else raise."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def database(name):
    """Return the Django settings for the PostgreSQL URL in the variable ``name``.

    ``postgresql://user:password@host:port/database``; a socket folder stands in ``?host=/folder``.
    """
    url = urlsplit(required(name))
    if url.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": query.pop("port", str(url.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Compiling the custody view costs more than running it.
        "OPTIONS": {**query, "options": "-c jit=off"},
    }


def databases(side):
    """Return ``DATABASES`` for one side: a process holds no password that it does not need."""
    if side == "public":
        return {"default": {}, "public": public_database()}
    if side == "desk":
        return {"default": database("DESK_DATABASE_URL")}
    if side == "owner":
        return {"default": database("OWNER_DATABASE_URL")}
    return {
        "default": database("DESK_DATABASE_URL"),
        "public": public_database(),
        "owner": database("OWNER_DATABASE_URL"),
    }


def public_database():
    """The public login, which sees the schema ``public_api`` and nothing else."""
    settings = database("PUBLIC_DATABASE_URL")
    # Its functions ask the same of everybody: planned once a connection, not at every call.
    options = "-c jit=off -c search_path=public_api -c plan_cache_mode=force_generic_plan"
    settings["OPTIONS"] = {**settings["OPTIONS"], "options": options}
    return settings


def files_key(recipient):
    """Return an age recipient as it is, "" for none; ImproperlyConfigured for anything else."""
    try:
        return recipient and str(pyrage.x25519.Recipient.from_str(recipient))
    except pyrage.RecipientError as error:
        raise ImproperlyConfigured("FILES_KEY must be an age recipient: age1...") from error


DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
SIDE = required("SIDE")
if SIDE not in ("public", "desk", "owner", "both"):
    raise ImproperlyConfigured("SIDE must be public, desk, owner or both.")
if SIDE == "both" and not DEMO:
    raise ImproperlyConfigured("SIDE=both is for the demo and the tests: it needs DEMO=1.")

SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
DATABASES = databases(SIDE)
# Addresses of followers are sealed to this public key; without it no letters are offered.
DESK_KEY = check_key(os.environ.get("DESK_KEY", ""))
# The sender's alone (``manage.py send_letters``); no other process is given these.
DESK_SECRET_KEY = "" if SIDE == "public" else os.environ.get("DESK_SECRET_KEY", "")
PUBLIC_URL = os.environ.get("PUBLIC_URL", "").rstrip("/")
MAIL_FROM = os.environ.get("MAIL_FROM", "")
EMAIL_HOST = os.environ.get("SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = not flag("SMTP_PLAIN")
EMAIL_TIMEOUT = 30
if DEMO and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Hashes the names of removed people; the public side has no use for it.
REMOVAL_KEY = None if SIDE == "public" else required("REMOVAL_KEY")
# Encrypts the secrets of authenticator apps in the database; the desk alone checks them.
SECOND_FACTOR_KEY = required("SECOND_FACTOR_KEY") if SIDE in ("desk", "both") else None

# The public half of the key that files are encrypted to; the other half is kept offline. Without it
# no file is taken.
FILES_KEY = "" if SIDE == "public" else files_key(os.environ.get("FILES_KEY", ""))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *([] if SIDE == "public" else ["django.contrib.admin.apps.SimpleAdminConfig"]),
    *([] if SIDE == "public" else ["allauth", "allauth.account", "allauth.mfa"]),
    "django_filters",
    "pgtrigger",
    "pghistory",
    "registry",
    "stations",
    "detainees",
]

DESK_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "registry.middleware.AccountLanguageMiddleware",
    "registry.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "detainees.desk.gate.Gate",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "registry.middleware.HeadersMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *([] if SIDE == "public" else DESK_MIDDLEWARE),
]

ROOT_URLCONF = "registry.urls"
WSGI_APPLICATION = "registry.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "registry.context_processors.site",
                *(
                    []
                    if SIDE == "public"
                    else [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "detainees.desk.navigation.navigation",
                    ]
                ),
            ],
        },
    }
]

# In each worker's own memory: pages, and parts of pages (see ``detainees.public.kept_pages``).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},  # of at most 50 KB
    }
}

AUTH_USER_MODEL = "detainees.Account"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["detainees.desk.backend.AccountBackend"]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:index"

# Of allauth we use passkeys, authenticator apps and recovery codes; none of its addresses exist.
# Its limits are off: they would keep addresses in a cache (see detainees.desk.delays).
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "detainees.desk.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

LANGUAGE_CODE = "ru"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "registry" / "locale"]
FORMAT_MODULE_PATH = "registry.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A file in transit stays in memory: a temporary one would leave its bytes on the disk. What does
# not fit is dropped, and the form says that it is too large.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024

# Every change of the record is kept by database triggers, with who, when and the login used.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_BASE_MODEL = "registry.lib.history.HistoryEvent"
# Context stands in each row: a shared context table would need UPDATE rights, and could be altered.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history", related_query_name="history")

# Messages stay on the server; they name nobody.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Cookies exist at the desk only, and only over TLS; the demo listens on loopback without it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "detainees.models.session"
SESSION_COOKIE_AGE = 30 * 60  # without a request; detainees.desk.gate ends it after a night anyway
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = not DEMO
SECURE_PROXY_SSL_HEADER = None if DEMO else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
# No other site learns anything; with "no-referrer" browsers send "Origin: null" and no form passes.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The public side sets no cookie, so a forged form has nobody's rights to borrow.
SILENCED_SYSTEM_CHECKS = ["security.W003"] if SIDE == "public" else []
CSRF_FAILURE_VIEW = (
    "registry.errors.csrf_failure" if SIDE == "public" else "detainees.desk.kept.csrf_failure"
)

# Nothing logs an address, a path with a name in it, or a search term: only our own line a request
# (method, route name, status, milliseconds), and where in the code a page failed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "registry.requests": {"level": "INFO"},
        # Django writes the path of every 4xx and 5xx here; our own line says enough.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
