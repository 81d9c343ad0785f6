"""What is found by which words, and in which order."""

import pytest

from accounts.models import User
from tests.factories import (
    ApplicationFactory,
    AskedFactory,
    CompanyFactory,
    ContactFactory,
    GoalFactory,
    InterviewFactory,
    LessonFactory,
    MeetingFactory,
)
from tests.people import Person
from tests.search.pages import kinds, results


@pytest.fixture
def priya(alice: User) -> object:
    umbrella = CompanyFactory(owner=alice, name="Umbrella")
    return ContactFactory(owner=alice, name="Priya Nair", title="Storage", company=umbrella)


@pytest.mark.parametrize(
    "q",
    [
        "Priya Nair", "nair", "PRI", "p", "pr", "nair umbrella", "storage priya",
        "Pryia", "Prija", "Piya", "Prriya", "pryia nari", "umbrela nair",
        "umrel", "umbrl", "unbrella storaeg",
    ],
)  # fmt: skip
def test_a_person_is_found(as_alice: Person, priya: object, q: str) -> None:
    assert "Priya Nair" in results(as_alice, q)


@pytest.mark.parametrize(
    "q", ["priya hooli", "private", "n4ir5", "iy", "nairobi", "mary", "pat", "prxyx", "umbxx"]
)
def test_what_is_no_slip_finds_nobody(as_alice: Person, priya: object, q: str) -> None:
    assert "Priya Nair" not in results(as_alice, q)


@pytest.mark.parametrize(
    ("name", "q"),
    [
        ("Émile Ångström", "emile angstrom"), ("Emile Angstrom", "ÉMILE"), ("Łukasz", "lukasz"),
        ("Jürgen Groß", "jurgen gross"), ("José", "jose"), ("עדה לאבלייס", "לאבלייס"),
        ("Νίκος", "νικος"), ("C++ guild", "c++"), ("100% Ltd", "100%"), ("O'Brien", "obrien"),
        ("under_score", "under_s"), ("🎉 party", "🎉"), (r"back\slash", "k\\s"),
    ],
)  # fmt: skip
def test_whatever_the_letters(as_alice: Person, alice: User, name: str, q: str) -> None:
    ContactFactory(owner=alice, name=name)
    assert name in results(as_alice, q)


def test_a_lesson_is_found_whatever_its_accents(as_alice: Person, alice: User) -> None:
    LessonFactory(owner=alice, learned="Le café élève les idées; Zürich hat ‘e\u0301clairs’.")
    for q in ("cafe eleve", "CAFÉ", "zurich", "eclairs", "idees zurihc"):
        assert len(results(as_alice, q)) == 1, q


def test_signs_stand_for_nothing_but_themselves(as_alice: Person, priya: object) -> None:
    for q in ("%", "_", ".", ".*", "pri%", "p_iya nair.", "(", "[a-z]", "\\", "***:priya", "'--"):
        assert not results(as_alice, q), q


def test_every_kind_is_found(as_alice: Person, alice: User) -> None:
    company = CompanyFactory(owner=alice, name="Zebra Works")
    ContactFactory(owner=alice, name="Zebediah Zebra")
    round_ = InterviewFactory(owner=alice, application__company=company, application__role="Smith")
    ApplicationFactory(owner=alice, company=company, role="Never interviewed")
    GoalFactory(owner=alice, title="Zebra crossings")
    LessonFactory(owner=alice, interview=round_, learned="zebra stripes")
    AskedFactory(owner=alice, interview=round_, text="Which zebra?", answer="The plain one")
    MeetingFactory(owner=alice, interview=round_, name="Tom Zebra")
    found = results(as_alice, "zebra")
    assert set(found) == {
        "Zebra Works", "Zebediah Zebra", "Zebra Works, Smith", "Zebra Works, Never interviewed",
        "Zebra crossings", "zebra stripes", "The plain one", "Tom Zebra",
    }  # fmt: skip
    assert results(as_alice, "zebra smith")[0] == "Zebra Works, Smith"
    assert results(as_alice, "Never") == ["Zebra Works, Never interviewed"]


