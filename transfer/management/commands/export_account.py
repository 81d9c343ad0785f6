"""``manage.py export_account ada@example.com ada.zip``: everything a person has, as one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from core.files import FileProblem
from transfer.archive.saving import save


class Command(BaseCommand):
    help = "Write an account's archive to a file; it is read back before it takes its name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path, help="replaced where it is there already")

    def handle(self, *args: Any, email: str, file: Path, **options: Any) -> None:
        owner = User.objects.filter(email__iexact=email).first()
        if owner is None:
            raise CommandError(f"There is no account with the e-mail {email}.")
        try:
            found = save(owner, file, timezone.now())
        except (OSError, FileProblem) as problem:
            raise CommandError(f"Nothing was written to {file}: {problem}") from problem
        for share in found.shares:
            self.stdout.write(f"{share.there:8} {share.name}")
        self.stdout.write(f"{file} is whole: it was read back.")
