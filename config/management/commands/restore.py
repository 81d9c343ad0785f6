import argparse
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config import backups
from embedded import EmbeddedError


class Command(BaseCommand):
    help = "Puts the whole installation back as a backup has it. Stop the web server first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="let go of everything that is there now"
        )

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        try:
            with backups.running():
                backups.restore(file, replace=replace, say=self.stdout.write)
        except (backups.BackupError, EmbeddedError, psycopg.Error) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Everything is back. People sign in anew.")
