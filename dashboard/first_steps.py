"""The first steps of a new account: you, one interview, and two goals for it.

They compose what the rooms below have, and store nothing but that they are over
(``User.settled_in_at``).
"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import KeyedForm, OwnedForm
from interviews.fits import kind_of_new_goal
from interviews.models import Interview
from learning.models import Goal
from learning.models import Kind as GoalKind


def are_over(user: Any) -> bool:
    """Done or skipped; and whoever only looks around in the sample story has none."""
    return bool(user.settled_in_at or user.is_sample)


def finish(user: Any, now: datetime) -> None:
    user.settle_in(now)


class FirstGoalsForm(KeyedForm, OwnedForm):
    """Someone to meet and something to learn; without an interview only what to learn."""

    meet = forms.CharField(
        label=_("Someone to meet"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A name, or only what they do: “whoever leads the team”."),
    )
    learn = forms.CharField(
        label=_("Something to learn"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A question you are curious about, or a thing to try."),
    )

    def __init__(self, *args: Any, interview: Interview | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        if not interview:
            del self.fields["meet"]

    def save(self) -> None:
        meet, learn = self.cleaned_data.get("meet"), self.cleaned_data["learn"]
        kind = kind_of_new_goal(self.interview) if self.interview else GoalKind.CRAFT
        goal = Goal.objects.find_or_make(self.owner, learn, kind) if learn else None
        if not self.interview:
            return
        if meet:
            self.interview.plan_to_meet(meet)
        if goal:
            self.interview.plan_to_learn(goal)
        self.interview.has_changed()
