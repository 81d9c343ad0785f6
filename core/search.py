"""Looking for words in all that is mine: one statement, blind to accents, kind to slips.

A room's ``finds(user)`` gives its ``Find``s: rows, and the folded text to look for words in.
``search()`` reads those of every room at once. No index on words could serve it (under a row-level
policy only leakproof operators may use one), so each part reads its owner's rows by an index that
begins with the owner and compares them one by one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, JSONObject
from django.utils.functional import Promise

from core.text import fold

LONGEST, MOST_WORDS, LONGEST_WORD = 200, 6, 30  # of a query, what is beyond is not looked for
A_FEW, MANY = 5, 100  # lines of each kind; lines of one kind alone

Facts = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One thing found, as ``search/_line.html`` shows it."""

    url: str
    title: str
    sub: str = ""
    when: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its heading, and what a line shows of its facts at a moment."""

    name: str
    heading: str | Promise
    line: Callable[[Facts, datetime], Any]
    template: str = "search/_line.html"


@dataclass(frozen=True)
class Find:
    """Rows of one kind. ``name`` is the folded text they are known by, ``more`` what else they say.

    ``moment`` puts the latest first among equals. Facts arrive as JSON: times as text.
    """

    kind: Kind
    rows: QuerySet[Any]
    name: Any
    facts: dict[str, Any]
    more: tuple[Any, ...] = ()
    moment: Any = None


@dataclass
class Group:
    """What was found of one kind, the best first; ``has_more`` where it is not all."""

    kind: Kind
    place: tuple[int, int]  # of its best line: its rank, and the number of its find
    lines: list[Any] = field(default_factory=list)
    has_more: bool = False


def words_of(query: str) -> list[str]:
    """The different words of a query, folded as the text is in which they are looked for."""
    words = fold(query.replace("\0", " ")[:LONGEST]).split()
    return [word[:LONGEST_WORD] for word in dict.fromkeys(words)][:MOST_WORDS]


def search(finds: Iterable[Find], query: str, now: datetime, at_most: int = A_FEW) -> list[Group]:
    """What has every word of ``query``, in groups; the one with the best line comes first."""
    words, finds = words_of(query), list(finds)
    if not words or not finds:
        return []
    parts = [_part(find, number, words)[: at_most + 1] for number, find in enumerate(finds)]
    order = ["found_rank", F("found_moment").desc(nulls_last=True), "found_name"]
    groups: dict[str, Group] = {}
    # A part alone is in order already, and may not be ordered again once it is cut.
    found = parts[0].union(*parts[1:], all=True).order_by(*order) if parts[1:] else parts[0]
    for number, rank, _moment, _name, facts in found:
        kind = finds[number].kind
        group = groups.setdefault(kind.name, Group(kind, (rank, number)))
        group.place = min(group.place, (rank, number))
        if len(group.lines) < at_most:
            group.lines.append(kind.line(facts, now))
        else:
            group.has_more = True
    return sorted(groups.values(), key=lambda group: group.place)


def _part(find: Find, number: int, words: list[str]) -> Any:
    text = Func(Value(" "), find.name, *find.more, function="concat_ws", output_field=TextField())
    rows = (
        find.rows.order_by()
        .annotate(found_name=Cast(find.name, TextField()))
        .alias(found_text=text)
    )
    for word in words:
        rows = rows.filter(found_text__regex=near(word))
    rows = rows.annotate(
        found_source=Value(number),
        found_rank=_rank(words),
        found_moment=Cast(find.moment, DateTimeField()),
        found_facts=JSONObject(**find.facts),
    ).order_by("found_rank", F("found_moment").desc(nulls_last=True), "found_name", "pk")
    columns = ("source", "rank", "moment", "name", "facts")
    return rows.values_list(*(f"found_{column}" for column in columns))


def _rank(words: list[str]) -> Case:
    """From the best: the name itself; it begins so; the words begin words of the name, or of any
    of the text; they are somewhere in it; a slip in the name. What is left is a slip in the text.
    """
    whole = " ".join(words)
    tests = [
        Q(found_name=whole),
        Q(found_name__startswith=whole),
        Q(*(("found_name__regex", starting(word)) for word in words)),
        Q(*(("found_text__regex", starting(word)) for word in words)),
        Q(*(("found_text__contains", word) for word in words)),
        Q(*(("found_name__regex", near(word)) for word in words)),
    ]
    ranks = [When(test, then=Value(rank)) for rank, test in enumerate(tests)]
    return Case(*ranks, default=Value(len(tests)), output_field=IntegerField())


# --- Words as patterns --------------------------------------------------------------------------

_START, _END = "(?:^|[^[:alnum:]])", "(?:$|[^[:alnum:]])"


def starting(word: str) -> str:
    """The pattern of text in which a word begins so."""
    return (_START if word[0].isalnum() else "") + re.escape(word)


def near(word: str) -> str:
    """The pattern of text that has the word, or one that a slip of the fingers made of it.

    A slip is a letter too many, too few, wrong, or swapped with the next. Three letters are too few
    to tell; from four on a whole word may have one slip, from five on the beginning of one, before
    its last letter, and from eight on each half its own. Similarity by trigrams is no help: to it
    *private* is nearer to *priya* than *pryia* is, and it takes ten times as long.
    """
    literal = re.escape(word)
    if len(word) <= 2:
        return starting(word)
    if len(word) == 3 or not word.isalnum():
        return literal
    if len(word) == 4:
        return f"{literal}|{_START}{_slips(word)}{_END}"
    if len(word) <= 7:
        return f"{literal}|{_START}(?:{_slips(word)}{_END}|{_slips(word[:-1])}{word[-1]})"
    half = len(word) // 2
    first, second = word[:half], word[half:]
    across = first[:-1] + second[0] + first[-1] + second[1:]
    return f"{literal}|{_START}(?:{across}|{_slips(first)}{_slips(second)})"


def _slips(word: str) -> str:
    """The word, or any that one slip makes of it, as alternatives."""
    made = [word, f"{word}."]
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        made += [f"{before}.{after}", before + after, f"{before}.{letter}{after}"]
        if after:
            made.append(f"{before}{after[0]}{letter}{after[1:]}")
    return f"(?:{'|'.join(dict.fromkeys(made))})"
