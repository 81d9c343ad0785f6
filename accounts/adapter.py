"""How allauth makes accounts here, what it says, and where its mails link to."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.devices import end_others
from accounts.languages import known_language
from accounts.models import User
from accounts.zones import known_zone

logger = logging.getLogger(__name__)

# Any number that no other part of the product locks.
_ADMINISTRATOR_LOCK = 7_361_905


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "This e-mail and password do not go together. Check both, or reset the password."
        ),
        "email_taken": gettext_lazy("There is an account with this e-mail already. Sign in."),
        "duplicate_email": gettext_lazy("This is your e-mail already."),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "enter_current_password": gettext_lazy("This is not your current password. Try again."),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries. Wait five minutes, or reset the password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN

    def clean_email(self, email: str) -> str:
        """allauth's field takes longer ones than the column holds."""
        User._meta.get_field("email").run_validators(email)
        return email

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Give the new person their browser's language and zone; the first runs the installation.

        A sample visitor leaves the sample here, once the form is in order.
        """
        logout(request)
        user.time_zone = known_zone(request.COOKIES.get("timezone"))
        user.language = known_language(get_language())
        if settings.PERSONAL and _nobody_runs_it_yet():
            user.is_staff = user.is_superuser = True
        return super().save_user(request, user, form, commit=commit)

    def set_password(self, user: User, password: str) -> None:
        """A new password signs every other device out."""
        super().set_password(user, password)
        end_others(user, keep=self.request.session.session_key)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("dashboard:first_you")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whose address it is; with links to SITE_URL, whatever Host is claimed.

        A mail server that fails costs the mail, not what the person did: they are told, and can
        ask for the mail again. A sample visitor's address is made up: whoever may own it gets none.
        """
        reader = context.get("user") or User.objects.filter(email__iexact=email).first()
        if reader and reader.is_sample:
            return
        code = known_language(reader.language if reader else get_language())
        context = {**context, "site_url": settings.SITE_URL}
        try:
            with translation.override(code):
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("A mail could not be sent: %s", template_prefix)
            text = _("The mail could not be sent just now. Try again in a few minutes.")
            messages.warning(self.request, text)


def _nobody_runs_it_yet() -> bool:
    """Whether the installation still waits for its administrator.

    Sample visitors and the sample story's Ada never signed up, and are none. Holds a lock to the
    transaction's end: of two that sign up at once, only one is first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADMINISTRATOR_LOCK])
    return not User.objects.filter(is_superuser=True).exists()