def test_an_application_with_a_round_is_found_through_it(as_alice: Person, alice: User) -> None:
    InterviewFactory(owner=alice, application__role="Platform lead")
    assert kinds(as_alice, "platform") == ["Interviews"]


def test_who_is_a_contact_is_found_once(as_alice: Person, alice: User, priya: object) -> None:
    MeetingFactory(owner=alice, contact=priya, name="Priya Nair")
    assert results(as_alice, "priya") == ["Priya Nair"]


def test_an_answer_that_became_the_lesson_is_found_once(as_alice: Person, alice: User) -> None:
    lesson = LessonFactory(owner=alice, learned="By customer")
    AskedFactory(owner=alice, interview=lesson.interview, answer="By customer")
    assert results(as_alice, "customer") == ["By customer"]


def test_the_name_itself_comes_first_and_a_slip_last(as_alice: Person, alice: User) -> None:
    for name in ("Joanna", "Anna", "Mary Annab", "Amna", "Annabel"):
        ContactFactory(owner=alice, name=name)
    assert results(as_alice, "anna") == ["Anna", "Annabel", "Mary Annab", "Joanna", "Amna"]


def test_the_kind_with_the_best_line_comes_first(as_alice: Person, alice: User) -> None:
    hooli = CompanyFactory(owner=alice, name="Hooli")
    ContactFactory(owner=alice, name="Hoolio", company=hooli)
    GoalFactory(owner=alice, title="Why hooli folds")
    LessonFactory(owner=alice, learned="Nothing", interview__application__company=hooli)
    lower = ["What you learned"]
    assert kinds(as_alice, "hooli") == ["Companies", "Interviews", "People", "Goals", *lower]
    assert kinds(as_alice, "hoooli") == ["People", "Companies", "Interviews", "Goals", *lower]


def test_the_latest_comes_first_among_equals(as_alice: Person, alice: User) -> None:
    for day in (1, 3, 2):
        LessonFactory(
            owner=alice, learned=f"sharding {day}", interview__starts_at=f"2026-02-0{day}T12:00Z",
            interview__ends_at=f"2026-02-0{day}T13:00Z",
        )  # fmt: skip
    assert results(as_alice, "sharding") == ["sharding 3", "sharding 2", "sharding 1"]


def test_a_few_of_each_kind_and_many_of_one(as_alice: Person, alice: User) -> None:
    for number in range(8):
        ContactFactory(owner=alice, name=f"Sam {number}")
    GoalFactory(owner=alice, title="Sam the goal")
    assert len(results(as_alice, "sam")) == 6
    assert "in=people" in as_alice.read("/search/?q=sam")
    assert len(results(as_alice, "sam", **{"in": "people"})) == 8
    assert len(results(as_alice, "sam", **{"in": "nonsense"})) == 6


def test_a_verdict_mark_stands_before_an_interview(as_alice: Person, alice: User) -> None:
    meeting = MeetingFactory(owner=alice, met=True, interview__application__role="Archivist")
    meeting.interview.debriefed_at = "2026-03-10T12:00Z"
    meeting.interview.save()
    assert "Met someone</span>" in as_alice.read("/search/?q=archivist")


def test_a_long_lesson_is_cut(as_alice: Person, alice: User) -> None:
    LessonFactory(owner=alice, learned="sharding " + "x" * 1_000)
    (found,) = results(as_alice, "sharding")
    assert len(found) < 200
    assert found.endswith("…")


def test_what_was_looked_for_stands_in_the_field(as_alice: Person) -> None:
    page = as_alice.read("/search/?q=%3Cb%3E%22quoted%22")
    assert 'value="&lt;b&gt;&quot;quoted&quot;"' in page
    assert "Nothing of yours has these words." in page


def test_the_number_of_results_is_said(as_alice: Person, priya: object) -> None:
    assert ">2 results<" in as_alice.read("/search/?q=umbrella")
    assert ">1 result<" in as_alice.read("/search/?q=priya")
    assert "0 results" in as_alice.read("/search/?q=nobody")
