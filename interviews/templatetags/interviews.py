from typing import Any

from django import template
from django.utils import timezone

from interviews.flip import Line, flip_lines, from_how_many
from interviews.models import Outcome
from interviews.stages import stage_words

register = template.Library()


@register.filter
def outcome_word(outcome: str) -> str:
    """The small grey word for an answer. Nothing for what is no answer."""
    return Outcome(outcome).word if outcome in Outcome.values else ""


@register.filter
def stage_of(application: Any) -> str:
    """Where an application of ``with_stage()`` stands, in words."""
    return stage_words(application, timezone.now())


@register.filter(name="flip_lines")
def lines_of_flip(flip: dict[str, Any] | None) -> list[Line]:
    """The ratings of ``Application.objects.flip()``, a line each."""
    return flip_lines(flip)


@register.filter
def flip_from(flip: dict[str, Any]) -> str:
    """*from 2 applications*"""
    return from_how_many(flip["n"])
