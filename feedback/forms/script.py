"""A script's words."""

from django import forms
from django.utils.translation import gettext as _

from core.forms import KeyedForm, OwnedModelForm
from feedback.filling import PLACES, unknown_places
from feedback.forms.letter import one_line
from feedback.models import Script


class ScriptForm(OwnedModelForm):
    """An edit of one of my own making. What it is for stays."""

    class Meta:
        model = Script
        fields = ["name", "subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def clean_subject(self) -> str:
        return one_line(self.cleaned_data["subject"])

    @property
    def text(self) -> dict[str, str]:
        """Subject and body as they stand in the form, for its preview."""
        return {name: str(self[name].value() or "") for name in ("subject", "body")}

    @property
    def warning(self) -> str:
        """Kindly, of what looks like a place to fill and is none; it is saved all the same."""
        unknown = unknown_places("\n".join(self.text.values()))
        if not unknown:
            return ""
        return _("%(unknown)s stays in the letter as it is. What gets filled in: %(known)s.") % {
            "unknown": ", ".join(unknown[:5]),
            "known": ", ".join(f"[{place}]" for place in PLACES),
        }


class NewScriptForm(KeyedForm, ScriptForm):
    class Meta(ScriptForm.Meta):
        fields = ["kind", *ScriptForm.Meta.fields]


class ShippedForm(ScriptForm):
    """My wording in place of a shipped one, which goes by its kind."""

    class Meta(ScriptForm.Meta):
        fields = ["subject", "body"]


class NewShippedForm(KeyedForm, ShippedForm):
    """The first time that a shipped one is changed. Its kind is checked too: it may be the second
    time by now, in another tab.
    """

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"kind", "is_shipped"}
