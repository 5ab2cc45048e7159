"""Django's settings: SQLite in `var/` by default, PostgreSQL by one setting (docs/settings.md)."""

from __future__ import annotations

from bot.settings import settings as _bot_settings
from desk.database import database_from_url, sqlite_in
from desk.secret_key import secret_key_in

_settings = _bot_settings()
_settings.var.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key_in(_settings.var)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_settings.hosts]
INSTALLED_APPS = [
    "bot.storage",
    "desk.chat",
    "desk.staff",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "desk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
# Served straight from the packages: nothing to collect, nothing to forget.
WHITENOISE_USE_FINDERS = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
}
# Behind a public name there is https; on loopback there is not.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(_settings.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _settings.hosts]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGIN_URL = "/staff/login/"
DATABASES = {
    "default": database_from_url(_settings.database_url) if _settings.database_url else sqlite_in(_settings.var)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Prague"
# Texts for people come from bot/texts, not from Django's catalogues.
USE_I18N = False
