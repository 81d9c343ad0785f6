"""The sheet of paper that a saved picture stands on: its words around it, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from dashboard.pictures.canvas import LETTER, WIDTH, Tone, Word, shortened, text
from dashboard.pictures.picture import Drawing

MARGIN = 32
_LINE, _FOOT = 56, 50  # letters of the sentence in one line; of the small print at most
_TITLE, _LEADING, _GAP = 46, 22, 16
_TONE = 24  # from one line of the key to the next; two stand side by side


@dataclass(frozen=True)
class KeyEntry:
    x: str
    y: str
    tone: Tone


@dataclass(frozen=True)
class Sheet:
    lines: Sequence[Word]
    key: Sequence[KeyEntry]
    drawing_y: str
    mark_y: str
    foot_y: str
    foot: str
    height: str
    width: str = text(WIDTH + 2 * MARGIN)
    margin: str = text(MARGIN)
    title_y: str = text(_TITLE)
    name_x: str = text(MARGIN + 46)
    end_x: str = text(WIDTH + MARGIN)


def sheet(sentence: str, drawing: Drawing | None, foot: str) -> Sheet:
    """``foot`` is the small print: the day, and what was chosen."""
    lines = [
        Word(text(MARGIN), text(_TITLE + 28 + place * _LEADING), line)
        for place, line in enumerate(wrap(sentence, _LINE))
    ]
    drawing_y = _TITLE + 28 + len(lines) * _LEADING + _GAP / 2
    y = drawing_y + (float(drawing.height) + _GAP if drawing else 0)
    key = [
        KeyEntry(text(MARGIN + place % 2 * WIDTH / 2), text(y + place // 2 * _TONE), tone)
        for place, tone in enumerate(drawing.key if drawing else ())
    ]
    foot_y = y + -(-len(key) // 2) * _TONE + _GAP
    return Sheet(
        lines=lines,
        key=key,
        drawing_y=text(drawing_y),
        mark_y=text(foot_y),
        foot_y=text(foot_y + 14),
        foot=shortened(foot, _FOOT * LETTER),
        height=text(foot_y + MARGIN + 10),
    )
