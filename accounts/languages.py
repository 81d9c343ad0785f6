"""The languages there are, and which one a person reads."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def known_language(code: str | None) -> str:
    """``code`` if pages speak it, else the installation's own language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def check_language(code: str) -> None:
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("There is no language “%(code)s”."), params={"code": code})
