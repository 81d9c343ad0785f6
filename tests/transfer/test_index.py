"""Where my data comes in and goes out: one page leads to all of it."""

from tests.people import Person
from tests.statements import assert_lean


def test_my_data_has_a_page_that_leads_to_all_of_it_once(as_alice: Person) -> None:
    page = as_alice.read("/data/")
    for url in (
        "/data/import/",
        "/data/archive.zip",
        "/data/record/",
        "/data/sheets.zip",
        "/data/sheets/interviews.csv",
        "/people/cards.vcf?all=yes",
        "/learning/journal.md",
        "/dashboard/pictures/flow.svg?anonymous=yes&amp;download=yes",
        "/data/calendar/",
        "/accounts/leaving/",
    ):
        assert page.count(f'href="{url}"') == 1, url
        answer = as_alice.get(url.replace("&amp;", "&"))
        assert answer.status_code == 200, url
        b"".join(answer)  # a file that nobody reads stays open
    assert_lean(as_alice, "/data/")


def test_it_is_found_in_the_account_menu_and_in_the_settings(as_alice: Person) -> None:
    assert 'href="/data/"' in as_alice.read("/")
    assert 'href="/data/"' in as_alice.read("/accounts/settings/").split("<main")[1]
