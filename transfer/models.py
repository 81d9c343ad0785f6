"""What is on its way in: a file, its rows between preview and import, and remembered columns."""

import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import bulk
from core.intake import Fate, Sure
from core.ownership import Owned, OwnedQuerySet, OwnedRow, SameOwner

OPEN_FOR = timedelta(days=7)  # what waits for its person longer than that is forgotten
NAME_LENGTH = 200
ARCHIVE = "archive"  # the kind of a file that has every kind in it
TITLE_LENGTH = 300


class State(models.TextChoices):
    ASKING = "asking", _("waits for your answer")
    READING = "reading", _("is being read")
    READY = "ready", _("waits for your word")
    IMPORTING = "importing", _("is coming in")
    DONE = "done", _("is in")
    STOPPING = "stopping", _("is being taken back")
    CANCELLED = "cancelled", _("was cancelled")
    UNDONE = "undone", _("was undone")
    FAILED = "failed", _("could not be read")


WAITING = (State.ASKING, State.READY)
AT_WORK = (State.READING, State.IMPORTING, State.STOPPING)


class ImportQuerySet(OwnedQuerySet["Import"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def light(self) -> Self:
        """Without the file itself."""
        return self.defer("packed")

    def stale(self, now: datetime) -> Self:
        """Never answered, or so long over that nobody asks what became of each row."""
        return self.exclude(state__in=AT_WORK).filter(updated_at__lt=now - OPEN_FOR)


class Import(Owned):
    """One file on its way in, or one part of a zip."""

    name = models.CharField(_("file"), max_length=NAME_LENGTH)
    bundle = models.CharField(_("from"), max_length=NAME_LENGTH, blank=True)  # the zip it came in
    format = models.CharField(_("format"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.READING
    )
    columns = models.JSONField(default=list, blank=True)  # headers, as they are written
    is_ambiguous = models.BooleanField(default=False)  # days that could be read either way
    day_first = models.BooleanField(_("day first"), null=True, blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # header: field
    counts = models.JSONField(default=dict, blank=True)  # of rows, by their fate; "maybe"
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # rows read, or written
    problem = models.TextField(_("problem"), blank=True)
    packed = models.BinaryField(default=b"")  # the file, compressed, until it is over
    # The entry of the undo journal; it goes after 30 days by itself, so this is no key.
    change = models.PositiveBigIntegerField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="transfer_import_state_known"
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="transfer_import_latest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("transfer:import", args=[self.pk])

    @property
    def content(self) -> bytes:
        return zlib.decompress(self.packed)

    @content.setter
    def content(self, data: bytes) -> None:
        self.packed = zlib.compress(data, 1) if data else b""

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def entry(self) -> int:
        """The id of its entry in the undo journal; 0, which none has, where there is none."""
        return self.change or 0

    @property
    def is_archive(self) -> bool:
        return self.kind == ARCHIVE

    @property
    def rows_are_shown(self) -> bool:
        return self.state in (State.READY, State.DONE)

    @property
    def to_write(self) -> int:
        """How many rows would make or complete something."""
        return int(self.counts.get(Fate.ADD, 0)) + int(self.counts.get(Fate.FILL, 0))

    def counted(self, by: Counter[str]) -> None:
        """Add to what is counted; what comes to nothing is left out."""
        sums = Counter(self.counts)
        sums.update(by)
        self.counts = {word: n for word, n in sums.items() if n > 0}


class ImportRowQuerySet(OwnedQuerySet["ImportRow"]):
    def after(self, number: int, most: int) -> list[Any]:
        """The next rows to come in, in the file's order."""
        return list(self.filter(number__gt=number).order_by("number")[:most])

    def became(self, rows: Iterable["ImportRow"]) -> None:
        """Write down what each of these rows came to, in one statement."""
        bulk.update(list(rows), ["fate", "why", "sure", "became"])


class ImportRow(OwnedRow):
    """One row of a file: what it says, what it would do, and what became of it."""

    file = models.ForeignKey(
        Import, verbose_name=_("import"), on_delete=models.CASCADE, related_name="rows",
        db_index=False,
    )  # fmt: skip
    number = models.PositiveIntegerField()  # counted from 1, rows alone
    line = models.PositiveIntegerField(_("line"))  # of the file
    record = models.JSONField(null=True, blank=True)  # None: it cannot be taken, and why says so
    title = models.CharField(_("what"), max_length=TITLE_LENGTH, blank=True)
    details = models.JSONField(default=list, blank=True)  # label and value, as shown
    fate = models.CharField(_("fate"), max_length=10, choices=Fate.choices)
    sure = models.CharField(_("how sure"), max_length=10, choices=Sure.choices, blank=True)
    why = models.TextField(_("why"), blank=True)
    fills = models.JSONField(default=dict, blank=True)
    match = models.BigIntegerField(null=True, blank=True)  # the row of mine that it meets
    # What the person said of a doubtful one.
    chosen = models.CharField(max_length=10, blank=True)
    became = models.BigIntegerField(null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            *OwnedRow.Meta.constraints,
            SameOwner(field="file", name="transfer_importrow_file_owner"),
            models.UniqueConstraint(fields=["file", "number"], name="transfer_importrow_number"),
            models.CheckConstraint(
                condition=Q(fate__in=Fate.values) & Q(sure__in=["", *Sure.values]),
                name="transfer_importrow_fate_known",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "fate", "number"], name="transfer_importrow_by_fate"),
            models.Index(
                fields=["file", "number"],
                condition=Q(sure="maybe"),
                name="transfer_importrow_maybe",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.line)

    def get_absolute_url(self) -> str:
        return reverse("transfer:row", args=[self.pk])

    @property
    def is_doubtful(self) -> bool:
        """Whether its person may say that it is another one, or the same."""
        return self.sure in (Sure.MAYBE, Sure.LIKELY)


class ColumnChoice(Owned):
    """Where a column goes that no format knows, as its person said once."""

    kind = models.CharField(_("kind"), max_length=20)
    header = models.CharField(_("column"), max_length=NAME_LENGTH)
    field = models.CharField(_("becomes"), max_length=40, blank=True)  # empty: left out

    objects = OwnedQuerySet["ColumnChoice"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "kind", "header"], name="transfer_columnchoice_once"
            ),
        ]

    def __str__(self) -> str:
        return self.header


class RowChoice(Owned):
    """What its person said once of a doubtful row, wherever the same record comes in again."""

    CHOICES = [(Fate.SAME, _("It is the same")), (Fate.SKIP, _("Leave it out"))]

    kind = models.CharField(_("kind"), max_length=20)
    digest = models.CharField(_("digest of the record"), max_length=64)
    chosen = models.CharField(_("said of it"), max_length=10, choices=CHOICES)

    objects = OwnedQuerySet["RowChoice"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("answer about a row")
        verbose_name_plural = _("answers about rows")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "kind", "digest"], name="transfer_rowchoice_once"
            ),
            models.CheckConstraint(
                condition=Q(chosen__in=[Fate.SAME, Fate.SKIP]),
                name="transfer_rowchoice_chosen_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_chosen_display()
