"""What waits between the preview and the import comes back equal."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.files import dumped, loaded


@dataclass(frozen=True)
class Part:
    name: str = ""


@dataclass(frozen=True)
class Whole:
    name: str
    days: int | None = None
    on: date | None = None
    at: datetime | None = None
    links: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    part: Part | None = None
    done: bool = False


WHOLES = st.builds(
    Whole,
    name=st.text(),
    days=st.none() | st.integers(),
    on=st.none() | st.dates(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    links=st.lists(st.text()).map(tuple),
    parts=st.lists(st.builds(Part, st.text())).map(tuple),
    part=st.none() | st.builds(Part, st.text()),
    done=st.booleans(),
)


@given(WHOLES)
def test_a_record_comes_back_equal_from_json(whole: Whole) -> None:
    assert loaded(Whole, json.loads(json.dumps(dumped(whole)))) == whole


def test_what_holds_its_default_takes_no_room() -> None:
    assert dumped(Whole("Priya")) == {"name": "Priya"}
