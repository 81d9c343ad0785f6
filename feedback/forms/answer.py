"""What was said, and what I do next."""

from typing import Any

from django import forms
from django.db.models import Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.models import SUGGESTED, Company, Contact
from contacts.spoken import last_spoken
from core.forms import DateInput, KeyedForm, OwnedModelForm, today_unless_said
from core.text import fold
from feedback.models import Answer, Judgement
from learning.models import Goal, Kind

DECISIONS = (
    _("the rejection"),
    _("the offer"),
    _("going on to the next round"),
    _("no interview at all"),
)


def _suggesting(names: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": names, "autocomplete": "off"})


class AnswerForm(OwnedModelForm):
    """One short page. An unknown company, or goal, is made on the spot."""

    company_name = forms.CharField(
        label=_("Company"), max_length=200, widget=_suggesting("companies")
    )
    goal_title = forms.CharField(
        label=_("Learn something from it"),
        max_length=300,
        required=False,
        widget=_suggesting("goals"),
        help_text=_(
            "In your words: it becomes a goal, and each interview offers it where it fits."
        ),
    )
    goal_kind = forms.ChoiceField(
        label=_("Of which kind"), choices=Kind.choices, initial=Kind.CRAFT, required=False
    )

    class Meta:
        model = Answer
        fields = ["from_name", "on", "said", "about", "verdict", "apply_again_on", "refer_whom"]
        labels = {
            "from_name": _("From whom"),
            "apply_again_on": _("Apply again there on"),
            "refer_whom": _("Refer somebody there"),
        }
        help_texts = {
            "on": _("Today, unless you say another day."),
            "apply_again_on": _("It comes back to “What needs you” on that day."),
            "refer_whom": _("Whose goals would fit that place?"),
        }
        widgets = {
            "from_name": _suggesting("people"),
            "on": DateInput,
            "said": forms.Textarea(attrs={"rows": 4}),
            "about": _suggesting("decisions"),
            "verdict": forms.RadioSelect,
            "apply_again_on": DateInput,
            "refer_whom": _suggesting("people"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = False
        self.fields["verdict"].choices = [("", _("not judged yet")), *Judgement.choices]
        if self.instance.company_id:
            self.initial.setdefault("company_name", self.instance.company.name)
        if self.instance.contact and not self.instance.from_name:
            self.initial["from_name"] = self.instance.contact.name
        if self.instance.goal:
            self.initial["goal_title"] = self.instance.goal.title
            self.initial["goal_kind"] = self.instance.goal.kind

    def clean(self) -> Any:
        cleaned = super().clean()
        today_unless_said(self, "on")
        on, again = cleaned.get("on"), cleaned.get("apply_again_on")
        if on and again and again <= on:
            self.add_error("apply_again_on", _("That is not after they said it. Check both dates."))
        return cleaned

    def save(self, commit: bool = True) -> Answer:
        """The company is found by its name, or made; so is the goal; and the person is found.

        It is a word of theirs: the day on which they come up next moves.
        """
        typed, answer = self.cleaned_data, self.instance
        person = answer.contact if answer.pk else None  # whose word it was so far
        before = last_spoken(person) if person else None
        answer.company = Company.objects.find_or_make(self.owner, typed["company_name"])
        answer.belongs()
        answer.came_from(typed["from_name"])
        if not answer.goal or answer.goal.title != typed["goal_title"]:
            answer.learn(typed["goal_title"], typed["goal_kind"] or Kind.CRAFT)
        saved: Answer = super().save(commit)
        if person:
            person.spoke_otherwise(before, last_spoken(person))
        if saved.contact and saved.contact != person:
            saved.contact.spoke(saved.on)
        return saved

    @cached_property
    def suggested(self) -> dict[str, list[str]]:
        """Names for the text fields, in one statement."""
        mine: dict[str, tuple[Any, str]] = {
            "companies": (Company.objects, "name"),
            "people": (Contact.objects.kept(), "name"),
            "goals": (Goal.objects.open(), "title"),
            "decisions": (Answer.objects.exclude(about=""), "about"),
        }
        parts = [
            rows.for_user(self.owner)
            .annotate(sort=Value(sort))
            .order_by("-pk")
            .values_list("sort", column)[:SUGGESTED]
            for sort, (rows, column) in mine.items()
        ]
        found: dict[str, list[str]] = {sort: [] for sort in mine}
        for sort, name in parts[0].union(*parts[1:]):
            found[sort].append(name)
        found["decisions"] = [*map(str, DECISIONS), *found["decisions"]]
        return {sort: sorted(names, key=fold) for sort, names in found.items()}


class NewAnswerForm(KeyedForm, AnswerForm):
    pass
