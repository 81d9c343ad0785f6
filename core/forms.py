"""Forms that know whose they are.

``OwnedModelForm`` sets the owner before it validates, so uniqueness within the owner is a message
and not a crash, and offers only the owner's rows in every choice. ``VersionedModelForm`` under it
notices an edit made from an old copy. ``KeyedForm`` is the part a form needs that creates
something (``core.http.once``).
"""

import unicodedata
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from core.http import read_form_key
from core.ownership import OwnedQuerySet
from core.text import in_a_row

BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that show nothing
NO_CHARS = "\ufffe\uffff"
FIRST_YEAR, LAST_YEAR = 1950, 2150  # beyond them a date is a slip of the finger


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def check_plain(value: object) -> None:
    """Refuse what no keyboard types and no page can show, and years out of anyone's career."""
    if isinstance(value, str) and any(map(_cannot_be_shown, value)):
        raise ValidationError(
            _("This has characters in it that cannot be shown. Retype it, or paste as plain text.")
        )
    if isinstance(value, str) and value.strip() and not any(map(is_visible, value)):
        raise ValidationError(_("Nothing of this can be seen. Type it anew."))
    if isinstance(value, date | datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(_("Check the year: it is %(year)s."), params={"year": value.year})


def _cannot_be_shown(char: str) -> bool:
    """Control characters, and what is no character at all: XML, and so a picture, has neither."""
    return (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\r\n") or char in NO_CHARS


def is_visible(char: str) -> bool:
    """A letter, number, mark, sign or emoji, but none of those that show nothing."""
    return unicodedata.category(char)[0] in "LNPS" and char not in BLANK


class PlainForm(forms.BaseForm):
    """What cannot be shown, or is in no sane year, is refused field by field."""

    data: Any
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            try:
                check_plain(value)
            except ValidationError as problem:
                self.add_error(name, problem)


class FilterForm(PlainForm, forms.Form):
    """What a list shows, from the address. What makes no sense there is left out, not refused."""

    def chosen(self) -> dict[str, Any]:
        """The filters that make sense, by name."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OwnedForm(PlainForm, forms.Form):
    """A form of one person. ``owner`` is required, and is never taken from what was posted."""

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)
        offer_own_rows(self, owner)


class KeyedForm(PlainForm):
    """Mixed into a form that creates: refuses a missing or stale key, keeping what was typed."""

    owner: Any

    def clean(self) -> Any:
        cleaned = super().clean()
        if read_form_key(self.data.get("form_key"), self.owner.pk) is None:
            self.add_error(
                None,
                ValidationError(
                    _(
                        "This page was sent before, or open for too long."
                        " What you typed is still here: save again."
                    ),
                    code="form_key",
                ),
            )
        return cleaned


class VersionedModelForm(PlainForm, forms.ModelForm):
    """A model form that notices an edit made from an old copy.

    The page carries the ``version`` that the person saw. Where somebody saved meanwhile,
    ``conflicts`` lists (label, saved meanwhile, typed here) for each field that differs, and
    ``status`` is 409: the page shows both and the next save decides. A form that stands above rows
    of its own says ``has_rows``: they may differ where its fields do not.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    has_rows = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.conflicts: list[tuple[str, str, str]] = []
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    @property
    def status(self) -> int:
        """The HTTP status that the page with this form answers with."""
        return 409 if self.has_error(NON_FIELD_ERRORS, "conflict") else 200

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("version") != self.instance.version:
            self._notice_conflict()
        return cleaned

    def _notice_conflict(self) -> None:
        shown = {field.name for field in self.visible_fields()}
        changed = [name for name in self.changed_data if name in shown]
        if not changed and not self.has_rows:
            return  # the same form sent twice, or nothing typed: nothing can be lost
        for name in changed:
            saved = self.get_initial_for_field(self.fields[name], name)
            mine = self.cleaned_data.get(name)
            label = str(self.fields[name].label)
            self.conflicts.append((label, _as_text(self, name, saved), _as_text(self, name, mine)))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(self.instance.version)
        self.add_error(
            None,
            ValidationError(
                _(
                    "This was changed elsewhere since you opened it. Both versions are here;"
                    " save again to keep yours."
                ),
                code="conflict",
            ),
        )


class OwnedModelForm(VersionedModelForm):
    """A versioned model form of one person, who owns what it makes."""

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)
        self.instance.owner = owner
        offer_own_rows(self, owner)

    def _get_validation_exclusions(self) -> set[str]:
        """Keep ``owner`` in validation, or every uniqueness within the owner would be skipped."""
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"owner"}


def offer_own_rows(form: PlainForm, owner: Any) -> None:
    """Let every choice of rows in ``form`` be one among the owner's own."""
    for field in form.fields.values():
        rows = getattr(field, "queryset", None)
        if isinstance(rows, OwnedQuerySet):
            field.queryset = rows.for_user(owner)


def _as_text(form: PlainForm, name: str, value: Any) -> str:
    """A field's value as the page shows it, choices by their labels."""
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if isinstance(value, datetime):
            value = timezone.localtime(value)
        return "" if value is None else str(formats.localize(value))
    several = isinstance(value, list | tuple | models.QuerySet)
    chosen = {str(getattr(one, "pk", one)) for one in (value if several else [value])}
    return in_a_row(label for key, label in choices if str(key) in chosen)


def today_unless_said(form: PlainForm, name: str) -> None:
    """The day something was said or ended: today where none is given, and none to come."""
    if name in form.errors:
        return
    today = timezone.localdate()
    form.cleaned_data[name] = form.cleaned_data.get(name) or today
    if form.cleaned_data[name] > today:
        form.add_error(name, _("That day is still to come. Check the date."))
