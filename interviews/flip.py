"""The flip: the moment a company turns from courting to testing. Its four ratings, in words.

For two of them a low number is the kinder one, for the other two a high one: each says so.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interviews.models import Application

LOWER, HIGHER = _("Lower is kinder."), _("Higher is kinder.")


@dataclass(frozen=True)
class Scale:
    """One rating: the field, what 1 and what 5 mean, and which of them is kinder."""

    field: str
    low: Any
    high: Any
    kinder: Any

    @property
    def label(self) -> str:
        field: Any = Application._meta.get_field(self.field)
        return capfirst(str(field.verbose_name))

    @property
    def ends(self) -> str:
        words = _("1 is %(low)s, 5 is %(high)s.") % {"low": self.low, "high": self.high}
        return f"{words} {self.kinder}"


SCALES = (
    Scale("flip_early", _("near the end"), _("in the first call"), LOWER),
    Scale("flip_extreme", _("hardly a change"), _("another company"), LOWER),
    Scale("flip_selling", _("not at all"), _("all the way through"), HIGHER),
    Scale("flip_enough", _("only perfect would do"), _("passing was enough"), HIGHER),
)


@dataclass(frozen=True)
class Line:
    """One rating of a company; ``of`` is said where not every application rated it."""

    label: str
    average: float
    ends: str
    kinder: str
    of: str


def flip_lines(facts: dict[str, Any] | None) -> list[Line]:
    """What is known of ``facts`` from ``flip()``; nothing where nothing is."""
    if not facts:
        return []
    rated = [(scale, facts[scale.field]) for scale in SCALES if facts[scale.field]["n"]]
    return [
        Line(
            label=scale.label,
            average=of["average"],
            ends=scale.ends,
            kinder=str(scale.kinder),
            of=from_how_many(of["n"]) if of["n"] < facts["n"] else "",
        )
        for scale, of in rated
    ]


def flip_of(application: Application) -> dict[str, Any]:
    """The ratings of one application, as facts like those of ``flip()``."""
    given = {field: getattr(application, field) for field in Application.FLIP}
    return {"n": 1, **{field: {"n": n is not None, "average": n} for field, n in given.items()}}


def from_how_many(n: int) -> str:
    return ngettext("from %(n)s application", "from %(n)s applications", n) % {"n": n}
