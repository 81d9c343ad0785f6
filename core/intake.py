"""How a room takes in what a file holds: the contract between formats, rooms and ``transfer``.

A format makes records of bytes. A room's ``Intake`` says what each record would do here, given what
is there already (the preview), and writes those that are to be written (the import). ``transfer``
brings the two together and knows nothing of people or applications.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.journal import Journal


class Fate(models.TextChoices):
    """What a row of a file comes to."""

    ADD = "add", _("new")
    FILL = "fill", _("completes what you have")
    SAME = "same", _("you have it already")
    SKIP = "skip", _("left out")


class Sure(models.TextChoices):
    """How sure it is that a row is what I have already."""

    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    MAYBE = "maybe", _("perhaps")


@dataclass(frozen=True)
class Match:
    """What one record would do."""

    fate: str
    sure: str = ""  # where it meets something
    pk: int | None = None  # the row of mine that it meets
    line: int | None = None  # the earlier line of this file that it repeats
    why: str = ""  # in words: why it meets that one, or why it is left out
    # Fields that are empty here and that the record has: name and value, as a page shows them.
    fills: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """What became of one record: the row, and whether it was made for it."""

    model: str  # a label: contacts.contact
    pk: int
    made: bool


def is_another(sure: str, chosen: str) -> bool:
    """Is a record to be added beside the row that it may be? So it is where in doubt, unless its
    person said otherwise.
    """
    if sure == Sure.MAYBE:
        return chosen != Fate.SAME
    return sure == Sure.LIKELY and chosen == Fate.ADD


class Intake(Protocol):
    """Made once for an import, with what its owner has: one or two statements, whatever the size.

    ``match()`` asks the database nothing, and remembers the record, so that a later line of the
    same file meets it. ``write()`` takes records matched by this very intake, at most 1,000 at a
    time, in a handful of statements, and notes all it makes and changes in the journal. It never
    overwrites: what is filled in was empty. One whose files do not say all has a ``words_form``: a
    form of the owner whose ``initial`` is a record as it is kept, and whose answers become fields
    of it; its ``is_for()`` says of such a record whether they would matter. One whose rows do not
    come to just what a fate is called says in ``fates`` how it is called there:
    ``{Fate.FILL: gettext_lazy("changes what you have")}``.
    """

    def __init__(self, owner: Any, now: datetime) -> None: ...

    def title(self, record: Any) -> str:
        """What a preview calls it: the name, *role at company*."""

    def details(self, record: Any) -> list[tuple[str, str]]:
        """The rest of it, label and value, as the preview shows it."""

    def match(self, line: int, record: Any, chosen: str = "") -> Match:
        """``chosen`` is what the person said of a doubtful one: ``add`` or ``same``."""

    def write(self, records: Sequence[tuple[Any, Match]], journal: Journal) -> list[Written]: ...
