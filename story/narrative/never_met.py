"""Two that ended without an interview."""

from feedback.models import LetterKind
from interviews.models import Ending
from story.parts import FRI, TUE, Sent, Try, weeks_ago

TRIES = (
    Try(
        "Marrow & Pine",
        "Lead engineer",
        "job board",
        weeks_ago(17, FRI),
        ended=(Ending.REJECTED, weeks_ago(16, FRI)),
        letters=(Sent(LetterKind.REJECTION, skipped="It came from an address nobody reads"),),
    ),
    Try(
        "Undertow Studio",
        "Backend engineer, remote",
        "job board",
        weeks_ago(11, TUE),
        ended=(Ending.NO_ANSWER, weeks_ago(6, TUE)),
    ),
)
