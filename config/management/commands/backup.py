import argparse
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config import backups
from embedded import EmbeddedError


class Command(BaseCommand):
    help = "Writes a backup of the whole installation, while it runs, and checks it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("target", type=Path, help="a file, or a folder that keeps several")
        parser.add_argument("--keep", type=int, help="of a folder: how many stay, the newest")
        parser.add_argument(
            "--quick", action="store_true", help="read it through, but load it nowhere"
        )

    def handle(self, *, target: Path, keep: int | None, quick: bool, **options: Any) -> None:
        if keep and not target.is_dir():
            raise CommandError(f"--keep is for a folder, and there is no folder {target}.")
        try:
            with backups.running():
                file = backups.back_up(
                    target, timezone.now(), rehearse=not quick, say=self.stdout.write
                )
        except (backups.BackupError, EmbeddedError, psycopg.Error) as error:
            raise CommandError(str(error)) from error
        if keep:
            backups.forget_old(target, keep)
        self.stdout.write(f"{file} ({file.stat().st_size / 1_000_000:.1f} MB). Keep it private.")
