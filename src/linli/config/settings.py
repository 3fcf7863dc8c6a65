"""Django's settings, derived from the typed table in ``kernel.installation``."""

import logging
import secrets
from pathlib import Path
from typing import Any

from linli.config.installation import from_environment
from linli.config.logs import configure_logs
from linli.kernel.crypto.keyring import KeyProblem, keyring_path, read_keyring
from linli.kernel.db.engine import settings_for
from linli.kernel.installation import Installation
from linli.ui.web.templates import Strict

LINLI: Installation = from_environment()
LINLI_PLACE = "清和县" if LINLI.county == "329921" else LINLI.county


def _secret_key() -> str:
    # Without a key file only commands that need no session run (init, doctor, migrations are written).
    try:
        return read_keyring(keyring_path(LINLI.data)).django
    except KeyProblem:
        return secrets.token_urlsafe(64)


BASE = Path(__file__).resolve().parent.parent
SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = [*LINLI.hosts, *(["testserver"] if LINLI.mode == "test" else [])]
DATABASES = {"default": settings_for(LINLI.database_url, LINLI.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "linli_language"
LOCALE_PATHS = [BASE / "locale"]

NOUNS = [
    "places", "people", "things", "documents", "schedule", "money", "cases", "decisions", "indicators", "programmes",
]  # fmt: skip
FACES = ["portal", "desk", "field", "api", "cli"]
INSTALLED_APPS = [
    "linli.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "ninja",
    "template_partials",
    "linli.kernel",
    *(f"linli.{noun}" for noun in NOUNS),
    "linli.ui",
    *(f"linli.faces.{face}" for face in FACES),
    "linli.demo",
]

MIDDLEWARE = [
    "linli.config.middleware.observe.RequestLog",
    "linli.config.middleware.pressure.BackPressure",
    "linli.config.middleware.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.config.middleware.language.Language",
    "django.middleware.common.CommonMiddleware",
    "linli.config.middleware.problems.Problems",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.config.middleware.actors.Actors",
    "linli.config.middleware.get_guard.GetGuard",
    "linli.config.middleware.gates.Gates",
]

ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"
CSRF_FAILURE_VIEW = "linli.config.middleware.problems.csrf_failure"

_OPTIONS: dict[str, Any] = {
    "context_processors": ["django.template.context_processors.request", "linli.config.shell.shell"],
    "builtins": ["linli.ui.templatetags.linli_ui", "django.templatetags.i18n", "django.templatetags.static"],
}
if LINLI.guarded:
    _OPTIONS["string_if_invalid"] = Strict("unknown")
TEMPLATES = [
    {"NAME": "django", "BACKEND": "linli.ui.web.templates.GuardedTemplates", "APP_DIRS": True, "OPTIONS": _OPTIONS}
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["linli.people.bridge.backend.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login/"
SESSION_ENGINE = "linli.people.bridge.session_store"
SESSION_COOKIE_NAME = "linli_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = LINLI.https
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "linli_csrf"
CSRF_COOKIE_SECURE = LINLI.https
CSRF_COOKIE_HTTPONLY = True

ACCOUNT_ADAPTER = "linli.people.bridge.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "linli.people.bridge.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp"]
# One step of 30 seconds before and after: people type slowly and clocks differ.
MFA_TOTP_TOLERANCE = 1
ACCOUNT_FORMS = {"login": "linli.people.bridge.forms.NameForm"}
MFA_FORMS = {"authenticate": "linli.people.bridge.forms.CodeForm"}

TASKS = {"default": {"BACKEND": "linli.kernel.jobs.backend.LeasedBackend"}}
# Used codes of the second factor must be known to every web worker of this machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(LINLI.folder("cache")),
    }
}

STATIC_URL = "/static/"
# Served from where they are built; nothing is collected. Hashed names may be kept for ever.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/linli/build/.+-[A-Za-z0-9_-]{8,}\."
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if LINLI.https else 0
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING_CONFIG = None
configure_logs(getattr(logging, LINLI.log_level))
