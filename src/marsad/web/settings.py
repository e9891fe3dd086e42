"""Django's settings. What a person may set comes from the environment: see docs/reference/settings.md."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from marsad.web import shared
from marsad.web.database import address, configured, data_folder
from marsad.web.mail import mail_settings, sender, site_address
from marsad.web.readers.accounts import environment as accounts
from marsad.web.readers.saved import environment as saved

_HERE = Path(__file__).parent
_BEHIND_TLS = os.environ.get("MARSAD_TLS", "") == "1"  # a proxy in front speaks TLS to the readers

DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MARSAD_ADDRESS = address()
_LEDGER = configured(MARSAD_ADDRESS)
DATABASES = {"default": _LEDGER, shared.ALIAS: shared.beside(_LEDGER)}
ROOT_URLCONF = "marsad.web.urls"
WSGI_APPLICATION = "marsad.web.wsgi.application"
ALLOWED_HOSTS = [host for host in os.environ.get("MARSAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if _BEHIND_TLS and host != "*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "marsad.web.site",
    "marsad.web.ledger",
    "marsad.web.columns",
    "marsad.web.loading",
    "marsad.web.reports",
    "marsad.web.browse",
    "marsad.web.search",
    "marsad.web.review",
    "marsad.web.api",
    "marsad.web.newsletters",
    "marsad.web.ingest",
    "django_tasks",
    "django_tasks_db",
    "marsad.web.work",
    "marsad.web.readers.news",
    "marsad.web.readers.saved",
    "marsad.web.readers.offline",
    "marsad.web.readers.wallabag",
    "marsad.web.readers.accounts",  # before allauth: its templates and translations stand in for allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "marsad.web.proxy.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "marsad.web.work.audit.AuditMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marsad.web.readers.accounts.sessions.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marsad.web.site.errors.ErrorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marsad.web.site.context.frame",
            ]
        },
    }
]

# Arabic first: an address without a language is Arabic, English stands under /en/.
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
USE_I18N = True
LOCALE_PATHS = [_HERE / "locale"]  # before those of all apps
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True  # nothing has to be collected before the server starts

# Nothing from elsewhere, no script or style in a page itself; data: for the signs that style sheets draw.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if _BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}  # done by marsad worker
# The package's own migrations write to the default database, whichever is migrated; ours make the tables as they are.
MIGRATION_MODULES = {"django_tasks_database": "marsad.web.work.tasktables"}

MARSAD_API_TEXTS = os.environ.get("MARSAD_API_TEXTS") == "1"  # the API gives reports' texts to everybody

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # bytes: a pasted text, not an archive
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "today"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Mail and accounts: see marsad.web.mail and marsad.web.readers.accounts.
globals().update(mail_settings())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender()
MARSAD_SITE = site_address() if os.environ.get("MARSAD_SITE") else ""  # else links begin as the page was asked for
MARSAD_PROXY_HEADER = accounts.proxy_header()
MARSAD_REGISTRATION = accounts.registration()
MARSAD_OIDC_REGISTRATION = accounts.registration("MARSAD_OIDC_REGISTRATION", usual=MARSAD_REGISTRATION)
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
CACHES = {"default": {"BACKEND": "marsad.web.shared.SharedCache"}}  # attempts are counted by all processes together
ACCOUNT_ADAPTER = "marsad.web.readers.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "marsad.web.readers.accounts.forms.SignInForm",
    "signup": "marsad.web.readers.accounts.forms.SignUpForm",
    "add_email": "marsad.web.readers.accounts.forms.AddressForm",
    "reset_password": "marsad.web.readers.accounts.forms.ForgottenForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_VALIDATORS = "marsad.web.readers.accounts.forms.NAMES"
ACCOUNT_USERNAME_BLACKLIST = [
    "admin",
    "administrator",
    "marsad",
    "root",
    "support",
    "مرصد",
    "المرصد",
    "مدير",
    "الإدارة",
]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address for an account; the old one stays until the new one is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key",  # wrong codes of second factors; passwords are counted by our adapter
    "reset_password": "20/m/ip,5/h/key",
    "signup": "10/m/ip",
}
MFA_ADAPTER = "marsad.web.readers.accounts.secrets.FactorAdapter"
MFA_FORMS = {
    "add_webauthn": "marsad.web.readers.accounts.passkeys.AddForm",
    "edit_webauthn": "marsad.web.readers.accounts.passkeys.NameForm",
    "authenticate_webauthn": "marsad.web.readers.accounts.passkeys.SecondStepForm",
    "login_webauthn": "marsad.web.readers.accounts.passkeys.SignInForm",
    "reauthenticate_webauthn": "marsad.web.readers.accounts.passkeys.ConfirmForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after do as well: phones' clocks are not all right
SOCIALACCOUNT_ADAPTER = "marsad.web.readers.accounts.social.VouchedAdapter"
SOCIALACCOUNT_FORMS = {"signup": "marsad.web.readers.accounts.forms.VouchedSignUpForm"}
SOCIALACCOUNT_PROVIDERS = accounts.providers()

# How much a reader may save.
MARSAD_SAVED_ARTICLES = saved.articles()
MARSAD_SAVED_LETTERS = saved.letters()

# What tells whom a reader follows: see marsad.web.newsletters.follows.
MARSAD_FOLLOWS = "marsad.web.readers.news.following.follows_of"


def _secret() -> str:
    """The key that signs sessions and links: made on first use, readable by its owner alone."""
    path = data_folder() / "secret-key"
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), open(path, "x", encoding="ascii", opener=_private) as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


SECRET_KEY = SimpleLazyObject(_secret)  # commands that sign nothing need no key
