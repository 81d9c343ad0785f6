from typing import Any

from django import template
from django.utils import timezone

from interviews.flip import Line, flip_lines
from interviews.models import Outcome
from interviews.stages import is_answer, stage_words

register = template.Library()


@register.filter
def outcome_word(outcome: str) -> str:
    """The small grey word for an answer. Nothing for what is no answer."""
    return Outcome(outcome).word if outcome in Outcome.values else ""


@register.filter
def stage_of(application: Any) -> str:
    """Where an application of ``with_stage()`` stands, in words."""
    return stage_words(application, timezone.now())


@register.filter
def is_answered(application: Any) -> bool:
    """Whether ``stage_of`` speaks of an answer of theirs, or of an ending."""
    return is_answer(application)


@register.filter(name="flip_lines")
def lines_of_flip(flip: dict[str, Any] | None) -> list[Line]:
    """The ratings of ``Application.objects.flip()``, a line each."""
    return flip_lines(flip)
