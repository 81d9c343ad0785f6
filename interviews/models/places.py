"""The coming interviews as places where a goal can be learned."""

from dataclasses import dataclass

from interviews.models.interview import Interview
from learning.models import Goal

LOOKED_AHEAD = 10  # coming interviews among which a goal finds its place


@dataclass(frozen=True)
class Places:
    """The coming interviews, the soonest first; rows of ``with_facts()``."""

    coming: list[Interview]

    def planned(self, goal: Goal) -> Interview | None:
        """The next interview in whose plan it is."""
        return next((place for place in self.coming if goal.pk in _planned_in(place)), None)

    def fitting(self, goal: Goal) -> Interview | None:
        """The next interview that fits it, where it is still to learn and planned nowhere yet."""
        if not goal.is_open or self.planned(goal):
            return None
        return next((place for place in self.coming if goal.kind in place.fitting_kinds), None)


def _planned_in(interview: Interview) -> set[int]:
    return {lesson["goal"] for lesson in interview.lesson_facts if lesson["plan"]}
