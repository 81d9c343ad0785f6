"""The journal as Markdown (CommonMark): text in, text out."""

import re
from collections.abc import Iterable

from interviews.journal import Entry, Group

# What means something anywhere in a line, and what does at its beginning. An underscore inside a
# word means nothing, nor does an ampersand that begins no entity.
_INLINE = re.compile(r"([\\`*\[\]<>|~#$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;))")
_FIRST = re.compile(r"^([-+=])|^(\d{1,9})([.)])")


def escaped(line: str) -> str:
    """One line that reads as it was typed, whatever it begins with or holds."""
    line = _INLINE.sub(r"\\\1", " ".join(line.split()))
    return _FIRST.sub(lambda found: _escaped_first(*found.groups()), line)


def _escaped_first(mark: str | None, number: str | None, point: str | None) -> str:
    return f"\\{mark}" if mark else f"{number}\\{point}"


def block(text: str, indent: str = "") -> str:
    """Several lines as typed: each ends where it did, an empty one parts two paragraphs."""
    lines = [escaped(line) for line in text.splitlines()]
    told = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        told += f"{indent if line else ''}{line}" + ("\\\n" if line and following else "\n")
    return told.strip("\n")


def journal(title: str, groups: Iterable[Group], *, by_goal: bool) -> str:
    """The whole document. Under a goal the entries are headed by their interviews."""
    parts = [f"# {escaped(title)}"]
    for group in groups:
        parts.append(f"## {escaped(group.title)}")
        for entry in group.entries:
            parts += _entry(entry, by_goal)
    return "\n\n".join(parts) + "\n"


def _entry(entry: Entry, by_goal: bool) -> list[str]:
    source = f"{entry.place}, {entry.when}"
    parts = [f"### {escaped(source if by_goal else entry.title)}"]
    if entry.learned:
        parts.append(block(entry.learned))
    parts += [_answer(**answer) for answer in entry.answers]
    return parts if by_goal else [*parts, f"*{escaped(source)}*"]


def _answer(text: str, answer: str, giver: str | None) -> str:
    """The question in bold over its answer, as one item of a list."""
    said = block(answer, indent="  ").strip()
    return f"- **{escaped(text)}**\\\n  {said}" + (f" ({escaped(giver)})" if giver else "")
