"""Somebody in Auckland and a server in UTC agree on today."""

from playwright.sync_api import expect

from accounts.models import User
from tests.journeys.conftest import NewPage
from tests.journeys.steps import add_interview, heading, sign_up

ZONE = "Pacific/Auckland"


def test_the_browsers_zone_is_the_accounts_and_today_is_the_same_day(new_page: NewPage) -> None:
    page = new_page(timezone_id=ZONE)
    sign_up(page, "moana@example.com")
    assert User.objects.get(email="moana@example.com").time_zone == ZONE
    today = page.evaluate("new Intl.DateTimeFormat('sv').format(new Date())")
    # A minute past midnight there: until noon in UTC, that was the day before.
    add_interview(page, f"{today}T00:01", Ends=f"{today}T00:02")
    heading(page, "Debrief")
    page.get_by_role("link", name="Worthwhile").click()
    expect(page.get_by_role("link", name="Debrief today’s interview with Umbrella")).to_be_visible()
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_label("Time zone")).to_have_value(ZONE)
