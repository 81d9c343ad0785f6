"""The text of a cell as a column of ours may keep it: nothing that a form would refuse."""

import re

from core.forms import is_visible

# Control characters and what is no character at all, as core.forms refuses them.
_SPOILT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GAP = re.compile(r"\n{3,}")


def in_a_line(text: str, longest: int) -> str:
    """On one line, and cut; empty where nothing of it can be seen."""
    words = " ".join(_SPOILT.sub(" ", text[: longest * 4]).split())
    return words[:longest].strip() if any(map(is_visible, words[:longest])) else ""


def in_lines(text: str, longest: int) -> str:
    """With its lines, and cut: what is left out at the end is shown by an ellipsis."""
    text = _SPOILT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _GAP.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
    if len(text) > longest:
        text = f"{text[: longest - 1].rstrip()}…"
    return text if any(map(is_visible, text)) else ""
