"""Every setting, on one page, safe for production as it stands.

Each environment variable of the application is read once, here; those of the local installation
(PORT, HOST, DATA_DIR) in ``config.run`` and ``config.cluster``. README.md lists them.

An installation is *personal* when ``DATABASE_URL`` is unset: it uses the embedded PostgreSQL that
``make run`` starts, and keeps its data, its secret key and its collected static files in
``CLUSTER.home``.
"""

from datetime import timedelta
from pathlib import Path

import bootstrap_wrapper
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from config.cluster import CLUSTER

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https")


def _secret_key() -> str:
    """The key from the environment, or the one that the first ``make run`` made."""
    if key := env("SECRET_KEY", default=""):
        return key
    kept = CLUSTER.home / "secret_key"
    if not kept.exists():
        raise ImproperlyConfigured(
            "Set SECRET_KEY, or start once with `make run`, which makes one."
        )
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[environ.urlparse(SITE_URL).hostname, "127.0.0.1", "localhost"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- What it is made of -------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",  # for its commands
    "core",
    "accounts",
    "contacts",
    "learning",
    "interviews",
    "feedback",
    "dashboard",
    "reminders",
    "search",
    "story",
    "transfer",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First what puts headers on every answer, a redirect to https and static files included.
    "core.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "core.middleware.BodyLimit",
    "core.middleware.KindErrors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.LanguageAndTime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.middleware.OwnRows",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.appearance.context",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- The database -------------------------------------------------------------------------------

DATABASE_URL = env("DATABASE_URL", default="")
PERSONAL = not DATABASE_URL
DATABASES = {
    "default": {
        **environ.Env.db_url_config(DATABASE_URL or CLUSTER.url),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=2,
    # What DATABASE_URL says in ?options= comes last, and wins.
    options="-c lock_timeout=3s -c statement_timeout=10s"
    " -c idle_in_transaction_session_timeout=15s "
    + DATABASES["default"].get("OPTIONS", {}).get("options", ""),
)
# Backups see every row, so they are made by a role that bypasses the policies; the embedded server
# has one already (config.backups). With a folder, one is made each day.
BACKUP_DATABASE_URL = env("BACKUP_DATABASE_URL", default="")
BACKUP_DIR = env("BACKUP_DIR", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by every worker: a limit counted per worker would be as many limits as workers.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Past its maximum it forgets entries that are still needed, and a limit is one.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- Accounts -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("dashboard:today")

SIGNUP_OPEN = env("SIGNUP", default="open") != "closed"
SAMPLE_STORY = env("SAMPLE_STORY", default="on") != "off"
SAMPLE_STORY_LIFE = timedelta(days=1)
SAMPLE_STORY_CAP = env.int("SAMPLE_STORY_CAP", default=200)
ACCOUNT_RATE_LIMITS = {"sample_story": "5/10m/ip"}

# --- Mail ---------------------------------------------------------------------------------------

EMAIL_URL = env("EMAIL_URL", default="")
vars().update(environ.Env.email_url_config(EMAIL_URL or "consolemail://"))
EMAIL_TIMEOUT = 10  # seconds: a mail server that hangs must not hold a page and its transaction
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FROM_EMAIL", default="Worthwhile <worthwhile@localhost>")

ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.ChangeEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and in no other
ACCOUNT_CHANGE_EMAIL = True  # one address, which a confirmed new one replaces
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a session left open is not enough to take it over
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_URL else "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
# How many proxies of ours stand in front; 0 takes the peer's own address for rate limits.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Jobs ---------------------------------------------------------------------------------------

# With a folder, each person's archive is written there every day (transfer.archive.copies).
ARCHIVE_DIR = env("ARCHIVE_DIR", default="")
PROCRASTINATE_IMPORT_PATHS = ["config.jobs", "core.outbox", "transfer.jobs"]

# --- Words and times ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]  # each by its own name
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = SECURE
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = CLUSTER.home / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_css_dir())]
STORAGES = {
    "staticfiles": {"BACKEND": "core.static.Storage"},
}

# Maps are for developers, and a page asks for the hashed names only.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map"]

# --- What a browser may do ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
# Whether this site's subdomains exist and speak https is not ours to say, and preloading is hard to
# take back: both stay off, which `check --deploy` would warn of.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# Where files are brought: one of 32 MB (transfer.unpacking.LARGEST), with the form around it.
LARGE_BODIES = {"/data/import/": 33 * 1_048_576}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}

if DEBUG:
    INSTALLED_APPS += ["debug_toolbar", "django_browser_reload"]
    MIDDLEWARE.insert(5, "debug_toolbar.middleware.DebugToolbarMiddleware")
    MIDDLEWARE.append("django_browser_reload.middleware.BrowserReloadMiddleware")
    INTERNAL_IPS = ["127.0.0.1"]
