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

LONGEST_PASTE = 900_000  # characters: a form's text is at most 1 MB, a file may be longer
DAY_FIRST, MONTH_FIRST = "day", "month"


class FileForm(KeyedForm, OwnedForm):
    """A file or a text, whatever it holds; ``opened`` is what was found in it."""

    file = forms.FileField(label=gettext_lazy("A file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=gettext_lazy("or paste what is in it"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    opened: recognise.Opened

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not file and not text.strip():
            self.add_error("file", _("Choose a file, or paste what is in it."))
            return cleaned
        if file and file.size > LARGEST:
            self.add_error("file", too_large())
            return cleaned
        try:
            if file:
                self.opened = recognise.opened(file.name, file.read())
            else:
                self.opened = recognise.opened(_("Pasted text"), text.encode())
        except FileProblem as problem:
            self.add_error("file" if file else "text", ValidationError(str(problem)))
        return cleaned


def too_large() -> str:
    return _("It is larger than %(most)s MB. Split it, and bring the parts in turn.") % {
        "most": LARGEST // 1024**2
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
