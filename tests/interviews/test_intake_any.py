"""Whatever is here and whatever a file says: the second time it adds and changes nothing."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Company
from core import undo
from interviews.models import Application, Interview
from interviews.records import ApplicationRecord
from tests.core.worlds import everything, said
from tests.factories import NOW
from tests.interviews.intakes import bring_in, seen

HOUR = timedelta(hours=1)
# Few of each, so that they meet; with the letters and addresses that are nearly the same.
days = st.sampled_from([None, None, date(2026, 3, 1), date(2026, 3, 2)])
urls = st.sampled_from(
    [
        "", "", "https://example.com/careers", "https://www.example.com/careers/",
        "https://example.com/jobs/12345", "https://example.com/jobs/67890",
        "https://boards.example.org/12345",
    ]
)  # fmt: skip
companies = st.sampled_from(["Umbrella", "UMBRELLA", "Ümbrella", "İnitech", "i̇nitech", "Hooli"])
roles = st.sampled_from(["Lead", "léad", "Cook"])
endings = st.sampled_from([("", None), ("", None), ("rejected", date(2026, 3, 5))])
texts = st.sampled_from(["", "here"])


@st.composite
def a_record(draw: st.DrawFn) -> ApplicationRecord:
    closed_as, closed_on = draw(endings)
    return ApplicationRecord(
        company=draw(companies),
        role=draw(roles),
        applied_on=draw(days),
        url=draw(urls),
        source=draw(texts),
        notes=draw(texts),
        closed_as=closed_as,
        closed_on=closed_on,
        website=draw(st.sampled_from(["", "https://a.example.com", "https://b.example.com"])),
    )


def is_there(owner: User, record: ApplicationRecord, had_round: bool) -> None:
    row = Application.objects.create(
        owner=owner,
        company=Company.objects.find_or_make(owner, record.company),
        role=record.role,
        applied_on=record.applied_on,
        url=record.url,
        notes=record.notes,
        closed_as=record.closed_as,
        closed_on=record.closed_on,
    )
    if had_round:
        Interview.objects.create(owner=owner, application=row, starts_at=NOW, ends_at=NOW + HOUR)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    there=st.lists(st.tuples(a_record(), st.booleans()), max_size=4),
    records=st.lists(a_record(), max_size=8),
    at_once=st.sampled_from([1, 3, 1_000]),
)
def test_again_changes_nothing_and_undo_takes_it_back(
    alice: User,
    there: list[tuple[ApplicationRecord, bool]],
    records: list[ApplicationRecord],
    at_once: int,
) -> None:
    with transaction.atomic():
        for record, had_round in there:
            is_there(alice, record, had_round)
        before = everything()
        change = bring_in(alice, records, at_once=at_once)
        after = everything()
        assert {match.fate for match in seen(alice, records)} <= {"same", "skip"}
        bring_in(alice, records)
        assert everything() == after
        _nothing_is_overwritten(before["Application"], after["Application"])
        assert undo.put_back(change, NOW)
        assert said(everything()) == said(before)
        transaction.set_rollback(True)


def _nothing_is_overwritten(before: list[dict], after: list[dict]) -> None:  # type: ignore[type-arg]
    now = {row["id"]: row for row in after}
    for row in before:
        kept = {name: value for name, value in row.items() if value not in ("", None)}
        for name in ("version", "updated_at"):
            kept.pop(name)
        assert kept.items() <= now[row["id"]].items()
