"""The flip: four small ratings of an application, averaged on its company, shown ahead."""

import re
from typing import Any

import pytest

from contacts.models import Company
from interviews.models import Application
from tests.factories import NOW, ApplicationFactory, CompanyFactory, InterviewFactory
from tests.people import Person
from tests.statements import assert_lean

EARLY, EXTREME = "flip_early", "flip_extreme"
SELLING, ENOUGH = "flip_selling", "flip_enough"


def an_application(person: Person, **facts: Any) -> Application:
    return ApplicationFactory(owner=person.user, **{"company__name": "Umbrella", **facts})


def url_of(application: Application) -> str:
    return f"/applications/{application.pk}/flip/"


def ratings(page: str) -> dict[str, str]:
    """Of the flip on a page: each rating's label and what stands first beside it."""
    section = page.split('class="flip"')[1].split("</section>")[0]
    return dict(re.findall(r"<dt>([^<]*)</dt> <dd>([^<]*?)\. <span", section))


def test_four_ratings_are_kept(as_alice: Person) -> None:
    application = an_application(as_alice)
    typed = {EARLY: "1", EXTREME: "2", SELLING: "4", ENOUGH: "5"}
    page = as_alice.submit(url_of(application), typed, follow=True).content.decode()
    assert "Saved. You will see it before the next interview there." in page
    application.refresh_from_db()
    assert [getattr(application, field) for field in Application.FLIP] == [1, 2, 4, 5]


def test_each_is_optional_and_can_be_taken_back(as_alice: Person) -> None:
    application = an_application(as_alice, flip_early=3, flip_selling=2)
    as_alice.submit(url_of(application), {EARLY: ""})
    application.refresh_from_db()
    assert (application.flip_early, application.flip_selling) == (None, 2)
    assert application.flip_extreme is None


def test_each_scale_says_what_its_ends_mean_and_which_is_kinder(as_alice: Person) -> None:
    page = as_alice.read(url_of(an_application(as_alice)))
    for words in (
        "How early it came",
        "1 is near the end, 5 is in the first call. Lower is kinder.",
        "How extreme it was",
        "1 is hardly a change, 5 is another company. Lower is kinder.",
        "How much they tried to win me over",
        "1 is not at all, 5 is all the way through. Higher is kinder.",
        "Whether passing was good enough for them",
        "1 is only perfect would do, 5 is passing was enough. Higher is kinder.",
    ):
        assert words in page


