"""The heart: applications, their rounds, whom I met and what I learned."""

from interviews.models.application import Application, Ending
from interviews.models.interview import Interview, Kind
from interviews.models.links import HAS_DETAILS, Asked, Lesson, Meeting
from interviews.models.stage import Stage
from interviews.models.verdict import Outcome, Verdict

__all__ = [
    "HAS_DETAILS",
    "Application",
    "Asked",
    "Ending",
    "Interview",
    "Kind",
    "Lesson",
    "Meeting",
    "Outcome",
    "Stage",
    "Verdict",
]
