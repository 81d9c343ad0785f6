"""What the words that trackers and people write for a status say of an application.

Only words that can mean nothing else close one: a status that is not known here is kept in the
notes as it is written, and no round is ever made of it.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from core.text import words
from interviews.models import Ending


class Sent(Enum):
    """Whether I had applied by then."""

    NOT_YET = "not yet"
    YES = "yes"  # and nothing has come of it so far
    LONG_AGO = "long ago"  # something came of it
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Status:
    sent: Sent = Sent.UNKNOWN
    ending: str = ""  # of interviews.models.Ending
    is_whole: bool = True  # these words say no more than that


# Folded, with nothing but letters and numbers: as ``understood()`` makes them.
_NOT_YET = {
    "applying", "backlog", "bookmarked", "considering", "draft", "entwurf", "geplant", "gemerkt",
    "gespeichert", "interested", "merkliste", "noch nicht beworben", "not applied",
    "not yet applied", "saved", "to apply", "to do", "todo", "vorgemerkt", "want to apply",
    "wish list", "wishlist",
}  # fmt: skip
_SENT = {
    "abgeschickt", "application sent", "application submitted", "applied", "beworben",
    "bewerbung abgeschickt", "bewerbung gesendet", "bewerbung verschickt", "eingereicht",
    "gesendet", "sent", "submitted",
}  # fmt: skip
# What a status may begin with once something has come of an application.
_LONG_AGO = (
    "assessment", "code challenge", "coding challenge", "erstgesprach", "final", "first round",
    "gesprach", "interview", "interviewing", "negotiating", "negotiation", "offer", "on site",
    "onsite", "phone", "recruiter", "round", "screen", "screening", "second round", "take home",
    "technical", "telefonat", "vorstellungsgesprach", "zweitgesprach", "angebot",
)  # fmt: skip
_ENDINGS = {
    Ending.ACCEPTED: {
        "accepted", "accepted offer", "angebot angenommen", "angenommen", "eingestellt", "hired",
        "i accepted", "offer accepted", "offer signed", "zugesagt",
    },
    Ending.REJECTED: {
        "abgelehnt", "absage bekommen", "absage erhalten", "application rejected",
        "declined by company", "declined by employer", "declined by them", "leider abgelehnt",
        "no longer under consideration", "not moving forward", "not selected", "position filled",
        "they declined", "turned down by them", "von ihnen abgelehnt",
    },
    Ending.NO_ANSWER: {
        "keine antwort", "keine antwort erhalten", "keine reaktion", "keine ruckmeldung",
        "never heard back", "nie gemeldet", "no answer", "no reply", "no response", "unanswered",
    },
    Ending.WITHDREW: {
        "abgelehnt von mir", "angebot abgelehnt", "bewerbung zuruckgezogen", "declined by me",
        "declined offer", "i declined", "i rejected", "i withdrew", "ich habe abgelehnt",
        "ich habe abgesagt", "offer declined", "offer rejected", "selbst abgesagt",
        "turned down offer", "von mir abgelehnt", "von mir abgesagt",
    },
}  # fmt: skip
# These may be followed by anything; of two, the longer one holds: *rejected by me*.
_BEGINNINGS = {
    "absage": Ending.REJECTED,
    "absage von mir": Ending.WITHDREW,
    "ghosted": Ending.NO_ANSWER,
    "rejected": Ending.REJECTED,
    "rejected by me": Ending.WITHDREW,
    "rejected offer": Ending.WITHDREW,
    "rejected the offer": Ending.WITHDREW,
    "rejected their offer": Ending.WITHDREW,
    "rejection": Ending.REJECTED,
    "withdrawn": Ending.WITHDREW,
    "withdrew": Ending.WITHDREW,
    "zuruckgezogen": Ending.WITHDREW,
}
_WHOLE = {said: ending for ending, many in _ENDINGS.items() for said in many}
_WHOLE |= _BEGINNINGS
_LONGEST = 200  # characters: what is longer is a story, and no status


@lru_cache(maxsize=1_000)  # a list has few of them, a thousand times
def understood(text: str) -> Status:
    """What a status says. One that asks (*rejected?*) says nothing for certain."""
    if len(text) > _LONGEST or "?" in text:
        return Status(is_whole=False)
    said = " ".join(words(text))
    if not said or said in _NOT_YET:
        return Status(Sent.NOT_YET if said else Sent.UNKNOWN)
    if said in _SENT:
        return Status(Sent.YES)
    if ending := _WHOLE.get(said) or _beginning(said):
        return Status(Sent.LONG_AGO, str(ending), is_whole=said in _WHOLE)
    begins_later = any(_begins(said, start) for start in _LONG_AGO)
    return Status(Sent.LONG_AGO if begins_later else Sent.UNKNOWN, is_whole=False)


def _beginning(said: str) -> str:
    found = [start for start in _BEGINNINGS if _begins(said, start)]
    return str(_BEGINNINGS[max(found, key=len)]) if found else ""


def _begins(said: str, start: str) -> bool:
    return f"{said} ".startswith(f"{start} ")
