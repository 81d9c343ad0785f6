"""Two rows become one: every link to the other one leads to the kept one, and nothing is lost.

``merge()`` finds the links by itself, those of later rooms included. Where a uniqueness forbids
that both linked rows stay (two meetings with one person in one interview), they are combined by
the same rule, and what hangs on the one that goes is moved to the other. It can be undone
(``core.undo``).
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import Now
from django.utils.text import capfirst

from core.journal import Journal, name_of, values_of
from core.linked import count_of
from core.models import Change
from core.ownership import Owned

SHORT = 300  # characters: a text up to this long is one line, and is joined within it
Into = dict[int, int]  # ids of rows that go, and of those that take their place
Left = list[tuple[str, str]]  # texts that found no place: the field's label, and the text
# Gives the kept row what it wants of the other, and a place to what was left; the rows it made.
Take = Callable[[Any, Any, Left], Iterable[Owned]]


@transaction.atomic
def merge(kept: Owned, other: Owned, *, label: str, take: Take, form_key: str = "") -> Change:
    """Merge ``other`` into ``kept``, both locked and read anew, and delete it.

    Costs about three statements for each link, however many rows have it, and two for each pair of
    linked rows that are combined. A row that somebody links to ``other`` at this very moment
    breaks its link, and nothing is merged.
    """
    model = type(kept)
    both = model._default_manager.filter(owner=kept.owner_id, pk__in=[kept.pk, other.pk])
    if len(both.order_by("pk").select_for_update().values_list("pk")) != 2:
        raise ValueError("Two rows of one owner are merged")
    journal, left = Journal(), Left()
    _move_links(model, {other.pk: kept.pk}, journal, left)
    rows = both.in_bulk()  # as the moved links left them: one may have led to the other
    kept, gone = rows[kept.pk], rows[other.pk]
    journal.gone([gone])
    both.filter(pk=gone.pk).delete()
    was = values_of(kept)
    made = list(take(kept, gone, left))
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.save()
    journal.changed(model, kept.pk, was, values_of(kept))
    journal.kept = name_of(kept)
    journal.note_made(made)
    return journal.write(kept.owner_id, label, form_key)


def links_to(model: type[models.Model]) -> list[Any]:
    """The foreign keys of owned models that point at ``model``, its own included."""
    found: list[Any] = list(model._meta.get_fields(include_hidden=True))
    return [
        link.field
        for link in found
        if link.auto_created and not link.concrete and issubclass(link.related_model, Owned)
    ]


def count_links(row: Owned) -> dict[str, int]:
    """How many rows each link to ``row`` has, by its reverse accessor. One statement."""
    counts = {}
    for link in links_to(type(row)):
        rows = link.model._default_manager.filter(**{link.attname: OuterRef("pk")})
        counts[link.remote_field.accessor_name] = count_of(rows, link.attname)
    mine = type(row)._default_manager.filter(pk=row.pk)
    found = mine.values_list(*counts.values()).get()
    return dict(zip(counts, found, strict=True))


def _move_links(model: type[models.Model], into: Into, journal: Journal, left: Left) -> None:
    """Let every link to a row of ``into`` lead to the one that takes its place."""
    for link in links_to(model):
        doubled = _doubles(link, into)
        if doubled:
            _combine(link, doubled, journal, left)
        _move(link, into, journal)


def _move(link: Any, into: Into, journal: Journal) -> None:
    rows = link.model._default_manager.filter(**{f"{link.attname}__in": list(into)})
    found = rows.order_by("pk").select_for_update().values_list("pk", link.attname)
    moved = dict(found)
    if not moved:
        return
    # No row points at itself: who was introduced by their own double was introduced by nobody.
    own = link.null and link.model is link.related_model
    for pk, end in moved.items():
        new = None if own and pk == into[end] else into[end]
        journal.changed(link.model, pk, {link.name: end}, {link.name: new})
    homes = [When(**{link.attname: end}, pk=new, then=None) for end, new in into.items() if own]
    others = [When(**{link.attname: end}, then=new) for end, new in into.items()]
    link.model._default_manager.filter(pk__in=list(moved)).update(
        **{link.attname: Case(*homes, *others), "version": F("version") + 1, "updated_at": Now()}
    )


def _doubles(link: Any, into: Into) -> Into:
    """The linked rows that a uniqueness does not let move, each with the one that has its place.

    The rules are the ``UniqueConstraint``s that the link is part of.
    """
    found: Into = {}
    ends = Q(**{f"{link.attname}__in": [*into, *into.values()]})
    for rule in link.model._meta.constraints:
        rest = _rest_of(rule, link)
        if rest is None:
            continue
        rows = link.model._default_manager.filter(ends & (rule.condition or Q()))
        keys = {f"part_{number}": part for number, part in enumerate(rest)}
        listed = rows.annotate(**keys).values_list("pk", link.attname, *keys)
        places: dict[Any, int] = {}
        for pk, end, *key in sorted(listed, key=lambda row: (row[1] in into, row[0])):
            if None not in key:  # in a uniqueness, what is unknown equals nothing
                first = places.setdefault((into.get(end, end), *key), pk)
                if first != pk:
                    found[pk] = first
    return {pk: _last(found, pk) for pk in found}


def _rest_of(rule: Any, link: Any) -> list[Any] | None:
    """What else must be the same for this rule to refuse two; None where it is not about them."""
    if not isinstance(rule, models.UniqueConstraint):
        return None
    parts: list[Any] = [F(name) for name in rule.fields] or list(rule.expressions)
    rest = [part for part in parts if getattr(part, "name", "") != link.name]
    return rest if len(rest) < len(parts) else None


def _last(found: Into, pk: int) -> int:
    while pk in found:
        pk = found[pk]
    return pk


def _combine(link: Any, doubled: Into, journal: Journal, left: Left) -> None:
    """One row of every two, with what hung on both."""
    model = link.model
    rows = model._default_manager.filter(pk__in={*doubled, *doubled.values()})
    list(rows.order_by("pk").select_for_update().values_list("pk"))
    _move_links(model, doubled, journal, left)
    found = rows.in_bulk()
    _notify(link, [found[pk] for pk in doubled.values()])
    journal.gone(found[pk] for pk in doubled)
    model._default_manager.filter(pk__in=list(doubled)).delete()
    for gone, kept in ((found[gone], found[kept]) for gone, kept in doubled.items()):
        was = values_of(kept)
        left += combine(kept, gone, apart=link.name)
        kept.save()
        journal.changed(model, kept.pk, was, values_of(kept))


def _notify(link: Any, rows: list[Any]) -> None:
    """What the rows are part of counts a save: a page that shows them by their ids notices."""
    for part_of in link.model._meta.concrete_fields:
        if part_of.is_relation and part_of != link and issubclass(part_of.related_model, Owned):
            wholes = {getattr(row, part_of.attname) for row in rows} - {None}
            found = part_of.related_model._default_manager.filter(pk__in=wholes)
            found.update(version=F("version") + 1, updated_at=Now())


def combine(kept: Owned, gone: Owned, apart: str) -> Left:
    """Give ``kept`` what only ``gone`` says: blanks filled, ticks of both, optional texts joined.

    What both say differently of one thing stays as ``kept`` has it; the other's is what is left,
    for the caller to find a place for. ``apart`` is the link in which they differ on purpose.
    """
    left = Left()
    mine, other = values_of(kept), values_of(gone)
    for name in mine:
        field: Any = kept._meta.get_field(name)
        if name == "created_at":
            kept.created_at = min(kept.created_at, gone.created_at)
        elif name == apart or other[name] in (None, "", mine[name]):
            continue
        elif mine[name] in (None, ""):
            setattr(kept, field.attname, other[name])
        elif isinstance(field, models.BooleanField):
            setattr(kept, name, True)
        elif (joined := _joined(field, mine[name], other[name])) is not None:
            setattr(kept, name, joined)
        else:
            left.append((capfirst(str(field.verbose_name)), _shown(gone, field)))
    return left


def _joined(field: Any, mine: Any, other: Any) -> str | None:
    """Both texts in one, or None where it is no optional text or has no room for both."""
    if type(field) not in (models.CharField, models.TextField) or field.choices or not field.blank:
        return None
    between = ", " if (field.max_length or SHORT + 1) <= SHORT else "\n"
    parts = mine.split(between)
    joined = between.join([*parts, *(part for part in other.split(between) if part not in parts)])
    return joined if len(joined) <= (field.max_length or len(joined)) else None


def _shown(row: Owned, field: Any) -> str:
    shown = getattr(row, f"get_{field.name}_display", None)
    return str(shown() if shown else getattr(row, field.name))
