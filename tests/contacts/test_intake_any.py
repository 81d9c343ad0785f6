"""Whatever people a file has, and in whatever order: its second run adds and changes nothing."""

from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Contact
from contacts.records import PersonRecord
from core import undo
from core.intake import Fate
from tests.contacts.bringing import brought
from tests.core.worlds import everything, said
from tests.factories import NOW

few = st.sampled_from
records = st.builds(
    PersonRecord,
    name=few(["Priya Nair", "PRÍYA NAIR", "Priya", "Max", "!", "bob", "Bob Smith"]),
    company=few(["", "Acme", "ACME GmbH", "Borealis", "ǅ", "!"]),
    title=few(["", "CTO"]),
    email=few(["", "priya@example.com", "PRIYA@example.com", "bob.smith@example.com"]),
    phone=few(["", "+43 1 234567"]),
    links=st.lists(
        few(["https://linkedin.com/in/a", "http://at.linkedin.com/in/B/", "https://a.example"]),
        max_size=2, unique=True,
    ).map(tuple),
    notes=few(["", "From the file."]),
    uid=few(["", "1", str(UUID(int=0)), str(UUID(int=7))]),
    reasons=few([(), ("may_call_me",)]),
    keep_in_touch_days=few([None, 30]),
)  # fmt: skip


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    mine=st.lists(records, max_size=4),
    found=st.lists(records, max_size=8),
    size=st.integers(1, 8),
)
def test_the_second_run_changes_nothing_and_undo_leaves_what_was(
    alice: User, mine: list[PersonRecord], found: list[PersonRecord], size: int
) -> None:
    with transaction.atomic():
        brought(alice, mine, chosen="add")
        before = said(everything())
        change, matches, written = brought(alice, found, size=size)
        after = everything()
        assert len([m for m in matches if m.fate == Fate.ADD]) == len(
            [w for w in written if w.made]
        )
        assert set(Contact.objects.values_list("pk", flat=True)) >= {one.pk for one in written}
        _change, again, _written = brought(alice, found, size=size)
        assert {match.fate for match in again} <= {Fate.SAME}
        assert everything() == after
        assert undo.put_back(change, NOW)
        assert said(everything()) == before
        transaction.set_rollback(True)
