"""``make story``: the sample story in an account that one can sign in to."""

import secrets
from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.ownership import acting_as, owned_models
from story import narrative
from story.load import load

EMAIL = "ada@example.com"


class Command(BaseCommand):
    help = f"Load the sample story for {EMAIL}, and print how to sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="where the account has rows already: replace them all, with a new password",
        )

    @transaction.atomic
    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        user = User.objects.filter(email=EMAIL).first()
        if user and _has_rows(user) and not again:
            self.stdout.write(
                f"{EMAIL} has the story, or rows of its own, already: nothing was changed.\n"
                f"Sign in at {settings.SITE_URL} with the password it has, or start over with"
                " `make story ARGS=--again`, which replaces all that is in this account."
            )
            return
        password = ""
        if again or not user:
            password = secrets.token_urlsafe(9)
            user = _fresh_account(user, password)
        load(user, timezone.now())
        self.stdout.write(
            f"The sample story is there. Sign in at {settings.SITE_URL}\n"
            f"  e-mail    {EMAIL}\n"
            f"  password  {password or 'the one that the account had'}"
        )


def _has_rows(user: User) -> bool:
    with acting_as(user):
        return any(model._default_manager.filter(owner=user).exists() for model in owned_models())


def _fresh_account(user: User | None, password: str) -> User:
    """Ada, with nothing in her account. Never an administrator: she did not sign up."""
    if user is None:
        user = User.objects.create_user(EMAIL, password, name=narrative.NAME)
        # Confirmed, or a site with a mail server would write to nobody and wait for an answer.
        EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
        return user
    user.set_password(password)
    user.save(update_fields=["password"])
    with acting_as(user):
        for model in owned_models():
            model._default_manager.filter(owner=user).delete()
    return user
