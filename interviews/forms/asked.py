"""Questions at the debrief: which were asked, what was answered, and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.http import is_id
from interviews.forms.fields import Row, row_formset, row_of
from interviews.models import Interview, Lesson, Meeting
from learning.models import Question


@dataclass(frozen=True)
class ToAsk:
    """A question of a goal in this interview, or one that was asked in it already."""

    question: int | None
    goal: int | None
    text: str
    asked: int | None = None
    answer: str = ""
    answered_by: int | None = None

    @property
    def pk(self) -> tuple[int | None, int | None]:
        """What tells its row from the others, wherever it stands."""
        return self.question, self.asked


def questions_to_ask(
    interview: Interview, lessons: Iterable[Lesson], data: Mapping[str, str] | None
) -> list[ToAsk]:
    """Those of the goals in it, then the others asked.

    ``interview`` is a row of ``with_asked()``, ``lessons`` of ``with_questions()``. A question in
    ``data`` whose goal left the interview meanwhile is looked up, so that no answer to it is lost.
    """
    asked = {row["question"] or -row["id"]: _asked(row) for row in interview.asked_facts}
    found = {
        row["id"]: ToAsk(row["id"], lesson.goal_id, row["text"])
        for lesson in lessons
        for row in lesson.question_facts
    }
    found |= asked
    sent = {int(value) for name, value in (data or {}).items() if _names_question(name, value)}
    if missing := sent - found.keys():
        for question in Question.objects.for_user(interview.owner_id).filter(pk__in=missing):
            found[question.pk] = ToAsk(question.pk, question.goal_id, question.text)
    return list(found.values())


def _asked(row: dict[str, Any]) -> ToAsk:
    names = ("question", "goal", "text", "answer", "answered_by")
    return ToAsk(asked=row["id"], **{name: row[name] for name in names})


def _names_question(name: str, value: str) -> bool:
    return name.startswith("asked-") and name.endswith("-question") and is_id(value)


class AskedRow(Row):
    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asked = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    was_asked = forms.BooleanField(label=_("Asked"), required=False)
    answer = forms.CharField(
        label=_("The answer"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answered_by = forms.TypedChoiceField(
        label=_("Who answered"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "invalid_choice": _("They are no longer in this interview. Choose who answered.")
        },
    )

    def __init__(
        self, *args: Any, known: dict[str, dict[int, ToAsk]], people: list[Meeting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_by"].choices = [("", "–"), *((m.pk, m.name) for m in people)]
        self.people = {meeting.pk: meeting for meeting in people}
        self.known: ToAsk | None = row_of(self, "question", known["question"]) or row_of(
            self, "asked", known["asked"]
        )
        self.initial = _facts_of(self.known) if self.known else {}

    @property
    def words(self) -> str:
        """The question, as it is asked now or was then; as it was shown where it is gone."""
        return self.known.text if self.known else self["text"].value() or ""

    def clean(self) -> Any:
        super().clean()
        answer = self.cleaned_data
        if answer.get("answer") and not answer.get("was_asked"):
            self.add_error("answer", _("Set the tick to keep this answer, or delete its words."))
        return answer

    def both_versions(self) -> tuple[str, str]:
        """What is saved now and what was sent, in words."""
        yes, no = str(_("asked")), str(_("not asked"))
        saved = (self.known.answer or yes) if self.known and self.known.asked else no
        mine = self.cleaned_data.get("was_asked")
        return saved, (self.cleaned_data.get("answer") or yes) if mine else no

    def facts(self) -> dict[str, Any]:
        """What ``Asked.note`` takes. Who left with this very page answered nothing."""
        giver = self.people.get(self.cleaned_data["answered_by"])
        left = giver is None or giver.pk is None
        return {
            "answer": self.cleaned_data["answer"],
            "answered_by": None if left else giver,
        }


def _facts_of(known: ToAsk) -> dict[str, Any]:
    return {
        "question": known.question,
        "asked": known.asked,
        "text": known.text,
        "was_asked": bool(known.asked),
        "answer": known.answer,
        "answered_by": known.answered_by,
    }


def asked_rows(questions: list[ToAsk], people: list[Meeting], data: Any = None) -> Any:
    known = {
        name: {pk: one for one in questions if (pk := getattr(one, name))}
        for name in ("question", "asked")
    }
    rows = row_formset(AskedRow, extra=0, known=len(questions))
    initial = [{"question": one.question, "asked": one.asked} for one in questions]
    return rows(
        data, prefix="asked", initial=initial, form_kwargs={"known": known, "people": people}
    )


def fold_under(lessons: Iterable[Any], questions: Iterable[AskedRow]) -> list[AskedRow]:
    """Give each row of a lesson the ``questions`` of its goal; the others are returned.

    One that ``is_asked`` is shown unfolded: something is ticked there, or to be looked at again.
    """
    others = list(questions)
    for lesson in lessons:
        goal = lesson.known.goal_id if lesson.known else None
        lesson.questions = [row for row in others if goal and row.known and row.known.goal == goal]
        lesson.is_asked = any(row["was_asked"].value() or row.errors for row in lesson.questions)
        others = [row for row in others if row not in lesson.questions]
    return others
