from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.details import tidy_links
from contacts.models import SUGGESTED, Company, Contact
from core.forms import FilterForm, KeyedForm, OwnedModelForm


class ContactForm(OwnedModelForm):
    """A person in one short form: a name is enough, and the rest waits under More."""

    FIRST = ("name", "company", "title")

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )

    class Meta:
        model = Contact
        fields = ["name", "title", "email", "phone", "links", *Contact.REASONS, "notes"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "links": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, instance: Contact | None = None, **kwargs: Any) -> None:
        now_at = instance.company.name if instance and instance.company else ""
        initial = {"company": now_at, **kwargs.pop("initial", {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean_links(self) -> str:
        return tidy_links(self.cleaned_data["links"])

    def save(self, commit: bool = True) -> Contact:
        """The company is found by its name, or made."""
        name = self.cleaned_data["company"]
        self.instance.company = Company.objects.find_or_make(self.owner, name) if name else None
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

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    reason = forms.ChoiceField(label=_("Why call them"), required=False)
    company = forms.ChoiceField(label=_("Company"), required=False)
    archived = forms.ChoiceField(
        label=_("Which"), required=False, choices=[("", _("in touch")), ("yes", _("archived"))]
    )

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", _("any reason")),
            *Contact.reason_choices(),
        ]
        # Read once, for the choice and its check alike. Beyond so many, the search finds them.
        there = Company.objects.for_user(owner).filter(contacts__isnull=False).distinct()
        names = there.in_order().values_list("id", "name", "sort_key")[:SUGGESTED]
        self.fields["company"].choices = [
            ("", _("any company")),
            *((str(pk), name) for pk, name, key in names),
        ]


class CompanyForm(OwnedModelForm):
    class Meta:
        model = Company
        fields = ["name", "website", "notes"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }


class NewCompanyForm(KeyedForm, CompanyForm):
    pass


class CompanyFilterForm(FilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