@pytest.mark.parametrize("value", ["0", "6", "-1", "2.5", "five", "\x00", "٣"])
def test_what_is_no_rating_is_a_message_and_keeps_the_rest(as_alice: Person, value: str) -> None:
    application = an_application(as_alice)
    sent = as_alice.fill(url_of(application), {EARLY: value, SELLING: "4"})
    answer = as_alice.post(url_of(application), sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Not saved yet." in page
    assert re.search(r'name="flip_selling" value="4"[^>]* checked', page)
    application.refresh_from_db()
    assert not application.has_flip


def test_an_edit_from_an_old_copy_shows_both(as_alice: Person) -> None:
    application = an_application(as_alice)
    url = url_of(application)
    old = as_alice.fill(url, {EARLY: "5"})
    as_alice.submit(url, {EARLY: "2"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert re.search(r"<td>2</td>\s*<td>5</td>", answer.content.decode())
    application.refresh_from_db()
    assert application.flip_early == 2


def test_it_leads_back_to_the_interview_it_was_offered_on(as_alice: Person) -> None:
    interview = InterviewFactory(owner=as_alice.user)
    application = interview.application
    offered = f"{url_of(application)}?interview={interview.pk}"
    assert f'href="{offered}"' in as_alice.read(f"/interviews/{interview.pk}/")
    assert as_alice.submit(offered, {EARLY: "2"}).url == f"/interviews/{interview.pk}/"
    assert as_alice.submit(url_of(application)).url == f"/applications/{application.pk}/"


def test_back_leads_to_no_strangers_interview(as_alice: Person, bob: object) -> None:
    theirs = InterviewFactory(owner=bob)
    application = an_application(as_alice)
    answer = as_alice.submit(f"{url_of(application)}?interview={theirs.pk}", {EARLY: "2"})
    assert answer.url == f"/applications/{application.pk}/"


def test_a_strangers_is_not_there(as_bob: Person, alice: object) -> None:
    application = ApplicationFactory(owner=alice)
    assert as_bob.get(url_of(application)).status_code == 404
    assert as_bob.post(url_of(application)).status_code == 403  # no page, so no token either


def test_an_application_shows_its_own_and_leads_to_it(as_alice: Person) -> None:
    application = InterviewFactory(owner=as_alice.user).application
    url = f"/applications/{application.pk}/"
    assert "When did they turn from courting you to testing you?" in as_alice.read(url)
    as_alice.submit(url_of(application), {SELLING: "4"})
    page = as_alice.read(url)
    assert f'href="{url_of(application)}">Change it</a>' in page
    assert "<dd>4 of 5. <span" in page
    assert page.count("of 5.") == 1


# --- Averaged on the company ---


def test_a_company_averages_its_applications_and_counts_them(alice: object) -> None:
    company = CompanyFactory(owner=alice)
    for early, extreme in ((1, None), (4, 2), (None, None)):
        ApplicationFactory(owner=alice, company=company, flip_early=early, flip_extreme=extreme)
    ApplicationFactory(owner=alice, flip_early=5)  # of another company
    flip = company.applications.flip().get()
    assert flip["n"] == 2
    assert flip[EARLY] == {"n": 2, "average": 2.5}
    assert flip[EXTREME] == {"n": 1, "average": 2}
    assert flip[SELLING]["n"] == 0


def test_nothing_rated_is_nothing(alice: object) -> None:
    company = ApplicationFactory(owner=alice).company
    assert company.applications.flip().first() is None
    found = Company.objects.annotate(flip=Application.objects.flip_of("pk")).get()
    assert found.flip is None


# --- Where it is shown ---


def rated_company(person: Person) -> Company:
    """Rated by two applications, one of which left two ratings out."""
    company = CompanyFactory(owner=person.user, name="Umbrella")
    mine = {"owner": person.user, "company": company}
    ApplicationFactory(**mine, flip_early=4, flip_extreme=2, flip_selling=1, flip_enough=3)
    ApplicationFactory(**mine, flip_early=5, flip_extreme=2)
    return company


SHOWN = {
    "How early it came": "4.5 of 5",
    "How extreme it was": "2 of 5",
    "How much they tried to win me over": "1 of 5, from 1 application",
    "Whether passing was good enough for them": "3 of 5, from 1 application",
}


def places(person: Person, company: Company) -> list[str]:
    """The pages that show it: each comes before a decision about the next step there."""
    me = person.user
    application = ApplicationFactory(owner=me, company=company)
    waiting = InterviewFactory(owner=me, application=application)
    offered = InterviewFactory(
        owner=me, application=application, outcome="offer", outcome_on=NOW.date(), debriefed_at=NOW
    )
    return [
        f"/companies/{company.pk}/",
        f"/interviews/{waiting.pk}/plan/",
        f"/interviews/new/?company={company.pk}",
        f"/interviews/new/?application={application.pk}",
        f"/interviews/{offered.pk}/",
        f"/interviews/{offered.pk}/outcome/",
        f"/interviews/{waiting.pk}/outcome/?as=offer",
        f"/applications/{application.pk}/close/",
        f"/applications/{application.pk}/close/?as=accepted",
    ]


def test_it_is_shown_before_the_next_interview_there_and_before_accepting(
    as_alice: Person,
) -> None:
    for url in places(as_alice, rated_company(as_alice)):
        page = as_alice.read(url)
        assert "The flip at Umbrella" in page, url
        assert "from 2 applications" in page, url
        assert ratings(page) == SHOWN, url
        assert page.count("Lower is kinder.") == page.count("Higher is kinder.") == 2, url


def test_it_costs_no_statement_more(as_alice: Person) -> None:
    for url in places(as_alice, rated_company(as_alice)):
        assert_lean(as_alice, url)


def test_without_ratings_there_is_none(as_alice: Person) -> None:
    for url in places(as_alice, CompanyFactory(owner=as_alice.user, name="Umbrella")):
        assert "The flip at" not in as_alice.read(url), url


def test_it_does_not_stand_in_the_way_of_what_is_no_decision(as_alice: Person) -> None:
    company = rated_company(as_alice)
    application = ApplicationFactory(owner=as_alice.user, company=company)
    interview = InterviewFactory(owner=as_alice.user, application=application)
    for url in (
        f"/interviews/{interview.pk}/",
        f"/interviews/{interview.pk}/outcome/",
        f"/applications/{application.pk}/close/?as=rejected",
        "/interviews/new/",
    ):
        assert "The flip at" not in as_alice.read(url), url
