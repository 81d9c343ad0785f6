"""What the plan of an interview asks, and what a goal typed there becomes."""

from django.utils.translation import gettext as _

from interviews.models import Interview
from learning.models import Kind as GoalKind


def kind_of_new_goal(interview: Interview) -> str:
    """What a goal typed on the plan most likely is; it can be changed later."""
    return GoalKind.LANGUAGE if interview.asks_for_code else GoalKind.CRAFT


def learn_prompt(interview: Interview) -> str:
    if interview.asks_for_code:
        return _("Which language have you been meaning to try, or which pattern to test?")
    return _("What are you curious about, or weak in? Which questions will you ask?")
