from datetime import date

from django import template

from feedback.models import Judgement

register = template.Library()


@register.filter
def as_day(text: str) -> date:
    """A day among plain facts, which JSON carries as text."""
    return date.fromisoformat(text)


@register.filter
def judgement(verdict: str) -> str:
    """*A signal*, *noise*, or nothing where it is not judged yet."""
    return str(Judgement(verdict).label) if verdict in Judgement.values else ""
