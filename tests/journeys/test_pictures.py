"""The dashboard's pictures, kept: as SVG with or without a script, as PNG drawn by the browser."""

import struct
from pathlib import Path

from playwright.sync_api import expect

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Outcome
from tests.dashboard.facts import Facts, store
from tests.journeys.conftest import NewPage

SHARPER = 2  # as in static/js/pictures.js


def test_a_picture_is_kept_as_png(new_page: NewPage, alice: User) -> None:
    tell(alice)
    page = new_page(user=alice)
    page.goto("/dashboard/")
    flow = page.locator("#flow")
    for button, name in (
        ("Save as PNG", "worthwhile-flow.png"),
        ("Without names, as PNG", "worthwhile-shared.png"),
    ):
        with page.expect_download() as download:
            flow.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == name
        picture = Path(download.value.path()).read_bytes()
        assert picture.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", picture[16:24])
        assert width == 544 * SHARPER
        assert height > width / 3
        assert len(picture) > 10_000, "it is not an empty sheet"
        expect(page.locator("#announce")).to_have_text("The picture is saved.")


def test_without_a_script_there_is_the_svg(new_page: NewPage, alice: User) -> None:
    tell(alice)
    page = new_page(user=alice, java_script_enabled=False)
    page.goto("/dashboard/")
    expect(page.get_by_role("button", name="Save as PNG")).to_have_count(0)
    link = page.locator("#verdicts").get_by_role("link", name="Save as SVG")
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-disposition"].endswith('filename="worthwhile-verdicts.svg"')
    assert answer.text().startswith("<svg ")


def tell(user: User) -> None:
    with acting_as(user):
        store(user, [Facts((True,), ("Rust",), outcome=Outcome.REJECTED), Facts((True,))])
