"""The verdict in words: second person, whole sentences, and it never grades the person."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.text import listed
from interviews.models import Lesson

NAMED = 3  # people or lessons that a sentence names before it counts the rest
# After one of these it is a question and no clause: "how do they", "what is".
_VERBS = {"do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "has"}
_ASKING = ("how", "what", "when", "where", "which", "who", "whom", "whose", "why", "whether")


def verdict_sentence(people: Sequence[str], learned: Sequence[Lesson]) -> str:
    """What came of a debriefed interview: ``people`` met, by name, and lessons ``learned``."""
    if not people and not learned:
        return _("Neither this time. That is one interview, and now you know what to try next.")
    if people and learned:
        text = _(
            "You met %(people)s and learned %(lessons)s. Worth your time, whatever they decide."
        )
    elif people:
        text = _("You met %(people)s. Worth your time, whatever they decide.")
    else:
        text = _("You learned %(lessons)s. Worth your time, whatever they decide.")
    return text % {"people": _listed(people), "lessons": _lessons(learned)}


def _lessons(learned: Sequence[Lesson]) -> str:
    planned = [_as_object(lesson.plan) for lesson in learned if lesson.plan]
    if not planned:
        return ngettext(
            "something you had not planned", "%(n)s things you had not planned", len(learned)
        ) % {"n": len(learned)}
    surprises = len(learned) - len(planned)
    if surprises:
        planned.append(
            ngettext("one more thing", "%(n)s more things", surprises) % {"n": surprises}
        )
    return _listed(planned)


def _as_object(plan: str) -> str:
    """A planned goal as what was learned: *how they shard PostgreSQL*, *about “Rust”*.

    Only a clause can follow "learned" as it is; a whole question is quoted, as is everything where
    the page speaks another language than English.
    """
    words = plan.lower().split()
    clause = words[0] in _ASKING and not plan.endswith("?") and _VERBS.isdisjoint(words[1:2])
    if clause and get_language().startswith("en"):
        return plan[0].lower() + plan[1:].rstrip(" .")
    return _("about “%(thing)s”") % {"thing": plan.rstrip(" .") or plan}


def _listed(things: Sequence[str]) -> str:
    rest = len(things) - NAMED
    named = list(things[:NAMED])
    if rest > 0:
        named.append(ngettext("one more", "%(n)s more", rest) % {"n": rest})
    return listed(named)
