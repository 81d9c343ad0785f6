"""Contact details as text: told apart when jotted down, tidied when typed, harmless when shown.

Pure: no request and no query in it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core.fields import check_web_address

EMAIL_LENGTH, PHONE_LENGTH, LINKS_LENGTH = 254, 50, 2_000  # as their columns keep them


def check_links(value: str) -> None:
    """One web address a line."""
    for piece in value.split():
        if not is_web_address(piece):
            raise ValidationError(
                _("“%(piece)s” is not a web address. Write it like https://example.com/name."),
                params={"piece": piece[:80]},
            )


def is_web_address(text: str) -> bool:
    """May it be a link on a page? Only http and https may."""
    return _passes(check_web_address, text)


def is_email(text: str) -> bool:
    """Is it an e-mail address, as a column keeps one?"""
    return len(text) <= EMAIL_LENGTH and _passes(validate_email, text)


def tidy_links(text: str) -> str:
    """One address a line; a bare ``example.com/in/priya`` gets its ``https://``."""
    return "\n".join(_with_scheme(piece) for piece in text.split())


def mailto(email: str) -> str:
    return f"mailto:{quote(email, safe='@')}" if email else ""


def tel(phone: str) -> str:
    """The link that calls ``phone``, or nothing where that would call somebody else."""
    if not looks_like_phone(phone):
        return ""
    # In "+44 (0)20" the zero is dialled only from inside the country.
    dialled = phone.replace("(0)", "") if phone.startswith("+") else phone
    digits = "".join(str(unicodedata.decimal(char)) for char in dialled if char.isdecimal())
    return f"tel:{'+' if phone.startswith('+') else ''}{digits}"


def looks_like_phone(text: str) -> bool:
    digits = sum(char.isdecimal() for char in text)
    shape = len(text) <= PHONE_LENGTH and _PHONE.fullmatch(text) and not _DATE.fullmatch(text)
    return bool(shape) and 6 <= digits <= 15


_PHONE = re.compile(r"\+?[\d\s()./-]+")
_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_PHONE_AMONG_WORDS = re.compile(r"(?<![\w+])[+(\d][\d\s()./-]{4,48}\d(?!\w)")
_PHONE_LABEL = re.compile(r"(?:telephone|phone|tel|mobile|mob|cell)\b[.:]*\s*", re.IGNORECASE)
_LABEL = re.compile(r"(?:e-?mail|mail|web|website|link|linkedin|github)[.:]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]+(?=\s|$)")


@dataclass
class Jotted:
    """What a jotted line holds. ``notes`` has each part in which words are left over, whole."""

    emails: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, part: str) -> bool:
        """Sort the words of ``part``; False where it must be kept as it is, too."""
        words = _words(part)
        left = [word for word in words if not self._take_word(_bare(word))]
        found = len(left) < len(words)
        rest = " ".join(left).strip(" /|·-–:.")
        number = _PHONE_LABEL.sub("", rest, count=1) if _PHONE_LABEL.match(rest) else rest
        if looks_like_phone(number):
            self.phones.append(number)
            return True
        self.phones += [
            match.strip() for match in _PHONE_AMONG_WORDS.findall(rest) if looks_like_phone(match)
        ]
        return not rest or (found and bool(_LABEL.fullmatch(rest)))

    def _take_word(self, word: str) -> bool:
        address = re.sub(r"^mailto:", "", word, flags=re.IGNORECASE)
        if is_email(address):
            self.emails.append(address)
        elif is_web_address(word):
            self.links.append(word)
        elif ("/" in word or word.lower().startswith("www.")) and is_web_address(
            _with_scheme(word)
        ):
            self.links.append(_with_scheme(word))
        else:
            return False
        return True


def sort_out(text: str) -> Jotted:
    """Tell e-mails, links and phone numbers apart; every other word is in the notes."""
    jotted = Jotted()
    for line in text.splitlines():
        kept = [part.strip() for part in _BETWEEN.split(line) if not jotted.take(part)]
        if kept:
            jotted.notes.append(", ".join(kept))
    return jotted


def _words(part: str) -> list[str]:
    """The words of ``part``; addresses that only a comma parts are words of their own."""
    return [
        word
        for chunk in part.split()
        for word in ([chunk] if "://" in chunk else re.split("[,;]", chunk))
        if word
    ]


def _bare(word: str) -> str:
    """The word without what sentences put around an address."""
    word = word.strip("<>[]\"'“”").rstrip(".,;:").removeprefix("(")
    closing = max(0, word.count(")") - word.count("("))  # a_(b) is a page on many a wiki
    return word[: len(word) - closing] if word.endswith(")" * closing) else word


def _with_scheme(piece: str) -> str:
    with_scheme = f"https://{piece}"
    looks_like_email = "@" in piece.split("/")[0]
    if is_web_address(piece) or looks_like_email or not is_web_address(with_scheme):
        return piece
    return with_scheme


def _passes(check: Callable[[str], object], value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True
