"""What an invite does not say: which application it is a round of, and of what kind."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import loaded
from core.forms import OwnedForm
from interviews.guessing import Guesses, kind_of
from interviews.models import Application, Kind
from interviews.records import InviteRecord


class InviteWordsForm(OwnedForm):
    """``initial`` is a record as it is kept between the preview and the import."""

    application = forms.ModelChoiceField(
        label=gettext_lazy("Application"),
        queryset=Application.objects.none(),
        required=False,
        empty_label=gettext_lazy("another one"),
    )
    company = forms.CharField(label=gettext_lazy("Company"), max_length=200, required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        record = loaded(InviteRecord, initial)
        place = Guesses(kwargs["owner"]).place(record)
        guessed = {"application": place.application, "company": place.company, "role": place.role}
        super().__init__(*args, initial={**guessed, "kind": kind_of(record)}, **kwargs)
        open_ones = Application.objects.for_user(self.owner).open()
        self.fields["application"].queryset = open_ones.select_related("company").order_by(
            "company__sort_key", "role_key", "id"
        )

    @staticmethod
    def is_for(record: dict[str, Any]) -> bool:
        """Nothing more is to be said of what is called off."""
        return not record.get("cancelled")

    def clean(self) -> Any:
        """As the record keeps them."""
        cleaned = super().clean() or self.cleaned_data
        application = cleaned.get("application")
        if application:
            cleaned["company"], cleaned["role"] = application.company.name, application.role
        elif not {"application", "company", "role"} & self.errors.keys():
            missing = [name for name in ("company", "role") if not cleaned.get(name)]
            for name in missing[:1]:
                self.add_error(name, _("Choose an application, or type company and role."))
        cleaned["application"] = application.pk if application else None
        return cleaned
