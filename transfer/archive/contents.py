"""What is in an archive, and what is not: read from the models, so a new column is in it by itself.

An archive is a zip. ``manifest.json`` says what it is and lists the others with their checksums;
``settings.json`` holds the person's own preferences; each table with rows is a file named after it,
one JSON object a line in the order in which the rows were made. A row is named by its ``uuid``, and
so is what it links to: ids of a database mean nothing in another one.

A column or table that is added is read from archives of before, as empty or its default. What is
renamed or means something else makes a new version of the format: an ``Upgrade``.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from accounts.models import User
from core.ownership import owned_models

NAME = "worthwhile-archive"
MANIFEST, SETTINGS = "manifest.json", "settings.json"
Row = dict[str, Any]

# Tables that stay behind, by their label, and why.
LEFT_OUT = {
    "core.FormReceipt": "which forms were sent lately: they count once on this installation",
    "core.Change": "what can be put back for 30 days, by ids that another database does not have",
    "transfer.Import": "files on their way in: what they brought is in the other tables",
    "transfer.ImportRow": "files on their way in: what they brought is in the other tables",
}
# Columns that stay behind, by their name, and why.
COLUMNS_LEFT_OUT = {
    "id": "another database gives others",
    "owner": "whoever restores it",
    "sort_key": "made of the words (Owned.set_keys)",
    "search_key": "made of the words (Owned.set_keys)",
    "role_key": "made of the words (Owned.set_keys)",
}
# What goes along of the person.
PREFERENCES = (
    "name", "language", "time_zone", "quiet_days", "shortcuts", "hidden_hints", "settled_in_at",
    "mail_two_questions", "mail_morning", "mail_weekly",
)  # fmt: skip
# What stays behind, and why.
PERSON_LEFT_OUT = {
    "id": "another database gives another",
    "email": "that of the account it is restored into",
    "password": "a secret",
    "calendar_key": "a secret, and an address of this installation",
    "leaves_at": "of this account, not of what is in it",
    "is_active": "the administrator's to say",
    "is_staff": "the administrator's to say",
    "is_superuser": "the administrator's to say",
    "is_sample": "of this account, not of what is in it",
    "date_joined": "of this account, not of what is in it",
    "last_login": "of this account, not of what is in it",
    "version": "counts saves of this account's settings",
}


@dataclass(frozen=True)
class Upgrade:
    """From one version of the format to the next."""

    tables: Mapping[str, str]  # those that have another name now: the old one, and the new one
    row: Callable[[str, Row], Row]  # a row of a table, by the table's name of today


UPGRADES: list[Upgrade] = []  # the first leads from version 1 to version 2


def version() -> int:
    """The version of the format that is written."""
    return 1 + len(UPGRADES)


def tables() -> dict[str, Any]:
    """The models in an archive by their names in it, each after those that it links to."""
    kept = [model for model in owned_models() if model._meta.label not in LEFT_OUT]
    return {model._meta.label_lower: model for model in kept}


@cache
def columns(model: Any) -> tuple[Any, ...]:
    return tuple(
        field for field in model._meta.concrete_fields if field.name not in COLUMNS_LEFT_OUT
    )


def preferences() -> list[Any]:
    return [User._meta.get_field(name) for name in PREFERENCES]


@cache
def product() -> str:
    """The version of Worthwhile, as pyproject.toml has it."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    return str(tomllib.loads(text)["project"]["version"])
