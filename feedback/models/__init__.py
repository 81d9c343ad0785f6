"""The letters I send, the scripts they are made from, and the answers that came."""

from feedback.models.answer import Answer, Judgement
from feedback.models.letter import Letter
from feedback.models.script import LetterKind, Script

__all__ = ["Answer", "Judgement", "Letter", "LetterKind", "Script"]
