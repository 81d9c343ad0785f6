"""Whom do I know there? By the company's exact name, case aside: those of now, and those before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from contacts.forms.companies import ThereForm
from contacts.models import Company

AT_MOST = 20  # people shown beside a form; the company's page has them all


@dataclass(frozen=True)
class There:
    """The answer, for ``contacts/_there.html``; nothing was asked where there is no ``name``."""

    name: str = ""
    people: list[dict[str, Any]] = field(default_factory=list)
    people_before: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""  # the company's page, if it is among mine


def there_as_typed(user: Any, typed: Mapping[str, Any]) -> There:
    """The answer for the ``company`` of what was sent. What is no name asks nothing."""
    name = ThereForm(MultiValueDict({"company": [typed.get("company", "")]})).chosen()
    if not name:
        return There()
    mine = Company.objects.for_user(user).named(name["company"])
    company = mine.with_people(AT_MOST).first()
    if not company:
        return There(name["company"])
    return there_of(company.name, company, company.get_absolute_url())


def there_of(name: str, row: Any, url: str = "") -> There:
    """The answer that ``row`` brought along (``contacts.models.people_at``)."""
    return There(name, row.people, row.people_before, url)
