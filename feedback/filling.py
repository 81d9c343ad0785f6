"""A script's places for names filled in, what is still to fill found, and the link to one's mail.

Pure: no request and no query in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

# The places that get filled, and what to call one that has no value yet.
PLACES = {
    "COMPANY": _("the company"),
    "NAME": _("their name"),
    "ROLE": _("the role"),
    "ME": _("your name"),
}
LONGEST_LINK = 1_900  # characters; past about 2,000 some mail programs cut the letter off

# A place as a script has it, [NAME], or the gap that it leaves without a value, [name?].
_PLACE = re.compile(rf"\[({'|'.join(PLACES)})\??\]", re.IGNORECASE)
_LIKE_A_PLACE = re.compile(r"\[[A-Z][A-Z0-9 _-]*\]")
_TITLES = ("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame")
_UNANSWERED = re.compile(
    r"(?:.*[._+-])?(?:no|not|do[._-]?not|never)[._-]?(?:reply|respond|answer)(?:[._+-].*)?"
    r"|notifications?|mailer[._-]daemon|bounces?(?:[._+-].*)?",
    re.IGNORECASE,
)


def fill(script: str, values: Mapping[str, str]) -> str:
    """The letter that ``script`` makes. Values are never looked at again: one may read "[NAME]".

    A place without a value becomes a gap, such as ``[name?]``; other [WORDS] stay.
    """
    return _PLACE.sub(lambda place: _value(place, values) or _gap(place), script)


def fill_gaps(letter: str, values: Mapping[str, str]) -> str:
    """The same for a letter that was filled before: what a value brought along stays as it is."""
    return _gaps_in(values).sub(
        lambda found: (found[1] and _value(found, values)) or found[0], letter
    )


def gaps(letter: str, values: Mapping[str, str]) -> list[str]:
    """The names of the places that are still open, each once, in the order of ``PLACES``.

    A place typed by hand is open too. One that is part of a value is not: a company may be called
    "[NAME]".
    """
    open_places = {found[1].upper() for found in _gaps_in(values).finditer(letter) if found[1]}
    return [name for name in PLACES if name in open_places]


def unknown_places(script: str) -> list[str]:
    """What looks like a place and gets no value, in the order of appearance."""
    found = dict.fromkeys(_LIKE_A_PLACE.findall(script))
    return [words for words in found if not _PLACE.fullmatch(words)]


def called(name: str) -> str:
    """What a letter calls a person: the first name, where it can be told from the whole one."""
    first = name.strip().partition(" ")[0]
    cannot_tell = first.endswith((".", ",")) or len(first) == 1 or first.casefold() in _TITLES
    return name.strip() if cannot_tell else first


def _value(place: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(place[1].upper(), "").strip()


def _gap(place: re.Match[str]) -> str:
    return f"[{place[1].lower()}?]"


def _gaps_in(values: Mapping[str, str]) -> re.Pattern[str]:
    """Finds places as group 1, and passes over each value that could be taken for one."""
    bracketed = {value.strip() for value in values.values() if "[" in value}
    over = [re.escape(value) for value in sorted(bracketed, key=len, reverse=True)]
    return re.compile("|".join([*over, _PLACE.pattern]), re.IGNORECASE)


# --- By one's own mail ----------------------------------------------------------------------------


@dataclass(frozen=True)
class MailLink:
    """A ``mailto:`` link. Not ``whole`` where the letter was too long for it: copy it then."""

    href: str
    whole: bool


def mail_link(to: str, subject: str, body: str) -> MailLink:
    """The link that opens the letter in a mail program (RFC 6068)."""
    address = f"mailto:{quote(to, safe='@')}"
    about = f"{address}?subject={_encoded(subject)}" if subject else address
    whole = f"{about}{'&' if subject else '?'}body={_encoded(body)}"
    if len(whole) <= LONGEST_LINK:
        return MailLink(whole, whole=True)
    return MailLink(about if len(about) <= LONGEST_LINK else address, whole=False)


def _encoded(text: str) -> str:
    """Percent-encoded, a line's end as CRLF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return quote(lines.replace("\n", "\r\n"), safe="")


def is_unanswered(email: str) -> bool:
    """Whether mail to this address is read by nobody, as far as its name tells."""
    return bool(_UNANSWERED.fullmatch(email.rpartition("@")[0]))
