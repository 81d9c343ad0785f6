"""Two people, or two companies, that are one: which value stays, and where the other's goes.

Nothing is lost: a blank is filled, what can be joined is joined, and of two that exclude each
other (an e-mail, a name) the one that does not stay goes to the notes.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.details import LINKS_LENGTH
from contacts.doubles import address_of
from contacts.models import Company, Contact
from core import merging
from core.models import Change
from core.ownership import Owned

KEPT, OTHER = "kept", "other"  # whose value stays
Choices = Mapping[str, str]  # by the field's name; what is not in it stays as the kept row has it


@dataclass(frozen=True)
class Line:
    """One field of both, side by side, and the field whose choice decides, where one has to."""

    name: str
    label: str
    kept: str
    other: str
    decided_by: str = ""
    hint: str = ""  # what comes of the two, where it does not go without saying

    @property
    def clashes(self) -> bool:
        """Only one of these two values can stay."""
        return self.decided_by == self.name


@dataclass(frozen=True)
class Sort:
    """How two rows of a model become one."""

    model: type[Owned]
    one_of: tuple[str, ...]  # of two values one stays, and the other goes to the notes
    both: tuple[str, ...] = ("notes",)  # joined
    ticks: tuple[str, ...] = ()  # set where either is
    later: tuple[str, ...] = ()  # the later date stays
    links: tuple[str, ...] = ()  # those of one_of to read with the row

    @property
    def rows(self) -> Any:
        return self.model._default_manager.select_related(*self.links)


PEOPLE = Sort(
    Contact,
    one_of=(
        "name", "company", "title", "email", "phone", "where_we_met", "introduced_by",
        "keep_in_touch_days",
    ),
    both=("links", "notes"),
    ticks=Contact.REASONS,
    later=("next_on",),
    links=("company", "introduced_by"),
)  # fmt: skip
COMPANIES = Sort(Company, one_of=("name", "website"))


def merge(sort: Sort, kept: Any, other: Any, choices: Choices, form_key: str = "") -> Change:
    """Merge ``other`` into ``kept`` (``core.merging``); the entry by which it is undone."""

    def take(kept: Any, other: Any, left: merging.Left) -> list[Owned]:
        return _take(sort, kept, other, choices, left)

    label = _("The merge of %(other)s into %(kept)s") % {"other": other, "kept": kept}
    return merging.merge(kept, other, label=label, take=take, form_key=form_key)


def lines(sort: Sort, kept: Any, other: Any) -> list[Line]:
    """What each says of itself, field by field; those that neither fills are left out."""
    rows = []
    for name in (*sort.one_of, *sort.ticks, *sort.later, *sort.both):
        label = _label(kept, name)
        mine, theirs = _shown(kept, name, other), _shown(other, name, kept)
        decided_by = _choice_of(sort, name, kept, other)
        hint = _hint(sort, name, decided_by) if mine and theirs and mine != theirs else ""
        if mine or theirs:
            rows.append(Line(name, label, mine, theirs, decided_by, hint))
    return rows


def _hint(sort: Sort, name: str, decided_by: str) -> str:
    if name == "company":
        return _("The other one is noted as an earlier place.")
    if name == "title" and decided_by == "company":
        return _("It goes with the company.")
    if name in sort.later:
        return _("The later day stays.")
    return _("Both stay.") if name in sort.both else ""


def _choice_of(sort: Sort, name: str, kept: Any, other: Any) -> str:
    """What decides about this field: its own choice, another one's, or nothing has to."""
    if name not in sort.one_of:
        return ""
    decided_by = _decided_by(name, kept, other)
    return decided_by if _clash(decided_by, kept, other) else ""


def notes_of(sort: Sort, kept: Any, other: Any, choices: Choices) -> str:
    """The notes as they would be afterwards."""
    merged = copy(kept)
    _take(sort, merged, other, choices, [], may_make=False)
    notes: str = merged.notes
    return notes


