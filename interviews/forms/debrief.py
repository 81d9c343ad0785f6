"""The debrief: whom I met, what I learned, how it felt."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from core.forms import KeyedForm, OwnedForm, OwnedModelForm, PlainForm
from interviews.forms.fields import Row, ScaleField, row_formset, row_of
from interviews.models import Interview, Lesson, Meeting


def _one_line(**attrs: str) -> forms.TextInput:
    """A line for a thumb: the keyboard's Enter goes on to the next (static/js/drafts.js)."""
    return forms.TextInput({"autocomplete": "off", "enterkeyhint": "next", **attrs})


class _PersonFields(PlainForm, forms.Form):
    """What a debrief keeps of one person."""

    # With a placeholder the stylesheet sees whether a name is there (static/css/debrief.css).
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        widget=_one_line(autocapitalize="words", spellcheck="false", placeholder=" "),
    )
    role = forms.CharField(
        label=_("Role"),
        max_length=200,
        required=False,
        widget=_one_line(autocapitalize="sentences"),
    )
    interesting = forms.BooleanField(label=_("Interesting conversation"), required=False)
    got_details = forms.BooleanField(label=_("Got contact details"), required=False)
    details = forms.CharField(
        label=_("E-mail, phone or link"),
        max_length=300,
        required=False,
        widget=_one_line(inputmode="email", autocapitalize="none", spellcheck="false"),
    )
    reasons = forms.MultipleChoiceField(
        label=_("Why keep in touch"),
        choices=Contact.reason_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    talked_about = forms.CharField(
        label=_("Talked about"),
        max_length=1_000,
        required=False,
        widget=_one_line(autocapitalize="sentences"),
    )

    def facts(self) -> dict[str, Any]:
        """What ``Meeting.happened`` takes."""
        names = ("interesting", "got_details", "details", "reasons", "talked_about")
        return {name: self.cleaned_data[name] for name in names}


class PersonRow(_PersonFields, Row):
    """A planned person with a tick, or someone else by name."""

    meeting = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # What was ticked when the page was shown: only that can be taken away here.
    reasons_shown = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    met = forms.BooleanField(label=_("Met"), required=False)

    def __init__(self, *args: Any, meetings: dict[int, Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vanished = False
        self.known = row_of(self, "meeting", meetings)
        self.initial = _facts_of(self.known) if self.known else {}
        if self.is_bound and not self.known:
            # Left the interview meanwhile: someone else, then, if the tick says so.
            self.vanished = bool(self.data.get(self.add_prefix("meeting")))
            kept = ("met", "details", "talked_about")
            blank = not any(self.data.get(self.add_prefix(name)) for name in kept)
            self.forget(*(self.fields if self.vanished and blank else ["meeting"]))

    def clean_meeting(self) -> Meeting | None:
        return self.known

    def clean(self) -> Any:
        super().clean()
        answer = self.cleaned_data
        if answer.get("meeting"):
            # What hangs under a tick is folded away without it: only words typed now are a doubt.
            new_words = "talked_about" in self.changed_data and answer.get("talked_about")
            typed = answer.get("details") or new_words
            if typed and not answer.get("met"):
                self.add_error(
                    "met", _("You wrote about this conversation. Set the tick to keep it.")
                )
        elif "meeting" not in self.errors and "name" not in self.errors:
            typed = any(answer.get(name) for name in _PersonFields.base_fields)
            if typed and not answer.get("name"):
                self.add_error("name", _("Whom did you meet? Add a name, however short."))
            answer["met"] = bool(answer.get("name"))
        return answer

    def facts(self) -> dict[str, Any]:
        shown = set(self.cleaned_data["reasons_shown"].split(","))
        dropped = (shown - set(self.cleaned_data["reasons"])) & set(Contact.REASONS)
        return {**super().facts(), "dropped": dropped}


class LessonRow(Row):
    """A planned goal, or something else."""

    lesson = forms.IntegerField(required=False, widget=forms.HiddenInput)
    learned = forms.CharField(
        label=_("What I learned"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lessons: dict[int, Lesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = row_of(self, "lesson", lessons)
        self.initial = (
            {"lesson": self.known.pk, "learned": self.known.learned} if self.known else {}
        )
        if self.is_bound and not self.known:
            self.forget("lesson")

    def clean_lesson(self) -> Lesson | None:
        return self.known


def _facts_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the fields of its row."""
    reasons = meeting.contact.reason_names if meeting.contact else []
    return {
        "meeting": meeting.pk,
        "name": meeting.name,
        "role": meeting.role,
        "met": meeting.met,
        "interesting": meeting.interesting,
        "got_details": meeting.got_details,
        "talked_about": meeting.talked_about,
        "reasons": reasons,
        "reasons_shown": ",".join(reasons),
    }


class DebriefForm(KeyedForm, OwnedModelForm):
    anxiety_before = ScaleField(label=_("Before"))
    anxiety_after = ScaleField(label=_("After"))
    has_rows = True

    class Meta:
        model = Interview
        fields = ["anxiety_before", "anxiety_after", "reflection"]
        labels = {"reflection": _("Anything else")}
        widgets = {"reflection": forms.Textarea(attrs={"rows": 2})}

    def feelings(self) -> dict[str, Any]:
        """What ``Interview.debrief`` takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def note_rows(self, people: Any, lessons: Any, questions: Any) -> None:
        """After a conflict, add the rows that differ from what is saved now."""
        if self.status != HTTPStatus.CONFLICT:
            return
        yes, no = str(_("met")), str(_("not met"))
        for row in people:
            if row.vanished and row.data.get(row.add_prefix("name")):
                name = row.data[row.add_prefix("name")]
                self.conflicts.append((name, str(_("no longer in the interview")), yes))
            if row.known and "met" in row.changed_data:
                mine = yes if row.cleaned_data.get("met") else no
                self.conflicts.append((row.known.name, yes if row.known.met else no, mine))
        for row in lessons:
            if row.known and "learned" in row.changed_data:
                label = row.known.plan or str(_("What I learned"))
                mine = row.cleaned_data.get("learned", "")
                self.conflicts.append((label, row.known.learned, mine))
        for row in questions:
            if {"was_asked", "answer"} & set(row.changed_data):
                self.conflicts.append((row.words, *row.both_versions()))


def people_rows(meetings: Iterable[Meeting], data: Any = None) -> Any:
    known = {meeting.pk: meeting for meeting in meetings}
    rows = row_formset(PersonRow, extra=2, known=len(known))
    initial = [{"meeting": pk} for pk in known]
    return rows(data, prefix="people", initial=initial, form_kwargs={"meetings": known})


def lesson_rows(lessons: Iterable[Lesson], data: Any = None) -> Any:
    known = {lesson.pk: lesson for lesson in lessons}
    rows = row_formset(LessonRow, extra=1, known=len(known))
    initial = [{"lesson": pk} for pk in known]
    return rows(data, prefix="lessons", initial=initial, form_kwargs={"lessons": known})


class _InterviewField(forms.ModelChoiceField):
    def label_from_instance(self, interview: Any) -> str:
        when = date_format(timezone.localtime(interview.starts_at), "SHORT_DAY_FORMAT")
        company = interview.application.company.name
        return f"{company}, {interview.get_kind_display()}, {when}"


class MeetForm(KeyedForm, _PersonFields, OwnedForm):
    """Someone I just met: one short form, with the interview it was in."""

    interview = _InterviewField(
        label=_("Interview"), queryset=Interview.objects.none(), empty_label=None
    )
    field_order = ["name", "role", "interview"]

    def __init__(self, *args: Any, interviews: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interview"].queryset = interviews
        self.fields["name"].required = True
