"""All settings, read top to bottom; what a self-hoster may change comes from COMPTOIR_* variables."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from comptoir.config import env

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "comptoir"

# --- Where things are kept -------------------------------------------------------------------------------------------
COMPTOIR_HOME = env.folder("COMPTOIR_HOME", ROOT / "var")
MEDIA_ROOT = COMPTOIR_HOME / "files"


def secret_key() -> str:
    """Return the configured key, else the one kept in COMPTOIR_HOME, made on the first start."""
    configured = env.secret("COMPTOIR_SECRET_KEY")
    if configured:
        return configured
    path = COMPTOIR_HOME / "secret.key"
    if not path.exists():
        COMPTOIR_HOME.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = secret_key()
DEBUG = False

# --- Backups ---------------------------------------------------------------------------------------------------------
COMPTOIR_BACKUP_BEFORE_MIGRATE = env.boolean("COMPTOIR_BACKUP_BEFORE_MIGRATE", default=True)
# A command of the shell, with the file as $1: from here only, as a page that set it would hand out the machine.
COMPTOIR_BACKUP_HOOK = env.text("COMPTOIR_BACKUP_HOOK")
COMPTOIR_BACKUP_HOOK_SECONDS = env.whole_number("COMPTOIR_BACKUP_HOOK_SECONDS", 3600)
# Whether /health/ is 503 without a recent, proved backup; else it only says so.
COMPTOIR_HEALTH_NEEDS_BACKUP = env.boolean("COMPTOIR_HEALTH_NEEDS_BACKUP", default=False)

# --- Address ---------------------------------------------------------------------------------------------------------
COMPTOIR_URL = env.url("COMPTOIR_URL", "http://127.0.0.1:8000")
ADDRESS = urlsplit(COMPTOIR_URL)
HTTPS = ADDRESS.scheme == "https"
ALLOWED_HOSTS = sorted(
    {ADDRESS.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]", *env.names("COMPTOIR_HOSTS")}
)
CSRF_TRUSTED_ORIGINS = [COMPTOIR_URL] if HTTPS else []
# Only with an https address, that is behind a proxy that sets this header: any client can send it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
# Whose X-Forwarded-For is believed. With an https address a proxy stands in front, by default on the same machine.
COMPTOIR_TRUSTED_PROXIES = env.proxies("COMPTOIR_TRUSTED_PROXIES", "127.0.0.1, ::1" if HTTPS else "")
# A redirected POST loses its body: the REST view refuses plain HTTP itself, with the documented error.
SECURE_REDIRECT_EXEMPT = [r"^rest(/|$)"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
# Outgoing webhooks to the server's own network: users who may change settings can then reach its machines.
COMPTOIR_PRIVATE_WEBHOOKS = env.boolean("COMPTOIR_PRIVATE_WEBHOOKS", default=False)
# Receivers that the worker talks to at the same time, and how long one delivery may take, whatever the receiver does.
COMPTOIR_WEBHOOK_CONNECTIONS = env.whole("COMPTOIR_WEBHOOK_CONNECTIONS", 4)
COMPTOIR_WEBHOOK_SECONDS = env.whole("COMPTOIR_WEBHOOK_SECONDS", 10)
X_FRAME_OPTIONS = "DENY"
# No 'unsafe-inline': templates must not contain scripts, styles or event attributes. data: is for small icons in CSS.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Applications, from the top of the house to its foundation -------------------------------------------------------
FOLDERS = [
    "ops",
    "backup",
    "home",
    "profile",
    "activities",
    "sales",
    "clients",
    "catalog",
    "pipelines",
    "directories",
    "analytics",
    "imports",
    "items",
    "search",
    "api",
    "rest",
    "account",
    "access",
    "once",
    "events",
    "jobs",
    "ui",
]
INSTALLED_APPS = [
    *(f"comptoir.{folder}" for folder in FOLDERS),
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
ROOT_URLCONF = "comptoir.config.urls"
WSGI_APPLICATION = "comptoir.config.wsgi.application"
MIDDLEWARE = [
    # Outermost: limits, logs and the audit read REMOTE_ADDR.
    "comptoir.access.sign_in.middleware.ClientAddress",
    "comptoir.ops.health.HealthCheck",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below WhiteNoise, which sends static files that are compressed already; above everything that writes bodies.
    "comptoir.ui.compression.Compression",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "comptoir.ui.error_pages.ErrorPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comptoir.access.sign_in.middleware.SignInRequired",
    "comptoir.account.middleware.ReaderLocale",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Innermost: it begins where every other check has passed.
    "comptoir.once.forms.OneTimeForms",
]
CSRF_FAILURE_VIEW = "comptoir.ui.error_pages.csrf_failure"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        # A template lies in the folder of the module that renders it; its name is its path in the package.
        "DIRS": [PACKAGE],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "comptoir.ui.jinja.environment",
            "context_processors": ["comptoir.once.forms.form_context"],
        },
    }
]

# --- Database --------------------------------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": COMPTOIR_HOME / "comptoir.sqlite3",
    "OPTIONS": {
        # A transaction takes the write lock when it begins. With the default, DEFERRED, one that reads first and then
        # writes fails at once with "database is locked" if another has written in between: no timeout applies.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # WAL: readers do not wait for the writer. synchronous=NORMAL may lose the last transactions on a power failure,
        # but never corrupts the file.
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            f"PRAGMA synchronous={env.choice('COMPTOIR_SQLITE_SYNCHRONOUS', 'NORMAL', ('NORMAL', 'FULL'))};"
            "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;"
            "PRAGMA journal_size_limit=67108864;"
        ),
    },
}
# Tests use a file too: an in-memory database that a test shares with its live server locks whole tables.
SQLITE["TEST"] = {"NAME": COMPTOIR_HOME / "tests.sqlite3"}
POSTGRES = env.postgres("COMPTOIR_DATABASE_URL")
if POSTGRES:
    # Pages run many short queries, for which compiling (JIT) does not pay. With the default cost of random pages, made
    # for spinning disks, PostgreSQL scans five million activities to find the twenty thousand of one client.
    POSTGRES["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 16, "timeout": 5},
        "options": "-c jit=off -c random_page_cost=1.1",
    }
    # A connection is tried before it is used: those of the pool do not survive a restart of the server.
    POSTGRES["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": POSTGRES or SQLITE}

# --- People ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "/"
# How many passwords one web process checks at the same time: each takes some 100 MiB and a core.
COMPTOIR_PASSWORD_CHECKS = env.whole("COMPTOIR_PASSWORD_CHECKS", 1)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "last_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "comptoir.access.password_rules.NotTrivial"},
]

# --- Language and time: read at the first start only, then they are settings of the account --------------------------
LANGUAGES = [("en", "English"), ("fr", "Français")]
COMPTOIR_LANGUAGE = env.choice("COMPTOIR_LANGUAGE", "fr", ("en", "fr"))
COMPTOIR_TIME_ZONE = env.text("COMPTOIR_TIME_ZONE", "Europe/Paris")
COMPTOIR_CURRENCY = env.text("COMPTOIR_CURRENCY", "EUR").upper()
LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "kit" / "locale"]  # kit is no app; theirs are found by themselves
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files and background work ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # straight from the folders: there is nothing to collect
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# How long what is done is kept, in days.
COMPTOIR_KEEP_JOBS_DAYS = env.whole("COMPTOIR_KEEP_JOBS_DAYS", 30)
COMPTOIR_KEEP_DELIVERIES_DAYS = env.whole("COMPTOIR_KEEP_DELIVERIES_DAYS", 7)
COMPTOIR_KEEP_IMPORT_PROBLEMS_DAYS = env.whole("COMPTOIR_KEEP_IMPORT_PROBLEMS_DAYS", 90)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"comptoir": {"level": "INFO"}},
}
