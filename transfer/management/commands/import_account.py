"""``manage.py import_account ada@example.com ada.zip``: restore an archive into an account."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from core.files import FileProblem
from core.ownership import acting_as
from transfer.archive import Restored, restore


class Command(BaseCommand):
    help = "Add to an account what an archive holds and it does not; make the account if need be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, email: str, file: Path, **options: Any) -> None:
        try:
            is_new, restored = _restore(email, file)
        except ValidationError as problem:
            raise CommandError(f"{email} is no e-mail address.") from problem
        except (OSError, FileProblem) as problem:
            raise CommandError(f"Nothing was restored: {problem}") from problem
        for share in restored.plan.shares:
            self.stdout.write(f"{share.new:8} new, {share.there} there already: {share.name}")
        if is_new:
            self.stdout.write(
                f"The account {email} is new and has no password. Set one with"
                f" `manage.py changepassword {email}`, or ask for one on the sign-in page."
            )


@transaction.atomic
def _restore(email: str, file: Path) -> tuple[bool, Restored]:
    """Whether the account was made for it, and what was restored."""
    with file.open("rb") as opened:
        owner = User.objects.filter(email__iexact=email).first()
        is_new = owner is None
        if owner is None:
            owner = _account(email)
        with acting_as(owner):
            restored = restore(owner, opened)
            if restored.plan.new:
                restored.journal.write(owner.pk, file.name)
    return is_new, restored


def _account(email: str) -> User:
    """One that nobody can sign in to yet; its address counts as confirmed by who runs this."""
    validate_email(email)
    owner = User.objects.create_user(email)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    return owner
