"""The scripts: shipped, changed, put back, added."""

from django.urls import reverse

from core.models import Change
from feedback.models import LetterKind, Script
from feedback.wording import SHIPPED
from tests.factories import InterviewFactory, ScriptFactory
from tests.people import Person
from tests.statements import assert_lean

LIST = "/feedback/scripts/"
REJECTION = "/feedback/scripts/shipped/?kind=rejection"


def rejection_reply(person: Person) -> str:
    """What a reply to a rejection starts with."""
    interview = InterviewFactory(owner=person.user)
    return person.fill(f"/feedback/write/?kind=rejection&interview={interview.pk}", {})["body"][0]


def test_every_kind_of_letter_has_a_script_from_the_start(as_alice: Person) -> None:
    page = as_alice.get(LIST).content.decode()
    for kind in LetterKind:
        assert str(SHIPPED[kind].subject) in page
        assert f"?kind={kind}" in page
    assert page.count("not changed yet") == len(LetterKind)


def test_the_shipped_wording_is_there_to_be_changed(as_alice: Person) -> None:
    shown = as_alice.fill(REJECTION, {})
    assert shown["body"][0].strip() == str(SHIPPED[LetterKind.REJECTION].body)
    as_alice.submit(REJECTION, {"body": "Thanks, [NAME]."})
    script = Script.objects.get()
    assert (script.kind, script.is_shipped, script.body) == ("rejection", True, "Thanks, [NAME].")
    assert "your wording" in as_alice.get(LIST).content.decode()
    assert rejection_reply(as_alice) == "Thanks, [name?]."


def test_changed_once_it_is_mine_that_is_edited(as_alice: Person) -> None:
    as_alice.submit(REJECTION, {"body": "Thanks."})
    script = Script.objects.get()
    assert as_alice.get(REJECTION).url == f"/feedback/scripts/{script.pk}/"
    as_alice.submit(f"/feedback/scripts/{script.pk}/", {"body": "Many thanks."})
    assert Script.objects.get().body == "Many thanks."


def test_changed_in_two_tabs_at_once_is_a_message(as_alice: Person) -> None:
    second = as_alice.fill(REJECTION, {"body": "Second"})
    as_alice.submit(REJECTION, {"body": "First"})
    page = as_alice.post(REJECTION, second).content.decode()
    assert "You have changed this script already." in page
    assert "Second" in page
    assert Script.objects.get().body == "First"


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    script = ScriptFactory(owner=as_alice.user)
    url = f"/feedback/scripts/{script.pk}/"
    old = as_alice.fill(url, {"body": "Mine"})
    as_alice.submit(url, {"body": "Theirs"})
    answer = as_alice.post(url, old)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()


def test_the_shipped_wording_comes_back_and_mine_can_be_put_back(as_alice: Person) -> None:
    as_alice.submit(REJECTION, {"body": "Thanks."})
    script = Script.objects.get()
    page = as_alice.get(f"/feedback/scripts/{script.pk}/").content.decode()
    assert "Go back to the shipped wording" in page
    as_alice.submit(f"/feedback/scripts/{script.pk}/delete/")
    assert "about the decision" in rejection_reply(as_alice)
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert rejection_reply(as_alice) == "Thanks."


def test_more_scripts_are_added_for_a_kind_and_deleted(as_alice: Person) -> None:
    typed = {"name": "For start-ups", "subject": "Hi", "body": "Hi [NAME]"}
    url = "/feedback/scripts/new/?kind=thanks"
    assert as_alice.fill(url, {})["kind"] == ["thanks"]
    as_alice.submit(url, typed)
    script = Script.objects.get()
    assert (script.kind, script.is_shipped) == ("thanks", False)
    assert "For start-ups" in as_alice.get(LIST).content.decode()
    as_alice.submit(f"/feedback/scripts/{script.pk}/delete/")
    assert not Script.objects.exists()


def test_the_same_form_sent_twice_makes_one_script(as_alice: Person) -> None:
    sent = as_alice.fill("/feedback/scripts/new/?kind=thanks", {"name": "Short"})
    first = as_alice.post("/feedback/scripts/new/?kind=thanks", sent)
    assert as_alice.post("/feedback/scripts/new/?kind=thanks", sent).url == first.url
    assert Script.objects.count() == 1


def test_the_preview_fills_in_made_up_names_and_saves_nothing(as_alice: Person) -> None:
    page = as_alice.submit(REJECTION, {"body": "Dear [NAME], [ME]", "preview": "yes"})
    assert "Dear Priya, Alice Owner" in page.content.decode()
    assert not Script.objects.exists()


def test_a_place_that_nothing_fills_is_saved_with_a_kind_word(as_alice: Person) -> None:
    answer = as_alice.submit(REJECTION, {"body": "Dear [FIRSTNAME]"}, follow=True)
    page = answer.content.decode()
    assert "[FIRSTNAME] stays in the letter as it is" in page
    assert Script.objects.get().body == "Dear [FIRSTNAME]"


def test_a_script_of_a_megabyte_is_a_message_and_keeps_what_was_typed(as_alice: Person) -> None:
    long = "Thanks " * 140_000
    answer = as_alice.submit(REJECTION, {"subject": "My own words", "body": long})
    page = answer.content.decode()
    assert "at most 10000 characters" in page
    assert long.strip() in page
    assert "My own words" in page
    assert not Script.objects.exists()


def test_more_than_a_request_may_hold_is_told_so(as_alice: Person) -> None:
    answer = as_alice.submit(REJECTION, {"body": "x" * 1_100_000})
    assert answer.status_code == 413


def test_a_subject_is_a_single_line(as_alice: Person) -> None:
    page = as_alice.submit(REJECTION, {"subject": "Thanks\r\nBcc: all@example.com"})
    assert "This must be a single line." in page.content.decode()
    assert not Script.objects.exists()


def test_a_kind_that_there_is_not_leads_to_the_list(as_alice: Person) -> None:
    for query in ("", "?kind=", "?kind=séance"):
        assert as_alice.get(f"/feedback/scripts/shipped/{query}").url == LIST
    assert as_alice.get("/feedback/scripts/new/?kind=séance").status_code == 200


def test_a_strangers_script_is_not_there(as_bob: Person, alice: object) -> None:
    script = ScriptFactory(owner=alice, name="Hers")
    for page in ("", "delete/"):
        assert as_bob.get(f"/feedback/scripts/{script.pk}/{page}").status_code == 404
    assert "Hers" not in as_bob.get(LIST).content.decode()


def test_the_pages_of_scripts_are_lean(as_alice: Person) -> None:
    script = ScriptFactory(owner=as_alice.user)
    ScriptFactory.create_batch(30, owner=as_alice.user)
    assert_lean(as_alice, LIST)
    assert_lean(as_alice, reverse("feedback:script", args=[script.pk]))
    assert_lean(as_alice, REJECTION)
