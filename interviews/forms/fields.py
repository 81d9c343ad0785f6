"""Fields that the forms of this room share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import PlainForm
from core.http import is_id

NEW_ROWS = 60  # more at once is no person typing
SCALE = [(str(n), str(n)) for n in range(1, 6)]


class ScaleField(forms.TypedChoiceField):
    """1 (calm) to 5 (very anxious), or nothing: five radio buttons for a thumb."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=SCALE, coerce=int, empty_value=None, required=False, **kwargs)


class Row(PlainForm, forms.Form):
    """One row of a repeated part; an untouched extra row counts as nothing."""

    use_required_attribute = False

    def forget(self, *names: str) -> None:
        """Take these fields as not posted."""
        self.data = self.data.copy()
        for name in names:
            self.data.pop(self.add_prefix(name), None)


def row_of(form: Row, name: str, rows: dict[int, Any]) -> Any:
    """The row that a form is about: by the id it was sent with, whatever stands there now."""
    pk = form.data.get(form.add_prefix(name), "") if form.is_bound else form.initial.get(name, "")
    return rows.get(int(pk)) if is_id(str(pk)) else None


class Rows(forms.BaseFormSet):
    def clean(self) -> None:
        """No browser sends fewer rows than the page showed, or one of them twice."""
        if self.total_form_count() < self.initial_form_count():
            raise ValidationError(_("Part of this page did not arrive. Save it again."))
        known = [form.known.pk for form in self if getattr(form, "known", None)]
        if len(known) != len(set(known)):
            raise ValidationError(_("Part of this page arrived twice. Open it again."))

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What was typed, of the rows in which something was."""
        return [form.cleaned_data for form in self if form.cleaned_data]


def row_formset(row: type[Row], *, extra: int, known: int = 0) -> Any:
    """Rows of ``row``: ``known`` ones, and ``extra`` empty ones for a page without JavaScript."""
    most = known + NEW_ROWS
    return forms.formset_factory(
        row, formset=Rows, extra=extra, max_num=most, absolute_max=most, validate_max=True
    )
