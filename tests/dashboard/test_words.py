"""One small word for each answer, in a list, in a figure and on a page alike."""

import pytest

from dashboard import histories
from dashboard.pictures.flow import ending
from interviews.models import Ending, Outcome
from tests.dashboard.chosen import a_history
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory
from tests.people import Person

WORDS = {
    Outcome.WAITING: "waiting",
    Outcome.ADVANCED: "next round",
    Outcome.OFFER: "offer",
    Outcome.REJECTED: "rejected",
    Outcome.NO_ANSWER: "no answer",
    Outcome.WITHDREW: "withdrew",
}


@pytest.mark.parametrize("outcome", Outcome)
def test_a_page_says_it_in_a_small_word(as_alice: Person, outcome: Outcome) -> None:
    interview = InterviewFactory(
        owner=as_alice.user, outcome=outcome, debriefed_at=NOW,
        outcome_on=None if outcome == Outcome.WAITING else NOW.date(),
    )  # fmt: skip
    page = as_alice.get(f"/companies/{interview.application.company_id}/").content.decode()
    assert f'<span class="outcome">{WORDS[outcome]}</span>' in page


def test_an_application_ends_in_the_same_words() -> None:
    ends = [ending(a_history(closed_as=closed_as)).label for closed_as in Ending]
    assert ends == ["accepted", "rejected", "no answer", "withdrew"]


def test_the_dashboard_offers_the_first_companies_only(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(histories, "SUGGESTED", 2)
    for name in ("Cyberdyne", "Acme", "Initech"):
        company = CompanyFactory(owner=as_alice.user, name=name)
        ApplicationFactory(owner=as_alice.user, company=company)
    offered = histories.choices(histories.read(as_alice.user, NOW))
    assert [name for _pk, name in offered.companies] == ["Acme", "Cyberdyne"]
