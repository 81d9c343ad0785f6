"""Where an application stands, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.needs import moment
from interviews.models import Application, Ending, Kind, Outcome, Stage
from interviews.needs import day_name


def stage_words(application: Application, now: datetime) -> str:
    """Of a row of ``with_stage(now)``: *in round 2 (technical), Thursday*, *offer*."""
    if application.closed_as:
        return _("closed: %(how)s") % {"how": Ending(application.closed_as).label}
    if application.round is None:
        return str(Stage(application.stage).label)
    if application.round["coming"]:
        return _("in round %(number)s (%(kind)s), %(day)s") % {
            "number": application.round["number"],
            "kind": Kind(application.round["kind"]).label,
            "day": _day(application.round["starts"], now),
        }
    said = Outcome(application.round["outcome"])
    if said == Outcome.WAITING:
        return _("waiting after round %(number)s") % application.round
    if said == Outcome.ADVANCED:
        return _("moving on to the next round")
    return said.word


def is_answer(application: Application) -> bool:
    """Whether those words are theirs, or say how it ended: then they stand as an outcome does."""
    speaks = application.round
    return bool(application.closed_as or (speaks and speaks["outcome"] != Outcome.WAITING))


def _day(starts: str, now: datetime) -> str:
    day = timezone.localdate(moment(starts))
    return day_name(day, timezone.localdate(now)) or date_format(day)
