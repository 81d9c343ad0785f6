"""The journal: what I know now that I did not, from every interview.

An entry is a lesson with the answers to its goal's questions, or an answer of which no lesson
tells. Cancelled interviews count nowhere, so not here either.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.text import fold
from interviews.models import Asked, Kind, Lesson

BY_MONTH, BY_GOAL = "month", "goal"
Answer = dict[str, Any]  # text, answer, giver


@dataclass(frozen=True)
class Entry:
    """What one interview taught of one thing. Its fields up to ``words`` are those of a row."""

    is_answer: bool  # an answer of which no lesson tells
    number: int
    starts: datetime
    interview: int
    round: str
    company: str
    role: str
    goal_number: int | None
    topic: str  # the goal, or what was planned of one that is erased; nothing for a surprise
    topic_key: str | None
    words: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def learned(self) -> str:
        """What was learned, unless the answers below say just that."""
        said = "\n".join(answer["answer"] for answer in self.answers)
        return "" if self.words.splitlines() == said.splitlines() else self.words

    @property
    def title(self) -> str:
        return self.topic or (_("A question") if self.is_answer else _("By surprise"))

    @property
    def place(self) -> str:
        return f"{self.company}, {self.role}"

    @property
    def when(self) -> str:
        return date_format(self._local_start)

    @property
    def month(self) -> str:
        return date_format(self._local_start, "YEAR_MONTH_FORMAT")

    @property
    def round_name(self) -> str:
        return str(Kind(self.round).label)

    @property
    def url(self) -> str:
        return reverse("interviews:interview", args=[self.interview])

    @property
    def goal_url(self) -> str:
        return reverse("learning:goal", args=[self.goal_number]) if self.goal_number else ""

    @property
    def _local_start(self) -> datetime:
        return timezone.localtime(self.starts)


@dataclass(frozen=True)
class Group:
    """The entries of one month, or of one goal, whose page is ``url``."""

    title: str
    url: str
    entries: list[Entry]


def entries(user: Any, q: str = "", by: str = BY_MONTH) -> Any:
    """The journal as rows for ``groups()``, the newest first: a statement, to be cut into pages.

    ``q``: words that are all in what was planned, learned, asked or answered, or in the company.
    """
    lessons = Lesson.objects.for_user(user).exclude(learned="")
    asked = Asked.objects.for_user(user).exclude(answer="")
    for word in q.split():
        lessons, asked = lessons.filter(_lesson_has(word)), asked.filter(_answer_has(word))
    told = Lesson.objects.filter(
        owner=OuterRef("owner"), interview=OuterRef("interview"), goal=OuterRef("question__goal")
    )
    untold = asked.exclude(Exists(told.exclude(learned="")))
    rows = _of_lessons(lessons).union(_of_answers(untold), all=True)
    order: list[Any] = ["-starts", "is_answer", "number"]
    if by == BY_GOAL:
        order = [F("topic_key").asc(nulls_last=True), "topic", "goal_number", *order]
    return rows.order_by(*order)


def groups(user: Any, rows: Iterable[tuple[Any, ...]], by: str) -> list[Group]:
    """The rows of ``entries()`` that was asked for ``by`` the same, under their headings.

    One statement more, for the answers of all of them.
    """
    found = [Entry(*row) for row in rows]
    _add_answers(user, found)
    if by == BY_GOAL:
        by_goal = groupby(found, key=lambda entry: (entry.goal_number, entry.topic))
        return [
            Group(topic or _("Without a goal"), one[0].goal_url, one)
            for (_number, topic), some in by_goal
            if (one := list(some))
        ]
    by_month = groupby(found, key=lambda entry: entry.month)
    return [Group(month, "", list(some)) for month, some in by_month]


def _add_answers(user: Any, found: list[Entry]) -> None:
    """To each lesson those of its goal in its interview; to the others their own."""
    asked = Asked.objects.for_user(user).exclude(answer="").order_by("id")
    asked = asked.filter(interview__in={entry.interview for entry in found})
    facts = ("pk", "interview", "question__goal", "text", "answer", "answered_by__name")
    own: dict[int, Answer] = {}
    of_goal: dict[tuple[int, int | None], list[Answer]] = defaultdict(list)
    for number, interview, goal, text, answer, giver in asked.values_list(*facts):
        own[number] = {"text": text, "answer": answer, "giver": giver}
        if goal:
            of_goal[interview, goal].append(own[number])
    for entry in found:
        if entry.is_answer:  # unless it was taken back between the two statements
            entry.answers.extend(filter(None, [own.get(entry.number)]))
        else:
            entry.answers.extend(of_goal[entry.interview, entry.goal_number])


def _of_lessons(lessons: Any) -> Any:
    return _columns(
        lessons,
        is_answer=Value(False),
        goal_number=F("goal"),
        topic=Coalesce("goal__title", "plan"),
        topic_key=Coalesce("goal__sort_key", NullIf(Lower("plan"), Value(""))),
        words=F("learned"),
    )


def _of_answers(asked: Any) -> Any:
    return _columns(
        asked,
        is_answer=Value(True),
        goal_number=F("question__goal"),
        topic=Coalesce("question__goal__title", Value("")),
        topic_key=F("question__goal__sort_key"),
        words=Value(""),
    )


def _columns(rows: Any, **own: Any) -> Any:
    """As the fields of ``Entry``, in their order: both halves of a union need the same."""
    columns = {
        "number": F("pk"),
        "starts": F("interview__starts_at"),
        "round": F("interview__kind"),
        "company": F("interview__application__company__name"),
        "role": F("interview__application__role"),
        **own,
    }
    held = rows.filter(interview__cancelled_at=None).order_by().annotate(**columns)
    return held.values_list(*(column.name for column in fields(Entry)[:-1]))


def _lesson_has(word: str) -> Q:
    asked = Asked.objects.exclude(answer="").filter(_answer_says(word))
    answered = asked.filter(interview__lessons__goal=F("question__goal"))
    return (
        Q(learned__folded__contains=fold(word))
        | Q(plan__folded__contains=fold(word))
        | Q(goal__sort_key__contains=fold(word))
        | _is_at(word)
        | Q(pk__in=answered.values("interview__lessons"))
    )


def _answer_has(word: str) -> Q:
    return _answer_says(word) | Q(question__goal__sort_key__contains=fold(word)) | _is_at(word)


def _answer_says(word: str) -> Q:
    return (
        Q(text__folded__contains=fold(word))
        | Q(answer__folded__contains=fold(word))
        | Q(answered_by__name__folded__contains=fold(word))
    )


def _is_at(word: str) -> Q:
    return Q(interview__application__company__sort_key__contains=fold(word))
