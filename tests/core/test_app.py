"""The app on a phone: how it is installed, and what its worker may keep."""

import gzip
import json
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.contrib.staticfiles import finders

from tests.interviews.rows import planned
from tests.people import Person, pick_form

STATIC = Path(settings.BASE_DIR, "static")


def scripts_of(page: str) -> list[str]:
    """The scripts that a page loads, by their names in the static folder."""
    return [part.split('"')[0] for part in page.split('<script src="/static/')[1:]]


def compressed(names: list[str]) -> int:
    found = [finders.find(name) for name in names]
    return sum(len(gzip.compress(Path(path).read_bytes())) for path in found if path)


def test_it_can_be_installed(as_nobody: Person) -> None:
    answer = as_nobody.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    content = json.loads(answer.content)
    assert (content["id"], content["start_url"], content["display"]) == ("/", "/", "standalone")
    assert {(icon["sizes"], icon["purpose"]) for icon in content["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in content["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
    assert [shortcut["url"] for shortcut in content["shortcuts"]] == [
        "/interviews/new/",
        "/debrief/",
    ]


def test_at_night_it_starts_dark(as_nobody: Person) -> None:
    as_nobody.cookies["theme"] = "dark"
    content = json.loads(as_nobody.get("/manifest.webmanifest").content)
    assert content["theme_color"] == content["background_color"] == "#181512"


def test_its_colours_are_those_of_the_design() -> None:
    assert "--paper: light-dark(#faf6ee, #181512)" in (STATIC / "css/design.css").read_text()


def test_the_worker_is_for_the_whole_site_and_asked_for_anew(as_nobody: Person) -> None:
    answer = as_nobody.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"


def test_the_worker_keeps_the_public_page_and_static_files_only(as_alice: Person) -> None:
    text = as_alice.get("/sw.js").content.decode()
    keeps = json.loads(text.splitlines()[0].removeprefix("self.keeps = ").removesuffix(";"))
    assert keeps["page"] == "/offline/"
    assert all(name.startswith("/static/") for name in keeps["files"])


def test_the_page_without_a_connection_names_nobody(as_alice: Person, as_nobody: Person) -> None:
    page = as_alice.get("/offline/").content
    assert page == as_nobody.get("/offline/").content
    assert b"There is no connection" in page
    assert b"alice@example.com" not in page


def test_a_device_knows_an_account_by_a_word_that_says_nothing(
    as_alice: Person, as_bob: Person, as_nobody: Person
) -> None:
    keys = [json.loads(one.get("/app/account/").content) for one in (as_alice, as_bob, as_nobody)]
    alice, bob, nobody = (key["account"] for key in keys)
    assert alice != bob
    assert nobody == ""
    assert f'data-account="{alice}"' in as_alice.read("/")
    assert "no-store" in as_alice.get("/app/account/")["Cache-Control"]


def test_the_token_is_one_with_which_a_form_can_be_sent(as_alice: Person) -> None:
    token = json.loads(as_alice.get("/app/account/").content)["token"]
    sent = as_alice.fill("/learning/new/", {"title": "Rust"})
    del sent["csrfmiddlewaretoken"]
    answer = as_alice.post("/learning/new/", sent, headers={"X-CSRFToken": token})
    assert answer.status_code == 302


# --- A form that a script sends ---


def test_a_script_is_told_where_a_form_leads_both_times(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/debrief/"
    sent = as_alice.fill(url, {"people-0-met": "on"})
    for _try in range(2):
        answer = as_alice.post(url, sent, headers={"X-Sent-By": "script"})
        assert (answer.status_code, answer["Leads-To"]) == (204, url.removesuffix("debrief/"))
        assert "Location" not in answer


def test_a_script_that_sends_an_old_version_is_told_so(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/debrief/"
    old = as_alice.fill(url, {"lessons-0-learned": "From the old tab"})
    as_alice.submit(url, {"lessons-0-learned": "From the new tab"})
    answer = as_alice.post(url, old, headers={"X-Sent-By": "script"})
    assert answer.status_code == 409


def test_signed_out_meanwhile_the_way_leads_back_to_the_page(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/debrief/"
    sent = as_alice.fill(url, {"people-0-met": "on"})
    del as_alice.cookies["sessionid"]
    answer = as_alice.post(url, sent, headers={"X-Sent-By": "script"})
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={url}")


# --- What a page brings along ---


@pytest.mark.parametrize("url", ["/", "/accounts/login/"])
def test_a_link_to_a_public_page_shows_its_picture(
    as_nobody: Person, settings: LazySettings, url: str
) -> None:
    settings.SITE_URL = "https://worthwhile.example"
    page = as_nobody.read(url)
    assert 'property="og:image" content="https://worthwhile.example/static/icons/share.png"' in page
    assert f'property="og:url" content="https://worthwhile.example{url}"' in page


def test_a_page_of_a_person_shows_nothing_elsewhere(as_alice: Person) -> None:
    page = as_alice.read("/")
    assert "og:" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_signed_out_pages_load_little_script(as_nobody: Person) -> None:
    for url in ("/", "/accounts/login/"):
        assert compressed(scripts_of(as_nobody.read(url))) < 5_000


def test_the_debrief_loads_little_script(as_alice: Person) -> None:
    page = as_alice.read(f"/interviews/{planned(as_alice.user).pk}/debrief/")
    names = scripts_of(page)
    assert "js/drafts.js" in names
    assert compressed(names) < 25_000


def test_pictures_stay_small() -> None:
    for path in (STATIC / "icons").glob("*.png"):
        assert path.stat().st_size < 60_000


def test_the_debrief_says_whether_its_words_came_from_the_server(as_alice: Person) -> None:
    url = f"/interviews/{planned(as_alice.user).pk}/debrief/"
    assert pick_form(as_alice.get(url))["attrs"]["data-draft"] == ""
    sent = as_alice.fill(url, {"people-0-talked_about": "Shards"})
    assert pick_form(as_alice.post(url, sent))["attrs"]["data-draft"] == "typed"
