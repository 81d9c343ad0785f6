"""A format and a room of the smallest kind, for what a file's way in does with any of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from contacts.models import Contact
from core.files import Options, Parsed, Table
from core.intake import Fate, Match, Sure, Written
from core.journal import Journal
from transfer import formats, importing, staging
from transfer.models import Import

LONG = "Name\n" + "".join(f"Friend {n}\n" for n in range(1, 8))


@dataclass(frozen=True)
class Friend:
    name: str
    email: str = ""
    notes: str = ""
    on: date | None = None


class Friends:
    """Name, Email and Met; a column of notes where one is mapped to it."""

    key, name, kind = "friends", "A list of friends", "friends"

    def knows(self, columns: Sequence[str]) -> int:
        return len(set(columns) & {"Name", "Email", "Met"}) if "Name" in columns else 0

    def meanings(self, columns: Sequence[str]) -> dict[str, str]:
        known = {"Name": "name", "Email": "e-mail", "Met": "day"}
        return {name: known[name] for name in columns if name in known}

    def fields(self) -> dict[str, str]:
        return {"notes": "notes"}

    def is_ambiguous(self, table: Table) -> bool:
        return any("/" in row["Met"] for row in table.rows())

    def records(self, table: Table, options: Options) -> Iterator[Parsed]:
        for row in table.rows():
            if not row["Name"]:
                yield Parsed(row.line, problem="there is no name in it")
                continue
            notes = "".join(row[name] for name, to in options.mapping.items() if to == "notes")
            yield Parsed(row.line, Friend(row["Name"], row["Email"], notes, _day(row, options)))


def _day(row: Any, options: Options) -> date | None:
    if "/" not in row["Met"]:
        return None
    first, second, year = (int(part) for part in row["Met"].split("/"))
    return date(year, second, first) if options.day_first else date(year, first, second)


class FriendIntake:
    """The same name is the same person; one that only begins alike may be."""

    def __init__(self, owner: Any, now: Any) -> None:
        self.owner = owner
        mine = Contact.objects.for_user(owner)
        self.known = {one.name: one for one in mine}
        self.lines: dict[str, int] = {}

    def title(self, record: Friend) -> str:
        return record.name

    def details(self, record: Friend) -> list[tuple[str, str]]:
        return [("Notes", record.notes), ("Met", str(record.on))]

    def match(self, line: int, record: Friend, chosen: str = "") -> Match:
        earlier = self.lines.setdefault(record.name, line)
        if earlier != line:
            return Match(Fate.SAME, Sure.CERTAIN, line=earlier, why=f"repeats line {earlier}")
        if one := self.known.get(record.name):
            if record.email and not one.email:
                return Match(Fate.FILL, Sure.CERTAIN, one.pk, fills={"e-mail": record.email})
            return Match(Fate.SAME, Sure.CERTAIN, one.pk, why="the same name")
        like = next((one for name, one in self.known.items() if record.name.startswith(name)), None)
        if like and chosen != Fate.ADD:
            return Match(Fate.SAME, Sure.MAYBE, like.pk, why="a name like it")
        return Match(Fate.ADD)

    def write(self, records: Any, journal: Journal) -> list[Written]:
        new = [
            Contact(owner=self.owner, name=record.name, email=record.email, notes=record.notes)
            for record, match in records
            if match.fate == Fate.ADD
        ]
        for contact in new:
            contact.set_keys()
        made = iter(Contact.objects.bulk_create(new))
        written = []
        for record, match in records:
            if match.fate == Fate.ADD:
                contact = next(made)
                journal.made.append({"model": "contacts.contact", "pk": contact.pk, "version": 1})
                written.append(Written("contacts.contact", contact.pk, made=True))
            else:
                one = Contact.objects.get(pk=match.pk)
                one.email = record.email
                one.save()
                journal.changed(Contact, one.pk, {"email": ""}, {"email": record.email})
                written.append(Written("contacts.contact", one.pk, made=False))
        return written


def use(monkeypatch: Any) -> None:
    """Let files of friends come in, beside what comes in anyway."""
    kind = formats.Kind(FriendIntake, Friend, "contacts:contact", (Contact,))
    monkeypatch.setitem(formats.KINDS, "friends", kind)
    monkeypatch.setattr(formats, "TABLES", (Friends(),))
    monkeypatch.setattr(formats, "SHEETS", ())
    monkeypatch.setattr(formats, "WHOLES", ())


def use_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, where seven rows are a long file, and three a chunk."""
    use(monkeypatch)
    monkeypatch.setattr(staging, "READ_AT_ONCE", 0)
    monkeypatch.setattr(staging, "CHUNK", 3)
    monkeypatch.setattr(importing, "WRITE_AT_ONCE", 3)


def die_after_a_chunk(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker brings the one file in, and is killed when the second chunk is to be written."""
    write = FriendIntake.write

    def killed(intake: Any, records: Any, journal: Any) -> Any:
        if Contact.objects.exists():
            raise SystemExit
        return write(intake, records, journal)

    file = Import.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(FriendIntake, "write", killed)
        with pytest.raises(SystemExit):
            importing.carry_on(alice, file.pk, timezone.now())
