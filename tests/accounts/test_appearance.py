"""Light or dark, more contrast or not: kept by the browser, written by the server."""

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_choice_is_in_the_next_page(client: Client) -> None:
    client.post("/accounts/appearance/", {"theme": "dark", "next": "/accounts/login/"})
    page = client.get("/accounts/login/")
    assert 'data-theme="dark"' in page.text
    assert "#faf6ee" not in page.text, "the browser's own bar is dark too"


def test_there_is_a_switch_in_the_menu_and_in_the_settings(client: Client, alice: User) -> None:
    client.force_login(alice)
    for address, switches in (("/learning/", 1), ("/accounts/settings/", 2)):
        assert client.get(address).text.count('name="theme" value="dark"') == switches


def test_it_goes_back_where_it_was_chosen(client: Client) -> None:
    answer = client.post("/accounts/appearance/", {"theme": "dark", "next": "/accounts/login/"})
    assert answer.url == "/accounts/login/"


def test_it_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/accounts/appearance/", {"theme": "dark", "next": "https://example.com/"})
    assert answer.url == "/"


def test_contrast_and_colours_are_two_choices(client: Client, alice: User) -> None:
    client.force_login(alice)
    client.post("/accounts/appearance/", {"theme": "light"})
    client.post("/accounts/appearance/", {"contrast": "more"})
    page = client.get("/")
    assert 'data-theme="light"' in page.text
    assert 'data-contrast="more"' in page.text


def test_the_system_decides_again(client: Client) -> None:
    client.post("/accounts/appearance/", {"theme": "dark"})
    client.post("/accounts/appearance/", {"theme": ""})
    assert "data-theme" not in client.get("/accounts/login/").text


def test_nonsense_changes_nothing(client: Client) -> None:
    client.post("/accounts/appearance/", {"theme": "purple\x00"})
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/accounts/login/").text
