"""What the tests of people have in common."""

from accounts.models import User
from contacts.models import Company, Contact
from core.ownership import acting_as
from tests.people import Person


def text_of(person: Person, url: str) -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def make_companies(owner: User, count: int) -> list[Company]:
    rows = [Company(owner=owner, name=f"Acme {n}", sort_key=f"acme {n:05}") for n in range(count)]
    with acting_as(owner):
        return Company.objects.bulk_create(rows)


def preview_of(kept: Contact | Company, other: Contact | Company) -> str:
    room = "people" if isinstance(kept, Contact) else "companies"
    return f"/{room}/{kept.pk}/merge/preview/?with={other.pk}"
