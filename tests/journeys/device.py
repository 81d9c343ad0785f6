"""What journeys ask of a device that keeps what was typed."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Interview, Lesson
from tests.factories import InterviewFactory, LessonFactory, MeetingFactory
from tests.journeys.steps import PASSWORD

QUEUED = "Kept on this device. It is sent when you are connected again."


def an_interview(owner: User, *names: str) -> Interview:
    """Over since an hour: people and a lesson were planned for it."""
    began = timezone.now() - timedelta(hours=2)
    interview = InterviewFactory(
        owner=owner, application__company__name="Umbrella", starts_at=began
    )
    for name in names:
        MeetingFactory(owner=owner, interview=interview, name=name, planned=True)
    LessonFactory(owner=owner, interview=interview, plan="How they shard PostgreSQL")
    return interview


def line(page: Page) -> Locator:
    return page.locator("[data-kept] [role=status]")


def is_kept(page: Page, words: str) -> None:
    """Wait until the device has these words."""
    asked = "kept.all().then((all) => JSON.stringify(all))"
    for _ in range(100):
        if words in page.evaluate(asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"The device has not kept {words}.")


def kept_states(page: Page) -> list[str]:
    return page.evaluate("kept.all().then((all) => all.map((one) => one.state))")


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def learned(alice: User) -> list[str]:
    with acting_as(alice):
        return list(Lesson.objects.exclude(learned="").values_list("learned", flat=True))


def sign_out(page: Page) -> None:
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
