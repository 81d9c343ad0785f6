"""Choosing a file, and saying what it leaves open."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import FileProblem
from core.forms import KeyedForm, OwnedForm, PlainForm
from transfer import formats, recognise, staging
from transfer.models import Import
from transfer.unpacking import LARGEST

MB = 1024**2
LONGEST_PASTE = 1_000_000  # bytes: those of a whole form are 1 MB at most, a file may be longer
DAY_FIRST, MONTH_FIRST = "day", "month"


class FileForm(KeyedForm, OwnedForm):
    """A file or a text, whatever it holds; ``opened`` is what was found in it."""

    file = forms.FileField(
        label=gettext_lazy("Choose a file, or drop it here"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "LinkedIn, Google, Outlook, Huntr, Simplify, Teal, JobSync, a list of your own as CSV,"
            " vCards, an invite, your archive from here, or a zip with several of them."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("or paste what is in it"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    opened: recognise.Opened

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise ValidationError(too_large())
        return file

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > LONGEST_PASTE:
            raise ValidationError(too_large(LONGEST_PASTE))
        return text

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if self.errors:
            if file:  # what was typed is shown again; a file is not
                self.add_error("file", _("Choose the file again."))
        elif file and text:
            self.add_error("text", _("You chose a file too. Bring one after the other."))
        elif file:
            self._open("file", file.name, file.read())
        elif text:
            self._open("text", _("Pasted text"), cleaned["text"].encode())
        else:
            self.add_error("file", _("Choose a file, or paste what is in it."))
        return cleaned

    def _open(self, field: str, name: str, data: bytes) -> None:
        try:
            self.opened = recognise.opened(name, data)
        except FileProblem as problem:
            self.add_error(field, ValidationError(str(problem)))


def too_large(most: int = LARGEST) -> str:
    return _("It is larger than %(most)s MB. Split it, and bring the parts in turn.") % {
        "most": round(most / MB)
    }


class DaysForm(PlainForm, forms.Form):
    day_first = forms.ChoiceField(
        label=gettext_lazy("How are its dates written?"),
        widget=forms.RadioSelect,
        choices=[
            (DAY_FIRST, gettext_lazy("Day first: 03/04/2026 is 3 April")),
            (MONTH_FIRST, gettext_lazy("Month first: 03/04/2026 is 4 March")),
        ],
    )


def questions(file: Import, data: Any = None) -> Any:
    """The form with what this file leaves open: its dates, and columns nobody knows."""
    fields: dict[str, forms.Field] = {}
    words = formats.format_of(file.format).fields() if file.columns else {}
    offered = [("", _("leave it out")), *words.items()]
    for n, header in enumerate(staging.open_columns(file)):
        fields[f"column_{n}"] = forms.ChoiceField(
            label=header, choices=offered, required=False, initial=file.mapping.get(header, "")
        )
    bases = (DaysForm,) if file.is_ambiguous else (PlainForm, forms.Form)
    initial = {}
    if file.day_first is not None:
        initial["day_first"] = DAY_FIRST if file.day_first else MONTH_FIRST
    return type("Questions", bases, fields)(data, initial=initial)


def answers(form: Any) -> tuple[bool | None, dict[str, str]]:
    """What was said: whether the day is first, and where each column goes."""
    said = form.cleaned_data
    mapping = {
        str(form.fields[name].label): value
        for name, value in said.items()
        if name.startswith("column_")
    }
    return (said["day_first"] == DAY_FIRST if "day_first" in said else None), mapping
