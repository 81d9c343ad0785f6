"""Two that ended without an interview."""

from interviews.models import Ending
from story.parts import FRI, TUE, Try, weeks_ago

TRIES = (
    Try(
        "Marrow & Pine",
        "Lead engineer",
        "job board",
        weeks_ago(17, FRI),
        ended=(Ending.REJECTED, weeks_ago(16, FRI)),
    ),
    Try(
        "Undertow Studio",
        "Backend engineer, remote",
        "job board",
        weeks_ago(11, TUE),
        ended=(Ending.NO_ANSWER, weeks_ago(6, TUE)),
    ),
)
