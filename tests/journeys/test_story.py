"""The sample story: looked around in, then left for an account of one's own."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NewPage
from tests.journeys.steps import PASSWORD, go, heading


def test_a_visitor_looks_around_and_then_signs_up(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/")
    page.get_by_role("button", name="Look around with the sample story").click()
    banner = page.get_by_role("complementary", name="The sample story")
    expect(banner).to_contain_text("You are looking at the sample story.")
    expect(page.get_by_role("link", name=re.compile("^Debrief "))).to_have_count(1)

    go(page, "Interviews")
    for group in ("Coming up", "To debrief", "Waiting", "Past"):
        expect(page.get_by_role("heading", name=group, exact=True)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Quillwork").first.click()
    expect(page.get_by_text("Worth your time, whatever they decide.")).to_be_visible()

    go(page, "Today")
    page.get_by_role("link", name="Dashboard").click()
    heading(page, "Dashboard")
    expect(page.get_by_role("main")).to_contain_text("rejections were worth your time.")

    banner.get_by_role("link", name="Create your account").click()
    page.get_by_label("E-mail").fill("nora@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create your account").click()
    page.get_by_role("button", name="Skip all").click()
    expect(page.get_by_role("heading", name="Start with one interview")).to_be_visible()
    expect(banner).to_have_count(0)
