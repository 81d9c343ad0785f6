"""Which goals fit which interview, and what its page asks."""

from django.utils.translation import gettext as _

from interviews.models import Interview, Kind
from learning.models import Kind as GoalKind

_TO_TRY = (GoalKind.LANGUAGE, GoalKind.PATTERN, GoalKind.TOOL)
_TO_ASK = {
    Kind.RECRUITER: (GoalKind.DOMAIN, GoalKind.CRAFT),
    Kind.TECHNICAL: (GoalKind.TOOL, GoalKind.PATTERN, GoalKind.LANGUAGE, GoalKind.CRAFT),
    Kind.DESIGN: (GoalKind.PATTERN, GoalKind.TOOL, GoalKind.DOMAIN),
    Kind.BEHAVIOURAL: (GoalKind.CRAFT, GoalKind.DOMAIN),
}


def fitting_kinds(interview: Interview) -> tuple[str, ...]:
    """The kinds of goal to offer; every kind where anything can be asked."""
    if interview.asks_for_code:
        return _TO_TRY
    return _TO_ASK.get(Kind(interview.kind), tuple(GoalKind.values))


def kind_of_new_goal(interview: Interview) -> str:
    """What a goal typed on the plan most likely is; it can be changed later."""
    return GoalKind.LANGUAGE if interview.asks_for_code else GoalKind.CRAFT


def learn_prompt(interview: Interview) -> str:
    if interview.asks_for_code:
        return _("Which language have you been meaning to try, or which pattern to test?")
    return _("What are you curious about, or weak in? Which questions will you ask?")