def _take(
    sort: Sort, kept: Any, other: Any, choices: Choices, left: merging.Left, may_make: bool = True
) -> list[Owned]:
    before = copy(kept)
    lost = [_one_of(name, kept, before, other, choices) for name in sort.one_of]
    for name in sort.ticks:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    for name in sort.later:
        days = [day for day in (getattr(kept, name), getattr(other, name)) if day]
        setattr(kept, name, max(days, default=None))
    made: list[Owned] = []
    if isinstance(kept, Contact):
        archived = [at for at in (kept.archived_at, other.archived_at) if at]
        kept.archived_at = min(archived) if len(archived) == 2 else None  # in touch stays in touch
        lost += _take_links(kept, other)
        made = _earlier_place(kept, before, other) if may_make else []
    lost += [_as_note(kept, *pair) for pair in left if pair[1] not in (before.name, other.name)]
    kept.notes = _with_notes(kept.notes, other.notes, "\n".join(filter(None, lost)))
    return made


def _one_of(name: str, kept: Any, before: Any, other: Any, choices: Choices) -> str:
    """Let one value stay; the other as a line for the notes, where both said something."""
    mine, theirs = _value(before, name, other), _value(other, name, before)
    decided_by = _decided_by(name, before, other)
    clash = _clash(decided_by, before, other)
    takes = choices.get(decided_by) == OTHER if clash else mine in (None, "")
    setattr(kept, kept._meta.get_field(name).attname, theirs if takes else mine)
    if not clash or decided_by == "company":  # which becomes an earlier place, with its title
        return ""
    text = _shown(before, name, other) if takes else _shown(other, name, before)
    same = name == "name" and before.name.casefold() == other.name.casefold()
    return "" if same else _as_note(kept, _label(kept, name), text)


def _as_note(kept: Any, label: str, text: str) -> str:
    """A line for the notes. Of a meeting, too, what is left over may be a name."""
    if label == _label(kept, "name"):
        return _("Also known as %(name)s") % {"name": text}
    return f"{label}: {text}"


def _label(row: Any, name: str) -> str:
    return str(capfirst(row._meta.get_field(name).verbose_name))


def _decided_by(name: str, kept: Any, other: Any) -> str:
    """The field whose choice this one follows: of two companies, each has its own title."""
    follows = name == "title" and _clash("company", kept, other)
    return "company" if follows else name


def _value(row: Any, name: str, double: Any) -> Any:
    """What the row says; that its own double introduced it says nothing."""
    value = getattr(row, row._meta.get_field(name).attname)
    return None if name == "introduced_by" and value in (row.pk, double.pk) else value


def _clash(name: str, kept: Any, other: Any) -> bool:
    mine, theirs = _value(kept, name, other), _value(other, name, kept)
    same = mine == theirs or (name == "email" and mine.lower() == theirs.lower())
    return not same and mine not in (None, "") and theirs not in (None, "")


def _shown(row: Any, name: str, double: Any) -> str:
    value = _value(row, name, double)
    if value in (None, "", False):
        return ""
    if value is True:
        return _("yes")
    if name == "keep_in_touch_days":
        return ngettext("%(n)s day", "%(n)s days", value) % {"n": value}
    if isinstance(value, date):
        return date_format(value)
    return str(getattr(row, name))


def _take_links(kept: Contact, other: Contact) -> list[str]:
    """The links of both, each once; those for which there is no room, for the notes."""
    known = kept.links.split()
    there = {address_of(link) for link in known}
    new = [link for link in other.links.split() if address_of(link) not in there]
    while new and len("\n".join([*known, new[0]])) <= LINKS_LENGTH:
        known.append(new.pop(0))
    kept.links = "\n".join(known)
    return new


def _earlier_place(kept: Contact, before: Contact, other: Contact) -> list[Owned]:
    """Of two companies, the one that is not theirs now is where they were before."""
    if not _clash("company", before, other):
        return []
    was = before if before.company_id != kept.company_id else other
    place = {"company_id": was.company_id, "title": was.title}
    if kept.employments.filter(**place).exists():
        return []
    return [kept.employments.create(owner_id=kept.owner_id, **place)]


def _with_notes(notes: str, *more: str) -> str:
    known = set(notes.splitlines())
    new = [text for text in more if not known.issuperset(text.splitlines())]
    return "\n\n".join(filter(None, [notes, *new]))
