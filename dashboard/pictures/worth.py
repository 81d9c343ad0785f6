"""Where it pays: companies, sources and kinds, by how many interviews there were worth my time.

Of two or fewer debriefed interviews nobody can tell; those groups are counted, and not ranked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboard.histories import Chosen, Counted
from dashboard.metrics import WORTHWHILE, Share
from dashboard.pictures import canvas
from dashboard.pictures.canvas import WIDTH, Table, Tone, Word, text
from dashboard.pictures.picture import Picture
from interviews.models import Kind

ENOUGH = 3  # debriefed interviews
DRAWN, LISTED = 4, 20  # of each ranking: in the drawing, and in the table
_HEAD, _ROW, _BAR, _AFTER = 30, 44, 8, 16  # heights: heading, a line with its bar, that bar, a gap
_COUNT = 190  # the room for "10 of 12, 83 %" at the end of a line


@dataclass(frozen=True)
class Ranked:
    """A company, a source or a kind, and its share of interviews worth my time."""

    name: str
    share: Share

    @property
    def words(self) -> str:
        counts = _("%(n)s of %(m)s") % {"n": self.share.n, "m": self.share.m}
        if not self.share.percent:
            return counts
        return _("%(counts)s, %(percent)s") % {"counts": counts, "percent": self.share.percent}


@dataclass(frozen=True)
class Ranking:
    title: str
    rows: Sequence[Ranked]
    hidden: int  # groups that are too small


@dataclass(frozen=True)
class Line:
    name: Word
    words: Word
    y: str  # of the bar
    width: str  # of its filled part


@dataclass(frozen=True)
class Worth:
    sentence: str
    note: str
    headings: Sequence[Word]
    lines: Sequence[Line]
    height: str
    table: Table
    bar: str = text(_BAR)
    key: Sequence[Tone] = field(default=())


def rank(title: str, interviews: Iterable[tuple[str, str]]) -> Ranking:
    """Pairs of a group's name and a verdict in; the best group first out."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, verdict in interviews:
        groups[name].append(verdict)
    rows = [
        Ranked(name, Share(sum(verdict in WORTHWHILE for verdict in verdicts), len(verdicts)))
        for name, verdicts in groups.items()
        if len(verdicts) >= ENOUGH
    ]
    rows.sort(key=lambda row: (-row.share.n / row.share.m, -row.share.m, row.name))
    return Ranking(title, rows, len(groups) - len(rows))


def rankings(debriefed: Sequence[Counted]) -> list[Ranking]:
    """By company, by source where one is known, and by kind."""
    kinds = {kind.value: capfirst(str(kind.label)) for kind in Kind}
    ways: list[tuple[str, Callable[[Counted], str]]] = [
        (_("Companies"), lambda one: one.history.company_name),
        (_("Sources"), lambda one: one.history.source),
        (_("Kinds of interview"), lambda one: kinds[one.round.kind]),
    ]
    return [
        rank(title, [(name, one.round.verdict) for one in debriefed if (name := way(one))])
        for title, way in ways
    ]


def draw(chosen: Chosen) -> Worth | None:
    found = rankings(chosen.debriefed)
    ranked = [ranking for ranking in found if ranking.rows]
    if not ranked:
        return None
    headings, lines, y = [], [], 0.0
    for ranking in ranked:
        headings.append(Word("0", text(y + _HEAD - 12), ranking.title))
        y += _HEAD
        for row in ranking.rows[:DRAWN]:
            lines.append(_line(row, y))
            y += _ROW
        y += _AFTER
    return Worth(
        sentence=_sentence(ranked),
        note=_note(found),
        headings=headings,
        lines=lines,
        height=text(y - _AFTER),
        table=_table(ranked),
    )


def _line(row: Ranked, y: float) -> Line:
    return Line(
        name=Word("0", text(y + 18), canvas.shortened(row.name, WIDTH - _COUNT)),
        words=Word(text(WIDTH), text(y + 18), row.words),
        y=text(y + 25),
        width=text(WIDTH * row.share.n / row.share.m),
    )


def _sentence(ranked: Sequence[Ranking]) -> str:
    """Of the first in the first ranking in which any was worth it."""
    best = next((one.rows[0] for one in ranked if one.rows[0].share.n), None)
    if best is None:
        return _("None of these was worth your time so far. Others will be.")
    words = {"name": best.name, "n": best.share.n, "m": best.share.m}
    if best.share.n == best.share.m:
        return _("%(name)s: all %(m)s interviews you debriefed were worth your time.") % words
    return (
        ngettext(
            "%(name)s: %(n)s of the %(m)s interviews you debriefed was worth your time.",
            "%(name)s: %(n)s of the %(m)s interviews you debriefed were worth your time.",
            best.share.n,
        )
        % words
    )


def _note(found: Sequence[Ranking]) -> str:
    """What is not in it: groups too small to rank, and those far down."""
    small = sum(ranking.hidden for ranking in found)
    far = sum(len(ranking.rows[LISTED:]) for ranking in found)
    notes = []
    if small:
        notes.append(
            ngettext(
                "%(count)s group with fewer than three debriefed interviews is not ranked.",
                "%(count)s groups with fewer than three debriefed interviews are not ranked.",
                small,
            )
            % {"count": small}
        )
    if far:
        notes.append(_("The table has the first %(count)s of each.") % {"count": LISTED})
    return " ".join(notes)


def _table(ranked: Sequence[Ranking]) -> Table:
    rows: list[tuple[Any, ...]] = [
        (row.name, ranking.title, row.share.n, row.share.m, row.share.percent or "–")
        for ranking in ranked
        for row in ranking.rows[:LISTED]
    ]
    head = (_("Where"), _("By"), _("Worth your time"), _("Debriefed"), _("Share"))
    return Table(_("Where it pays"), head, rows)


PICTURE = Picture(
    slug="worth",
    title=gettext_lazy("Where it pays"),
    definition=gettext_lazy(
        "Of the interviews you debriefed there, those in which you met someone or learned"
        " something, whatever they decided. Only where you debriefed three or more."
    ),
    empty=gettext_lazy(
        "Once you debriefed three interviews at one company, from one source or of one kind, it is"
        " ranked here."
    ),
    draw=draw,
)
