"""Every kind of page, light and dark: nothing axe objects to, nothing to scroll sideways."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from contacts.models import Company, Contact
from core.ownership import acting_as
from feedback.models import Answer, Letter
from interviews.models import Application, Interview
from learning.models import Goal
from story.load import load
from tests.journeys.conftest import PHONE, NewPage

SMALL = {"width": 320, "height": 640}
RUN_AXE = "axe.run({resultTypes: ['violations']})"
WIDTH = "document.documentElement.scrollWidth"


def look_over(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the page as it stands."""
    page.evaluate(AXE_SCRIPT)  # past the Content-Security-Policy, which a script tag is not
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for found in page.evaluate(RUN_AXE)["violations"]:
            for node in found["nodes"]:
                summary = " ".join(node["failureSummary"].split())
                yield f"{name} ({scheme}): {found['id']}: {node['html'][:150]}: {summary}"
    page.set_viewport_size(SMALL)
    if (width := page.evaluate(WIDTH)) > SMALL["width"]:
        yield f"{name}: {width} px wide on a screen of {SMALL['width']} px"
    page.set_viewport_size(PHONE)


def assert_fine(page: Page, addresses: list[str], **acts: Callable[[], Any]) -> None:
    """Open each address and look it over; then do each act and look over what it led to."""
    problems = []
    for address in addresses:
        page.goto(address)
        problems += look_over(page, address)
    for name, act in acts.items():
        act()
        problems += look_over(page, name)
    assert not problems, "\n".join(problems)


@pytest.fixture
def ada(alice: User) -> User:
    """Alice, in the middle of her search: the sample story is hers."""
    load(alice, timezone.now())
    return alice


def first(user: User, rows: Any) -> int:
    with acting_as(user):
        return rows.objects.order_by("id").values_list("pk", flat=True)[0]


def test_signed_out(new_page: NewPage) -> None:
    page = new_page()
    page.watch.expected = {404}
    assert_fine(
        page,
        [
            "/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
            "/accounts/password/reset/done/", "/nothing/",
        ],
        wrong_password=lambda: sign_in_wrongly(page),
    )  # fmt: skip


def sign_in_wrongly(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("nobody@example.com")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("do not go together").first.wait_for()


def test_today_and_the_dashboard(new_page: NewPage, ada: User) -> None:
    page = new_page(user=ada)
    assert_fine(
        page,
        ["/", "/needs/", "/dashboard/?kind=panel"],
        account_menu=lambda: page.get_by_text("Account", exact=True).click(),
        as_a_table=lambda: (page.goto("/dashboard/"), page.get_by_text("As a table").click()),
    )


def test_the_empty_pages(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    assert_fine(
        page,
        [
            "/", "/dashboard/", "/interviews/", "/interviews/meet/", "/applications/", "/people/",
            "/companies/", "/learning/", "/deleted/", "/needs/", "/feedback/", "/learning/journal/",
            "/people/doubles/", "/people/there/", "/reminders/mails/",
        ],
    )  # fmt: skip


def test_the_steps_of_an_interview(new_page: NewPage, ada: User) -> None:
    page = new_page(user=ada)
    with acting_as(ada):
        now = timezone.now()
        ahead = Interview.objects.filter(starts_at__gt=now).earliest("starts_at").pk
        over = Interview.objects.filter(starts_at__lt=now, debriefed_at=None).get().pk
        told = Interview.objects.exclude(debriefed_at=None).latest("starts_at").pk
    assert_fine(
        page,
        [
            f"/interviews/{ahead}/", f"/interviews/{ahead}/plan/", f"/interviews/{over}/",
            f"/interviews/{told}/", f"/interviews/{told}/debrief/", f"/interviews/{told}/outcome/",
            f"/interviews/{told}/edit/", f"/interviews/{told}/delete/", "/interviews/meet/",
        ],
        someone_else=lambda: add_rows(page, f"/interviews/{over}/debrief/"),
    )  # fmt: skip


def add_rows(page: Page, address: str) -> None:
    page.goto(address)
    for name in ("Someone else", "Something else"):
        for _ in range(3):  # beyond the spare rows
            page.get_by_role("button", name=name).click()
    for fold in page.get_by_text("How it went").all():
        fold.click()


def test_interviews_and_applications(new_page: NewPage, ada: User) -> None:
    page = new_page(user=ada)
    one = f"/applications/{first(ada, Application)}/"
    assert_fine(
        page,
        [
            "/interviews/", "/interviews/?q=nothing+like+it", "/applications/?state=all",
            "/applications/new/", one, f"{one}edit/", f"{one}flip/", f"{one}close/",
            f"{one}delete/",
        ],
        sent_empty=lambda: send_empty(page, "/interviews/new/"),
    )  # fmt: skip


def test_feedback(new_page: NewPage, ada: User) -> None:
    page = new_page(user=ada)
    with acting_as(ada):
        waiting = Interview.objects.waiting().latest("starts_at").pk
        rejected = Interview.objects.filter(outcome="rejected").latest("starts_at").pk
        moved_on = Interview.objects.filter(outcome="advanced").latest("starts_at").pk
        sent = Letter.objects.sent().latest("id").pk
    letter = f"/feedback/write/?kind=nudge&interview={waiting}"
    answer = f"/feedback/answers/{first(ada, Answer)}/"
    assert_fine(
        page,
        [
            "/feedback/", "/feedback/?q=nothing+like+it", f"/feedback/next/{waiting}/",
            f"/feedback/next/{rejected}/", f"/feedback/next/{moved_on}/", letter,
            f"/feedback/letters/{sent}/", answer, f"{answer}edit/", "/feedback/answers/new/",
            "/feedback/scripts/", "/feedback/scripts/new/",
        ],
        draft=lambda: (page.goto(letter), page.get_by_role("button", name="Save").click()),
        skip=lambda: page.get_by_role("button", name="Skip it, and say why").click(),
    )  # fmt: skip


def send_empty(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This field is required.").first.wait_for()


def test_people_and_learning(new_page: NewPage, ada: User) -> None:
    page = new_page(user=ada)
    person, company = f"/people/{first(ada, Contact)}/", f"/companies/{first(ada, Company)}/"
    goal = f"/learning/{first(ada, Goal)}/"
    assert_fine(
        page,
        [
            "/people/", "/people/new/", person, f"{person}edit/", f"{person}delete/",
            f"{person}moved/", f"{person}merge/", "/people/doubles/",
            "/people/there/?company=Hooli",
            "/companies/", "/companies/new/", company, f"{company}edit/", f"{company}delete/",
            "/learning/", "/learning/new/", goal, f"{goal}edit/", "/learning/journal/",
        ],
        merge=lambda: merge_first_two(page, person),
        undo=lambda: delete(page, f"{goal}delete/"),
        deleted=lambda: page.goto("/deleted/"),
    )  # fmt: skip


def merge_first_two(page: Page, person: str) -> None:
    page.goto(f"{person}merge/?q=a")
    page.locator(".line-title").first.click()
    page.get_by_role("button", name="Merge", exact=True).wait_for()


def delete(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Undo").wait_for()


def test_the_account(new_page: NewPage, alice: User) -> None:
    page = new_page(user=alice)
    page.watch.expected = {404}
    assert_fine(
        page,
        [
            "/accounts/settings/", "/accounts/sessions/", "/accounts/email/",
            "/accounts/password/change/", "/accounts/logout/", "/interviews/999999/",
        ],
    )  # fmt: skip
