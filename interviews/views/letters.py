"""The letters about an interview, as lines of its page; and what becomes of them when it goes.

Letters are of a room above: up to them by the reverse accessor alone.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.linked import model_behind
from core.needs import moment
from interviews.models import Interview

SHOWN = 50

_Letter = model_behind(Interview, "letters")


@dataclass(frozen=True)
class LetterLine:
    url: str
    text: str
    state: str


def with_letters(rows: Any) -> Any:
    """Add ``letters_there``: the letters about each interview, as plain facts."""
    facts = JSONObject(
        id="id",
        kind="kind",
        to="to_name",
        contact="contact__name",
        sent="sent_at",
        failed=Q(mail__failed_at__isnull=False),
        skipped="skipped_because",
    )
    about = _Letter.objects.filter(interview=OuterRef("pk")).order_by("id")
    return rows.annotate(letters_there=ArraySubquery(about.values(facts=facts)[:SHOWN]))


def letter_lines(facts: list[dict[str, Any]]) -> list[LetterLine]:
    return [
        LetterLine(reverse("feedback:letter", args=[f["id"]]), _text(f), _state(f)) for f in facts
    ]


def _text(letter: dict[str, Any]) -> str:
    kind = capfirst(str(kind_of_letter(letter["kind"])))
    name = letter["to"] or letter["contact"]
    return _("%(kind)s, to %(name)s") % {"kind": kind, "name": name} if name else kind


def kind_of_letter(kind: str) -> Any:
    return dict(_Letter._meta.get_field("kind").flatchoices)[kind]


def _state(letter: dict[str, Any]) -> str:
    if letter["skipped"]:
        return _("skipped: %(why)s") % {"why": letter["skipped"]}
    if letter["failed"]:
        return _("could not be sent")
    if not letter["sent"]:
        return _("not sent yet")
    sent = timezone.localtime(moment(letter["sent"]))
    return _("sent on %(day)s") % {"day": date_format(sent)}


def letters_that_go(has: dict[str, int]) -> list[str]:
    """What is deleted with an interview or an application; ``has`` is of ``count_links()``."""
    n = has["letters"]
    return [ngettext("%(n)s letter", "%(n)s letters", n) % {"n": n}] if n else []


def answers_that_stay(has: dict[str, int]) -> list[str]:
    return [_("What they told you stays with the company.")] if has["answers"] else []
