"""Django's settings: SQLite in `var/` by default, PostgreSQL by one setting (docs/settings.md)."""

from __future__ import annotations

from desk.database import database_from_url, sqlite_in
from desk.secret_key import secret_key_in

from bot.settings import settings as _bot_settings

_settings = _bot_settings()
_settings.var.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key_in(_settings.var)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = ["bot.storage"]
MIDDLEWARE: list[str] = []
DATABASES = {
    "default": database_from_url(_settings.database_url) if _settings.database_url else sqlite_in(_settings.var)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Prague"
# Texts for people come from bot/texts, not from Django's catalogues.
USE_I18N = False
