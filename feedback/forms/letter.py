"""A letter's words, when it was sent, and why it is not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, KeyedForm, OwnedForm, OwnedModelForm, PlainForm, today_unless_said
from feedback.models import Letter

NO_REASON = _("Say why, in a word or two. It is for you alone.")


def check_one_address(value: str) -> None:
    """One person at a time, and nothing that would add another line to a mail's head."""
    if value.count("@") > 1 or any(mark in value for mark in ",;"):
        raise ValidationError(_("A letter goes to one person: write one address."))
    try:
        validate_email(value)
        value.rpartition("@")[2].encode("idna")  # as it is written in a mail's head
    except (ValidationError, UnicodeError) as problem:
        words = _("This is not an e-mail address. Write it like priya@example.com.")
        raise ValidationError(words) from problem


class OneAddressField(forms.EmailField):
    default_validators = [check_one_address]

    def __init__(self, **kwargs: Any) -> None:
        # Over-long is over-long once: the model says it of what is an address at all.
        super().__init__(**{**kwargs, "max_length": None})


def one_line(value: str) -> str:
    """A mail's head has a line for each of these: another one in it could say anything."""
    if len(value.splitlines()) > 1:
        raise ValidationError(_("This must be a single line."))
    return " ".join(value.split())


class LetterForm(KeyedForm, OwnedModelForm):
    """The letter, as it is going to be sent."""

    class Meta:
        model = Letter
        fields = ["to_name", "to_email", "subject", "body"]
        field_classes = {"to_email": OneAddressField}
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def clean_to_name(self) -> str:
        return one_line(self.cleaned_data["to_name"])

    def clean_subject(self) -> str:
        return one_line(self.cleaned_data["subject"])

    def save(self, commit: bool = True) -> Letter:
        """What was a gap and is known by now is filled in on the way."""
        letter: Letter = super().save(commit=False)
        letter.fill_gaps()
        if commit:
            letter.save()
        return letter


class NewLetterForm(LetterForm):
    """A letter not saved yet. Meanwhile it may be begun, or even sent, in another tab."""

    # The latest letter about the same when the page was made.
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        latest = self.initial["after"]
        if cleaned.get("after") != latest:
            self.data = self.data.copy()
            self.data["after"] = latest
            self.add_error(None, _(
                "You wrote such a letter in another tab since. What you typed is still here: save"
                " again if this is another one."
            ))  # fmt: skip
        return cleaned


class SentForm(PlainForm, forms.Form):
    """When I sent it."""

    on = forms.DateField(label=_("On"), required=False, widget=DateInput)

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        today_unless_said(self, "on")
        return cleaned


class SkipForm(OwnedForm):
    """Why a letter is not going to be sent: a quick pick, or words of one's own."""

    REASONS = [
        ("nobody", _("There is nobody to write to")),
        ("rather_not", _("I would rather not")),
        ("spoke", _("We already spoke")),
        ("other", _("Something else")),
    ]
    reason = forms.ChoiceField(
        label=_("Why?"), choices=REASONS, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(label=_("In your words"), max_length=300, required=False)

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.because:
            name = "words" if cleaned.get("reason") == "other" else "reason"
            self.add_error(name, NO_REASON)
        return cleaned

    @property
    def because(self) -> str:
        """The reason as it is kept: my own words, where there are some."""
        picked = self.cleaned_data.get("reason", "")
        label = "" if picked == "other" else str(dict(self.REASONS).get(picked, ""))
        return self.cleaned_data.get("words", "") or label
