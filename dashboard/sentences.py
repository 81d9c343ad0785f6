"""Sentences read from the figures: second person, and they never grade the person."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from core.text import in_a_row
from dashboard.metrics import WORTHWHILE, Figures, Share
from interviews.models import Outcome, Verdict


def worth(figures: Figures) -> str:
    """*10 of the 12 interviews you debriefed were worth your time.* Nothing before the first."""
    share = figures.worthwhile
    if share.m == 0:
        return ""
    if share.n == 0:
        return _hint()
    if share.m == 1:
        return _("The one interview you debriefed was worth your time.")
    if share.n == share.m:
        return _("All %(m)s interviews you debriefed were worth your time.") % {"m": share.m}
    return ngettext(
        "%(n)s of the %(m)s interviews you debriefed was worth your time.",
        "%(n)s of the %(m)s interviews you debriefed were worth your time.",
        share.n,
    ) % {"n": share.n, "m": share.m}


def rejections(figures: Figures) -> str:
    """*5 of your 6 rejections were worth your time.* Nothing where there is none to say so of.

    Where some are not debriefed, it says of which it speaks.
    """
    share = figures.worthwhile_among(Outcome.REJECTED)
    if share.n == 0:
        return ""
    if figures.answers[Outcome.REJECTED] > share.m:
        return _debriefed_rejections(share)
    if share.m == 1:
        return _("Your one rejection was worth your time.")
    if share.n == share.m == 2:
        return _("Both of your rejections were worth your time.")
    if share.n == share.m:
        return _("All %(m)s of your rejections were worth your time.") % {"m": share.m}
    return ngettext(
        "%(n)s of your %(m)s rejections was worth your time.",
        "%(n)s of your %(m)s rejections were worth your time.",
        share.n,
    ) % {"n": share.n, "m": share.m}


def _debriefed_rejections(share: Share) -> str:
    if share.m == 1:
        return _("The one rejection you debriefed was worth your time.")
    return ngettext(
        "%(n)s of the %(m)s rejections you debriefed was worth your time.",
        "%(n)s of the %(m)s rejections you debriefed were worth your time.",
        share.n,
    ) % {"n": share.n, "m": share.m}


@dataclass(frozen=True)
class Reading:
    """A sentence, and the cells of the grid that it speaks of."""

    sentence: str
    cells: frozenset[tuple[Verdict, Outcome]]


def of_the_grid(figures: Figures) -> Reading:
    """What the grid says first: of rejections, else of interviews that reached both goals."""
    if sentence := rejections(figures):
        return Reading(sentence, frozenset((row, Outcome.REJECTED) for row in WORTHWHILE))
    if figures.both.n:
        sentence = ngettext(
            "You met someone and learned something in %(n)s of %(m)s interview.",
            "You met someone and learned something in %(n)s of %(m)s interviews.",
            figures.both.m,
        ) % {"n": figures.both.n, "m": figures.both.m}
        cells = (cell for cell in figures.cells if cell[0] == Verdict.BOTH)
        return Reading(sentence, frozenset(cells))
    return Reading("", frozenset())


def of_this_month(month: Figures) -> str:
    """*Three interviews debriefed this month. You met someone in two of them and learned something
    in all three.* Nothing where there is none."""
    if month.debriefed == 0:
        return ""
    opening = ngettext(
        "One interview debriefed this month.",
        "%(count)s interviews debriefed this month.",
        month.debriefed,
    ) % {"count": capfirst(str(apnumber(month.debriefed)))}
    return f"{opening} {_one(month) if month.debriefed == 1 else _several(month)}"


def over_time(figures: Figures) -> str:
    """*From June 2025 to March 2026 you met someone in 9 of 12 interviews and …*"""
    months = [month for month, counted in figures.by_month.items() if counted.debriefed]
    if not months:
        return ""
    counts = {"met": figures.met.n, "learned": figures.learned.n, "m": figures.debriefed}
    when = {
        "first": date_format(months[0], "YEAR_MONTH_FORMAT"),
        "last": date_format(months[-1], "YEAR_MONTH_FORMAT"),
    }
    if len(months) == 1:
        text = ngettext(
            "In %(last)s you met someone in %(met)s of %(m)s interview and learned something"
            " in %(learned)s.",
            "In %(last)s you met someone in %(met)s of %(m)s interviews and learned something"
            " in %(learned)s.",
            figures.debriefed,
        )
    else:
        text = _(
            "From %(first)s to %(last)s you met someone in %(met)s of %(m)s interviews and learned"
            " something in %(learned)s."
        )
    return text % {**counts, **when}


def what_they_said(figures: Figures) -> str:
    """*4 next round, 1 offer, 5 rejected, 2 no answer*"""
    said = ((count, answer.word) for answer, count in figures.answers.items() if count)
    return in_a_row(f"{count} {name}" for count, name in said)


def greeting(hour: int, name: str) -> str:
    """By the person's own clock. A night owl is not wished a good morning."""
    if 5 <= hour < 12:
        return _("Good morning, %(name)s.") % {"name": name} if name else _("Good morning.")
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s.") % {"name": name} if name else _("Good afternoon.")
    return _("Good evening, %(name)s.") % {"name": name} if name else _("Good evening.")


def _one(month: Figures) -> str:
    if month.both.n:
        return _("You met someone and learned something.")
    if month.met.n:
        return _("You met someone.")
    return _("You learned something.") if month.learned.n else _hint()


def _several(month: Figures) -> str:
    parts = {"met": _of_them(month.met), "learned": _of_them(month.learned)}
    if month.met.n and month.learned.n:
        return _("You met someone in %(met)s and learned something in %(learned)s.") % parts
    if month.met.n:
        return _("You met someone in %(met)s.") % parts
    return _("You learned something in %(learned)s.") % parts if month.learned.n else _hint()


def _of_them(share: Share) -> str:
    """*one of them*, *both*, *all three*: of interviews, after *in*."""
    if share.n == share.m == 2:
        return pgettext("You met someone in …", "both")
    if share.n == share.m:
        return pgettext("You met someone in …", "all %(count)s") % {"count": apnumber(share.m)}
    return npgettext("You met someone in …", "one of them", "%(count)s of them", share.n) % {
        "count": apnumber(share.n)
    }


def _hint() -> str:
    return _("Next time, try asking one person what they are proud of.")
