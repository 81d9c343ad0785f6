"""Whom do I know there? Beside the company of a new interview."""

from typing import Any

from django.http import HttpRequest

from contacts.models import people_at
from contacts.there import AT_MOST, There, there_as_typed, there_of

BUTTON = "there"  # pressed where no script asks by itself; it saves nothing


def with_people_there(rows: Any, company: str) -> Any:
    """Add whom I know at the company that ``company`` names; in the same statement."""
    return rows.annotate(**people_at(company, AT_MOST))


def only_asked(request: HttpRequest) -> dict[str, Any] | None:
    """What was typed, where the button asked and nothing is to be saved."""
    return request.POST.dict() if BUTTON in request.POST else None


def there(request: HttpRequest, name: str, known: Any) -> There:
    """``known`` is the row that brought the company along, ``with_people_there``."""
    if request.method == "POST" or not known:
        return there_as_typed(request.user, request.POST)
    return there_of(name, known)
