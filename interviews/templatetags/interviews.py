from django import template

from interviews.models import Outcome

register = template.Library()


@register.filter
def outcome_word(outcome: str) -> str:
    """The small grey word for an answer. Nothing for what is no answer."""
    return Outcome(outcome).word if outcome in Outcome.values else ""
