"""Each table as a sheet: which rows, and which columns, in words and not in ids.

A column's header is its field's own words and a choice stands by its label, in the language of the
person: a sheet is to be read. What is to be read in again is the archive.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contacts.models import Company, Contact, Employment, Touch
from contacts.spoken import with_last_spoken
from feedback.models import Answer, Letter, Script
from interviews.models import Application, Asked, Interview, Lesson, Meeting, Verdict
from learning.models import Goal, Question
from transfer.spreadsheet import written


@dataclass(frozen=True)
class Column:
    """``path`` as in ``values_list()``. ``labels``: the words for what is kept by a key."""

    path: str
    header: Any
    labels: dict[Any, Any]

    def shown(self, value: Any) -> Any:
        return self.labels.get(value, value)


@dataclass(frozen=True)
class Sheet:
    slug: str
    name: Any
    model: Any
    columns: tuple[Column, ...]
    rows: Callable[[Any], QuerySet[Any]]  # of a queryset of the model

    @property
    def url(self) -> str:
        return reverse(f"transfer:sheet_{self.slug}")

    def file(self, user: Any) -> str:
        """All of this person's rows, in one statement."""
        headers = [capfirst(str(column.header)) for column in self.columns]
        return written(headers, self._rows(user))

    def _rows(self, user: Any) -> Iterator[list[Any]]:
        rows = self.rows(self.model.objects.for_user(user))
        paths = [column.path for column in self.columns]
        for row in rows.values_list(*paths).iterator(chunk_size=2_000):
            yield [column.shown(value) for column, value in zip(self.columns, row, strict=True)]


def _column(model: type[Model], path: str, header: Any = None, labels: Any = None) -> Column:
    """With the words and the choices of the model's field at the end of ``path``."""
    if labels is not None:
        return Column(path, header, labels)
    *links, last = path.split("__")
    at: Any = model
    by: Any = None
    for link in links:
        by = at._meta.get_field(link)
        at = by.related_model
    field = at._meta.get_field(last)
    # Of another row only its name stands here, under the word for what it is to this one.
    is_name = links and last in ("name", "title", "subject")
    words = (by if is_name else field).verbose_name
    return Column(path, header or words, dict(field.flatchoices))


def _sheet(
    slug: str,
    model: Any,
    *columns: str | tuple[Any, ...],
    rows: Callable[[Any], Any] = lambda rows: rows.order_by("id"),
) -> Sheet:
    specs = [(column,) if isinstance(column, str) else column for column in columns]
    name = model._meta.verbose_name_plural
    return Sheet(slug, name, model, tuple(_column(model, *spec) for spec in specs), rows)


# Which round a row is of.
_ROUND = (
    ("interview__application__company__name", _("company")),
    "interview__application__role",
    ("interview__kind", _("interview")),
    "interview__starts_at",
)
_FACT: dict[Any, Any] = {}  # yes or no

SHEETS = (
    _sheet(
        "people",
        Contact,
        "name", "company__name", "title", "email", "phone", "links", *Contact.REASONS,
        "where_we_met", "introduced_by__name",
        ("keep_in_touch_days", _("keep in touch every so many days")),
        ("spoken_on", _("last spoke on"), _FACT), "next_on", "notes", "archived_at",
        rows=lambda rows: with_last_spoken(rows).in_order(),
    ),
    _sheet("companies", Company, "name", "website", "notes", rows=lambda rows: rows.in_order()),
    _sheet("touches", Touch, "contact__name", "on", "kind", "note"),
    _sheet("earlier-places", Employment, "contact__name", "company__name", "title", "until"),
    _sheet("goals", Goal, "title", "kind", "status", "why", rows=lambda rows: rows.in_order()),
    _sheet("questions", Question, "goal__title", "text"),
    _sheet(
        "applications",
        Application,
        "company__name", "role", "source", "url", "applied_on", "salary_range",
        *Application.FLIP, "closed_as", "closed_on", "notes",
    ),
    _sheet(
        "interviews",
        Interview,
        ("application__company__name", _("company")), "application__role", "kind", "starts_at",
        "ends_at", "place", "earlier_code", "cancelled_at",
        ("verdict", _("my verdict"), dict(Verdict.choices)),
        ("met", _("met someone"), _FACT), ("learned", _("learned something"), _FACT),
        "debriefed_at", "anxiety_before", "anxiety_after", "reflection",
        "outcome", ("outcome_on", _("said on")), "notes",
        rows=lambda rows: rows.with_verdict().order_by("starts_at", "id"),
    ),
    _sheet(
        "meetings",
        Meeting,
        *_ROUND, "name", ("role", _("their role")), "contact__name", "planned", "met",
        "interesting", "got_details", "talked_about",
    ),
    _sheet("lessons", Lesson, *_ROUND, "goal__title", "plan", "learned"),
    _sheet(
        "questions-asked",
        Asked,
        *_ROUND, "text", "answer", "answered_by__name", ("question__goal__title", _("goal")),
    ),
    _sheet("scripts", Script, "kind", "name", "is_shipped", "subject", "body"),
    _sheet(
        "letters",
        Letter,
        "kind", ("application__company__name", _("company")), "application__role",
        ("interview__kind", _("interview")), "interview__starts_at", "contact__name", "to_name",
        "to_email", "subject", "body", "sent_at", ("mail__failed_at", _("mail failed")),
        "skipped_because",
    ),
    _sheet(
        "answers",
        Answer,
        "company__name", "application__role", ("interview__kind", _("interview")),
        "interview__starts_at", "letter__subject", "contact__name", "from_name", "on", "said",
        "about", "verdict", "goal__title", "apply_again_on", "refer_whom",
    ),
)  # fmt: skip
