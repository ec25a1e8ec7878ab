"""How is Django set up? Every choice of the operator's comes from `configuration.SETTINGS`."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from redress import logs
from redress.configuration import Configuration, ConfigurationRefused, configuration, postgresql, sqlite
from redress.mail_settings import mail_door, mailboxes
from redress.notify_settings import notify_services

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    CONFIGURATION = configuration()
except ConfigurationRefused as refused:
    raise ImproperlyConfigured(str(refused)) from None

ENVIRONMENT = CONFIGURATION.text("REDRESS_ENVIRONMENT")
PRODUCTION = ENVIRONMENT == "production"
DEMONSTRATION = ENVIRONMENT == "demonstration"
DEBUG = CONFIGURATION.yes("REDRESS_DEBUG")
DATA = BASE_DIR / CONFIGURATION.text("REDRESS_DATA")
DATA.mkdir(parents=True, exist_ok=True)
PUBLIC_URL = CONFIGURATION.text("REDRESS_PUBLIC_URL").rstrip("/")


def _secret_key(given: Configuration) -> str:
    """The key given, or outside production one made on first use and kept in the data folder."""
    if given.text("REDRESS_SECRET_KEY"):
        return given.text("REDRESS_SECRET_KEY")
    kept = DATA / "secret-key"
    if not kept.exists():
        made = DATA / f".secret-key-{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(64))
        # Of two processes that start at once, both must end up with the same key: the first link wins.
        try:
            kept.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text()


SECRET_KEY = _secret_key(CONFIGURATION)
ALLOWED_HOSTS = CONFIGURATION.words("REDRESS_ALLOWED_HOSTS")
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "redress.policies",
    "redress.design",
    "redress.accounts",
    "redress.jobs",
    "redress.cases",
    "redress.records",
    "redress.correspondence",
    "redress.arrivals",
    "redress.suggestions",
    "redress.intake",
    "redress.casework",
    "redress.demonstration",
]

MIDDLEWARE = [
    "redress.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "redress.design.languages.LanguageOfThePublicPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "redress.policies.middleware.adopted_versions",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "redress.urls"
WSGI_APPLICATION = "redress.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "redress.design.context.frame",
            ],
            "builtins": ["redress.design.templatetags.design"],
        },
    }
]

DATABASES = {
    "default": (
        postgresql(
            CONFIGURATION.text("REDRESS_DATABASE_URL"),
            pool=CONFIGURATION.number("REDRESS_DATABASE_POOL"),
        )
        if CONFIGURATION.text("REDRESS_DATABASE_URL")
        else sqlite(DATA / "redress.sqlite3")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["redress.accounts.backend.StaffBackend"]
LOGIN_URL = "/casework/sign-in/"
LOGIN_REDIRECT_URL = "/casework/"
LOGOUT_REDIRECT_URL = "/casework/sign-in/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-redress-session" if PRODUCTION else "redress-session"
SESSION_COOKIE_AGE = 60 * CONFIGURATION.number("REDRESS_SESSION_MINUTES")
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-redress-csrf" if PRODUCTION else "redress-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "redress.design.views.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Defences

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
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
PROXIES = CONFIGURATION.number("REDRESS_PROXIES")
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the parent domain is the council's, and not ours to bind

UPLOAD_MAX_BYTES = CONFIGURATION.number("REDRESS_UPLOAD_MEGABYTES") * 1024 * 1024
UPLOAD_MAX_FILES = CONFIGURATION.number("REDRESS_UPLOAD_FILES")
POST_MAX_BYTES = CONFIGURATION.number("REDRESS_POST_MEGABYTES") * 1024 * 1024
POST_MAX_PAGES = CONFIGURATION.number("REDRESS_POST_PAGES")
BUNDLE_DAYS = CONFIGURATION.number("REDRESS_BUNDLE_DAYS")
READING_PROGRAMME = CONFIGURATION.text("REDRESS_READING").strip()
READING_LANGUAGES = CONFIGURATION.text("REDRESS_READING_LANGUAGES").strip() or "eng"
CLAMD = CONFIGURATION.text("REDRESS_CLAMD")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form's words; files are counted apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # a page of a document with as many boxes as it can have, and one too many
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_FILES + 50  # a few too many are for the form to say, kindly
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Language and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh")), ("pl", _("Polish")), ("lt", _("Lithuanian"))]
if not PRODUCTION:
    LANGUAGES.append(("ar", _("Arabic")))  # to try a script that runs from right to left; it has no catalogue
#: Offered, and shown in English with a word about it: their catalogues are still empty.
LANGUAGES_NOT_TRANSLATED = ("cy", "ar")
#: Translated, and not yet read by anybody who speaks the language: the pages say so.
LANGUAGES_NOT_CHECKED = ("pl", "lt")
LANGUAGE_COOKIE_NAME = "__Secure-redress-language" if PRODUCTION else "redress-language"
LOCALE_PATHS = [BASE_DIR / "redress" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Mail

# A demonstration never writes to anybody, whatever server it is given.
EMAIL_BACKEND = (
    "redress.correspondence.outbox.Backend" if DEMONSTRATION else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = CONFIGURATION.text("REDRESS_EMAIL_HOST")
EMAIL_PORT = CONFIGURATION.number("REDRESS_EMAIL_PORT")
EMAIL_HOST_USER = CONFIGURATION.text("REDRESS_EMAIL_USER")
EMAIL_HOST_PASSWORD = CONFIGURATION.text("REDRESS_EMAIL_PASSWORD")
EMAIL_USE_TLS = CONFIGURATION.text("REDRESS_EMAIL_SECURITY") == "starttls"
EMAIL_USE_SSL = CONFIGURATION.text("REDRESS_EMAIL_SECURITY") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = CONFIGURATION.text("REDRESS_EMAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

MAILBOXES = mailboxes(CONFIGURATION.text("REDRESS_MAILBOXES"))
NOTIFY = notify_services(CONFIGURATION.values)
MAIL_DOOR = mail_door(CONFIGURATION.text("REDRESS_MAIL_DOOR"))
MAIL_MAX_BYTES = CONFIGURATION.number("REDRESS_MAIL_MEGABYTES") * 1024 * 1024
REPLY_ADDRESSES = CONFIGURATION.yes("REDRESS_REPLY_ADDRESSES")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
if not PRODUCTION:
    STATIC_ROOT.mkdir(exist_ok=True)  # stays empty; without it every start warns of a missing folder
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
# Otherwise every start of a test walks a folder that only production fills.
WHITENOISE_AUTOREFRESH = ENVIRONMENT == "test"

LOGGING_CONFIG = None
logs.configure(level=CONFIGURATION.text("REDRESS_LOG_LEVEL"), messages_of_faults=not PRODUCTION)
