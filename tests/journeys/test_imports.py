"""A list from elsewhere: chosen, looked at, brought in, taken back; with and without a script."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from contacts.models import Contact
from core.ownership import acting_as
from tests.jobs import no_jobs
from tests.journeys.conftest import DESK, PHONE, NewPage
from tests.journeys.steps import heading
from tests.journeys.test_axe import look_over
from tests.locks.world import a_file
from transfer import jobs
from transfer.models import State

LIST = b"Name,E-mail,Shoe size\nPriya Nair,priya@example.com,7\nTom Reed,,9\n"

# axe looks at a page that stands still: what takes the place of the bar asks for nothing.
STILL = """() => {
  const part = document.getElementById("import");
  part.replaceWith(part.cloneNode(true));
}"""


@pytest.mark.parametrize("scripts", [True, False], ids=["a script", "none"])
def test_a_list_comes_in_and_goes_again(new_page: NewPage, alice: User, scripts: bool) -> None:
    page = new_page(PHONE, user=alice, java_script_enabled=scripts)
    page.goto("/people/")
    page.get_by_role("link", name="Bring them from elsewhere").click()
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST}
    page.get_by_label("Choose a file").set_input_files(file)
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_label("Shoe size").select_option(label="leave it out")
    page.get_by_role("button", name="Read it").click()
    heading(page, "people.csv")
    expect(page.get_by_role("main")).to_contain_text("2 rows would bring something new")
    page.get_by_role("button", name="Import").click()
    page.get_by_role("link", name="Priya Nair").click()
    heading(page, "Priya Nair")
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main")).to_contain_text("It is undone")
    with acting_as(alice):
        assert not Contact.objects.exists()


def test_a_file_that_is_too_large_is_said_before_it_is_sent(new_page: NewPage, alice: User) -> None:
    page = new_page(PHONE, user=alice)
    page.goto("/data/import/")
    page.locator("[data-file-drop]").evaluate("form => { form.dataset.largest = 10 }")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST}
    page.get_by_label("Choose a file").set_input_files(file)
    expect(page.get_by_text("It is larger than 32 MB.")).to_be_visible()
    expect(page.get_by_label("Choose a file")).to_have_value("")


def drop(page: Page, *names: str) -> None:
    page.evaluate(
        """names => {
          const dataTransfer = new DataTransfer();
          const made = names.map((name) => new File(["Name\\nPriya Nair\\n"], name));
          for (const file of made) dataTransfer.items.add(file);
          dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        }""",
        names,
    )


def test_of_two_files_that_are_dropped_none_is_taken_in_silence(
    new_page: NewPage, alice: User
) -> None:
    page = new_page(DESK, user=alice)
    page.goto("/data/import/")
    drop(page, "a.csv", "b.csv")
    expect(page.get_by_text("Bring one file at a time")).to_be_visible()
    expect(page.get_by_label("Choose a file")).to_have_value("")
    drop(page, "a.csv")
    expect(page.get_by_text("Bring one file at a time")).to_be_hidden()
    expect(page.get_by_label("Choose a file")).to_have_value("C:\\fakepath\\a.csv")


def test_a_bar_that_goes_on_leaves_the_keyboard_where_it_is(new_page: NewPage, alice: User) -> None:
    with no_jobs():
        file = a_file(alice, State.READING)
        with acting_as(alice):
            jobs.later(file)
        page = new_page(DESK, user=alice)
        address = file.get_absolute_url()
        page.goto(address)

        def asked_twice() -> None:
            for _ in range(2):
                with page.expect_response(lambda answer: answer.url.endswith(address)):
                    pass

        asked_twice()
        assert page.evaluate("document.activeElement === document.body")
        page.get_by_role("button", name="Cancel").focus()
        asked_twice()
        expect(page.get_by_role("button", name="Cancel")).to_be_focused()
        page.evaluate(STILL)
        assert not list(look_over(page, "the bar"))
