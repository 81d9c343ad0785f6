"""Whatever is known of two people, and whichever values stay: nothing is lost, and it is undone."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.merging import PEOPLE, merge
from contacts.models import Company, Contact, Employment
from core import undo
from tests.core.worlds import everything, said
from tests.factories import NOW

words = st.sampled_from(["", "Go", "Google", "go", "Émile 🦀", "مريم", "a\nb", "b"])
one_line = words.map(lambda text: text.replace("\n", " "))
details = st.fixed_dictionaries(
    {
        "name": one_line.filter(bool),
        "title": one_line,
        "email": st.sampled_from(["", "a@x.org", "A@X.org", "b@x.org"]),
        "phone": st.sampled_from(["", "020 7946 0958", "+49 30 123456"]),
        "links": st.sampled_from(
            ["", "https://a.example", "https://b.example\nhttps://a.example/"]
        ),
        "where_we_met": one_line,
        "notes": words,
        "may_call_me": st.booleans(),
        "keep_in_touch_days": st.sampled_from([None, 30, 90]),
        "archived_at": st.sampled_from([None, NOW]),
        "company": st.sampled_from([None, 0, 1]),
    }
)
choices = st.dictionaries(st.sampled_from(PEOPLE.one_of), st.sampled_from(["kept", "other"]))


def make(owner: User, companies: list[Company], drawn: dict[str, Any]) -> Contact:
    place = drawn["company"]
    company = None if place is None else companies[place]
    return Contact.objects.create(owner=owner, **{**drawn, "company": company})


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(one=details, two=details, chosen=choices)
def test_every_word_of_both_is_still_somewhere(
    alice: User, one: dict[str, Any], two: dict[str, Any], chosen: dict[str, str]
) -> None:
    with transaction.atomic():
        companies = [Company.objects.create(owner=alice, name=name) for name in ("Acme", "Hooli")]
        kept, other = (make(alice, companies, drawn) for drawn in (one, two))
        before = said(everything())
        change = merge(PEOPLE, kept, other, chosen)
        found = "\n".join(everything_said_of(Contact.objects.get())).casefold()
        for drawn in (one, two):
            for name in ("name", "title", "email", "phone", "where_we_met", "notes"):
                for line in drawn[name].casefold().split("\n"):
                    assert line in found, f"{name}: {line}"
            if drawn["company"] is not None:
                assert companies[drawn["company"]].name.casefold() in found
        assert undo.put_back(change, NOW)
        assert said(everything()) == before
        transaction.set_rollback(True)


def everything_said_of(person: Contact) -> list[str]:
    places = Employment.objects.filter(contact=person).select_related("company")
    values = (person.name, person.works, person.email, person.phone, person.links)
    return [*values, person.where_we_met, person.notes, *(str(place) for place in places)]
