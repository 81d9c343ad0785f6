"""The languages there are, and which one a person reads.

Who is signed in reads their own, in pages and in mails. Before that it is this browser's: the one
chosen in the footer (a cookie), else what it asks for (Accept-Language).
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _


def known_language(code: str | None) -> str:
    """``code`` if pages speak it, else the installation's own language."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember(response: HttpResponse, code: str) -> None:
    """Let this browser's pages speak it from now on, whoever is signed in or nobody."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def check_language(code: str) -> None:
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("There is no language “%(code)s”."), params={"code": code})
