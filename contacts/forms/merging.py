"""What stays of two that become one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.merging import KEPT, OTHER, Line, Sort, lines, notes_of
from core.forms import FilterForm, KeyedForm, OwnedForm


class MergeSearchForm(FilterForm):
    """Which other one is it?"""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)


class MergeForm(KeyedForm, OwnedForm):
    """A choice for each field of which only one value can stay; the kept row's unless chosen.

    The page carries the version of both. Where one was saved meanwhile, ``status`` is 409, and the
    page shows both as they are now.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    other_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sort: Sort, kept: Any, other: Any, **kwargs: Any) -> None:
        self.sort, self.kept, self.other = sort, kept, other
        seen = {"version": kept.version, "other_version": other.version}
        super().__init__(*args, initial=seen, **kwargs)
        for line in self.lines:
            if line.clashes:
                self.fields[line.name] = _choice(line)

    @cached_property
    def lines(self) -> list[Line]:
        return lines(self.sort, self.kept, self.other)

    @property
    def rows(self) -> list[tuple[Line, forms.BoundField | None]]:
        """Each line with its choice, where it has one."""
        return [(line, self[line.name] if line.clashes else None) for line in self.lines]

    @property
    def status(self) -> int:
        return 409 if self.has_error("__all__", "conflict") else 200

    def choices(self) -> dict[str, str]:
        """Whose value stays, for each field that has a choice; the kept row's if nobody says."""
        asked = [line.name for line in self.lines if line.clashes]
        return {name: self.cleaned_data.get(name) or KEPT for name in asked}

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(name) != self.initial[name] for name in ("version", "other_version")):
            self._notice_conflict()
        elif not self.errors and self._is_too_long():
            raise ValidationError(
                _("Together their notes are too long to be edited. Shorten one of them first.")
            )
        return cleaned

    def _notice_conflict(self) -> None:
        """Show both as they are now; what was chosen stays, where it is still to be chosen."""
        chosen = {line.name: KEPT for line in self.lines if line.clashes}
        self.data = {**chosen, **self.data.dict(), **self.initial}
        self.add_error(
            None,
            ValidationError(
                _(
                    "One of them was changed since you opened this page. Here is how both are now:"
                    " have a look, and merge again."
                ),
                code="conflict",
            ),
        )

    def _is_too_long(self) -> bool:
        limit = self.kept._meta.get_field("notes").max_length
        return bool(len(notes_of(self.sort, self.kept, self.other, self.choices())) > limit)


def _choice(line: Line) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=line.label,
        choices=[(KEPT, line.kept), (OTHER, line.other)],
        initial=KEPT,
        required=False,
        widget=forms.RadioSelect,
    )
