"""Companies: add, edit, look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Company
from core.forms import FilterForm, KeyedForm, OwnedModelForm


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


class ThereForm(FilterForm):
    """At which company? What no company could be called is nobody's name."""

    company = forms.CharField(
        label=_("Company"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
