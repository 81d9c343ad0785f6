"""A person, and whom to list."""

from typing import Any

from django import forms
from django.db.models import Case, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.details import tidy_links
from contacts.models import CADENCES, LONGEST_CADENCE, SUGGESTED, Company, Contact
from core.forms import DateInput, FilterForm, KeyedForm, OwnedModelForm
from core.http import is_id

CADENCE_RANGE = _("Keep in touch every 1 to 730 days.")


class IntroducerField(forms.ModelChoiceField):
    """One of my people, told apart by where they work."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.works})" if obj.works else obj.name


class ContactForm(OwnedModelForm):
    """A person in one short form: a name is enough, and the rest waits under More."""

    FIRST = ("name", "company", "title")

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    introduced_by = IntroducerField(
        label=_("Introduced by"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("nobody"),
        error_messages={"invalid_choice": _("Choose somebody else among your people.")},
    )
    keep_in_touch_days = forms.TypedChoiceField(
        label=_("Keep in touch"), required=False, coerce=int, empty_value=None
    )
    other_days = forms.IntegerField(
        label=_("Or every so many days"),
        required=False,
        min_value=1,
        max_value=LONGEST_CADENCE,
        error_messages={"min_value": CADENCE_RANGE, "max_value": CADENCE_RANGE},
    )

    class Meta:
        model = Contact
        fields = [
            "name", "title", "email", "phone", "links", *Contact.REASONS, "where_we_met",
            "introduced_by", "keep_in_touch_days", "next_on", "notes",
        ]  # fmt: skip
        help_texts = {"next_on": _("Left alone, it follows from how often you keep in touch.")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "links": forms.Textarea(attrs={"rows": 2}),
            "next_on": DateInput,
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, instance: Contact | None = None, **kwargs: Any) -> None:
        now_at = instance.company.name if instance and instance.company else ""
        initial = {"company": now_at, **kwargs.pop("initial", {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        people = Contact.objects.for_user(self.owner).who_may_introduce(self.instance)
        self.fields["introduced_by"].queryset = people
        every = self.instance.keep_in_touch_days
        offered = [("", _("when it fits")), *CADENCES]
        if every and every not in dict(CADENCES):
            offered.append((every, self.instance.cadence))
        self.fields["keep_in_touch_days"].choices = offered

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("other_days"):
            cleaned["keep_in_touch_days"] = cleaned["other_days"]
        return cleaned

    def clean_links(self) -> str:
        return tidy_links(self.cleaned_data["links"])

    def save(self, commit: bool = True) -> Contact:
        """The company is found by its name, or made."""
        name = self.cleaned_data["company"]
        self.instance.company = Company.objects.find_or_make(self.owner, name) if name else None
        cadence_is_new = {"keep_in_touch_days", "other_days"} & set(self.changed_data)
        if cadence_is_new and "next_on" not in self.changed_data:
            self.instance.count_from_last(timezone.localdate())
        contact: Contact = super().save(commit)
        return contact

    # --- For the page ---

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def more(self) -> dict[str, list[forms.BoundField]]:
        return {
            "reach": [self[name] for name in ("email", "phone", "links")],
            "reasons": [self[name] for name in Contact.REASONS],
            "met": [self[name] for name in ("where_we_met", "introduced_by")],
            "cadence": [self[name] for name in ("keep_in_touch_days", "other_days")],
            "next": [self["next_on"]],
            "notes": [self["notes"]],
        }

    @property
    def more_is_open(self) -> bool:
        """There is something to see or to mend under More."""
        return bool(self.instance.pk or set(self.errors) - {*self.FIRST, "__all__"})

    @cached_property
    def company_names(self) -> list[str]:
        return Company.objects.for_user(self.owner).suggested_names()


class NewContactForm(KeyedForm, ContactForm):
    pass


class ContactFilterForm(FilterForm):
    """Whom to list. Anything else in the address is ignored."""

    WHICH = (
        ("", _("in touch")),
        ("overdue", _("to call by today")),
        ("unwritten", _("no word since you met")),
        ("archived", _("archived")),
    )

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    reason = forms.ChoiceField(label=_("Why call them"), required=False)
    company = forms.ChoiceField(label=_("Company"), required=False)
    which = forms.ChoiceField(label=_("Which"), required=False, choices=WHICH)

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", _("any reason")),
            *Contact.reason_choices(),
        ]
        # Read once, for the choice and its check alike; the chosen one is among them however many
        # there are. Beyond so many, the search finds the others.
        chosen = self.data.get("company", "")
        first = [Case(When(pk=chosen, then=0), default=1)] if is_id(chosen) else []
        there = Company.objects.for_user(owner).with_somebody()
        names = there.order_by(*first, "sort_key", "id").values_list("id", "name")[:SUGGESTED]
        self.fields["company"].choices = [
            ("", _("any company")),
            *((str(pk), name) for pk, name in names),
        ]
