"""The words of a piece of HTML, as a description in an export or an invite has it.

Never shown as HTML anywhere, so nothing has to be made harmless: it is only read. In one pass, so
that its time grows with the text, whatever is left open in it.
"""

import re
from html import unescape

_TAG = re.compile(r"(/?)((?:[a-zA-Z]:)?[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/]|$)")  # <o:p>, <html-blob>
_LINES = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_BREAKS = re.compile(r"<(?:br|div|li|p)\b", re.IGNORECASE)
_NEW_LINE = re.compile(r"[\r\n]+")
# No character has so many digits, and Python refuses to read 4,300 of them as a number.
_ENDLESS = re.compile(r"&#[0-9]{100,};?")
_UNSEEN = {"script", "style", "title"}


def plain(html: str) -> str:
    """Paragraphs and points on lines of their own; all else that is marked up, in its words.

    Its own line breaks count where none are marked up, as in a text with a link in it.
    """
    if _BREAKS.search(html):
        html = _NEW_LINE.sub(" ", html)
    before, *pieces = html.split("<")
    words = [before]
    unseen = ""
    for piece in pieces:
        inside, closed, after = piece.partition(">")
        tag = _TAG.match(inside)
        if not closed or not (tag or inside.startswith(("!", "?"))):
            words.append("" if unseen else f"<{piece}")  # 3 < 5
            continue
        name = tag[2].lower() if tag else ""
        if name in _UNSEEN:
            unseen = "" if tag and tag[1] else unseen or name
        if not unseen:
            words += [_mark(name, bool(tag and tag[1])), after]
    return _lines(unescaped("".join(words)))


def unescaped(text: str) -> str:
    """``&amp;`` as the character that it stands for; never an error, whatever it is."""
    return unescape(_ENDLESS.sub("\ufffd", text))


def _mark(name: str, closes: bool) -> str:
    if name == "li":
        return "" if closes else "\n· "
    return "\n" if name in _LINES else ""


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line and line != "·")
