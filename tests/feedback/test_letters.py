"""One letter: composed, filled in and edited, and the ways out it offers."""

from urllib.parse import quote

import pytest

from core.models import Change
from feedback.models import Letter
from interviews.models import Interview
from tests.factories import (
    NOW,
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    InterviewFactory,
    LetterFactory,
    ScriptFactory,
)
from tests.feedback.pages import met, rejected, write_url
from tests.people import Person
from tests.statements import assert_lean


@pytest.fixture
def interview(as_alice: Person) -> Interview:
    return rejected(as_alice.user)


def page_of(person: Person, letter: Letter) -> str:
    return person.get(letter.get_absolute_url()).content.decode()


# --- Composed ---


def test_a_letter_is_filled_in_with_the_company_the_person_the_role_and_me(
    as_alice: Person, interview: Interview
) -> None:
    priya = met(interview, name="Priya Nair", email="priya@hooli.com")
    shown = as_alice.fill(write_url(interview, contact=priya.pk), {})
    assert shown["to_name"] == ["Priya Nair"]
    assert shown["to_email"] == ["priya@hooli.com"]
    assert shown["subject"] == ["Thank you for your answer about the Platform lead role"]
    for words in ("Hello Priya,", "everyone at Hooli", "Alice Owner"):
        assert words in shown["body"][0]
    assert not Letter.objects.exists()


def test_it_says_that_rejection_is_normal_and_that_this_is_the_step(
    as_alice: Person, interview: Interview
) -> None:
    page = as_alice.get(write_url(interview)).content.decode()
    assert "Rejections happen to everyone who interviews. There is one step" in page


def test_saved_it_is_one_letter_about_that_interview(
    as_alice: Person, interview: Interview
) -> None:
    priya = met(interview, name="Priya")
    answer = as_alice.submit(write_url(interview, contact=priya.pk), {"body": "Thanks, Priya"})
    letter = Letter.objects.get()
    assert answer.url == f"/feedback/letters/{letter.pk}/"
    assert (letter.interview, letter.application) == (interview, interview.application)
    assert (letter.contact, letter.body, letter.is_open) == (priya, "Thanks, Priya", True)


def test_the_same_form_sent_twice_makes_one_letter(as_alice: Person, interview: Interview) -> None:
    sent = as_alice.fill(write_url(interview), {})
    first = as_alice.post(write_url(interview), sent)
    assert as_alice.post(write_url(interview), sent).url == first.url
    assert Letter.objects.count() == 1


def test_one_begun_is_gone_on_with(as_alice: Person, interview: Interview) -> None:
    as_alice.submit(write_url(interview), {"body": "So far"})
    letter = Letter.objects.get()
    assert as_alice.get(write_url(interview)).url == letter.get_absolute_url()
    assert as_alice.get(write_url(interview, kind="thanks")).status_code == 200
    assert as_alice.get(write_url(rejected(as_alice.user, "Initech"))).status_code == 200


def test_begun_in_two_tabs_nothing_is_lost_or_written_twice_unawares(
    as_alice: Person, interview: Interview
) -> None:
    second = as_alice.fill(write_url(interview), {"body": "Second"})
    as_alice.submit(write_url(interview), {"body": "First", "then": "sent"})
    page = as_alice.post(write_url(interview), second).content.decode()
    assert "You wrote such a letter in another tab since." in page
    assert "Second" in page
    assert Letter.objects.get().body == "First"


def test_another_script_can_be_chosen(as_alice: Person, interview: Interview) -> None:
    script = ScriptFactory(owner=as_alice.user, name="Short", body="Cheers, [NAME]")
    ScriptFactory(owner=as_alice.user, kind="thanks", name="For another kind")
    page = as_alice.get(write_url(interview)).content.decode()
    assert f'<option value="{script.pk}" >Short</option>' in page
    assert "For another kind" not in page
    shown = as_alice.fill(write_url(interview, script=script.pk), {})
    assert shown["body"] == ["Cheers, [name?]"]


def test_the_people_met_there_can_be_written_to(as_alice: Person, interview: Interview) -> None:
    priya = met(interview, name="Priya")
    ContactFactory(owner=as_alice.user, name="Never met")
    page = as_alice.get(write_url(interview)).content.decode()
    assert f'<option value="{priya.pk}" >Priya</option>' in page
    assert "Never met" not in page


def test_a_letter_about_an_application_or_a_person_alone(as_alice: Person) -> None:
    application = ApplicationFactory(
        owner=as_alice.user, company=CompanyFactory(owner=as_alice.user, name="Initech")
    )
    url = f"/feedback/write/?kind=withdrew&application={application.pk}"
    assert "Initech" in as_alice.fill(url, {})["body"][0]
    answer = as_alice.submit(url, {"to_name": "Sam", "then": "sent"})
    assert answer.url == application.get_absolute_url()
    sam = ContactFactory(owner=as_alice.user, name="Sam")
    answer = as_alice.submit(f"/feedback/write/?kind=in_touch&contact={sam.pk}", {"then": "sent"})
    assert answer.url == sam.get_absolute_url()


def test_what_makes_no_sense_in_the_address_is_left_out(
    as_alice: Person, interview: Interview
) -> None:
    huge = "9" * 30
    as_alice.get("/feedback/scripts/new/")
    for query in ("", "?kind=rejection", "?kind=séance&interview=1", "?kind=rejection&contact=x"):
        assert as_alice.get(f"/feedback/write/{query}").url == "/feedback/scripts/"
        token = as_alice.cookies["csrftoken"].value
        sent = as_alice.post(f"/feedback/write/{query}", headers={"X-CSRFToken": token})
        assert sent.url == "/feedback/scripts/"
    for query in ({"script": huge}, {"script": "-1"}, {"contact": huge}, {"contact": "me"}):
        assert as_alice.get(write_url(interview, **query)).status_code == 200


def test_strangers_ids_in_the_address_show_and_take_nothing(
    as_bob: Person, as_alice: Person, interview: Interview
) -> None:
    sam = ContactFactory(owner=as_alice.user, name="Her Sam")
    script = ScriptFactory(owner=as_alice.user, body="Her script")
    hers = [
        write_url(interview),
        f"/feedback/write/?kind=withdrew&application={interview.application_id}",
        f"/feedback/write/?kind=in_touch&contact={sam.pk}",
    ]
    for url in hers:
        assert as_bob.get(url).url == "/feedback/scripts/"
    mine = rejected(as_bob.user)
    page = as_bob.get(write_url(mine, contact=sam.pk, script=script.pk)).content.decode()
    assert "Her" not in page
    as_bob.submit(write_url(mine, contact=sam.pk), {"then": f"to-{sam.pk}"})
    assert "Her Sam" not in as_bob.get(write_url(mine), follow=True).content.decode()


# --- Edited ---


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("to_email", "priya at hooli", "This is not an e-mail address."),
        ("to_email", "a@example.com, b@example.com", "write one address"),
        ("to_email", "a@example.com;b@example.com", "write one address"),
        ("to_email", ",".join(f"p{n}@example.com" for n in range(100)), "write one address"),
        ("to_email", "a@example.com\r\nBcc: b@example.com", "write one address"),
        ("to_email", "a@example.com\r\nSubject: x", "This is not an e-mail address."),
        ("to_email", "a@example.com%0d%0aBcc:b", "This is not an e-mail address."),
        ("to_name", "Priya\r\nBcc: all@example.com", "This must be a single line."),
        ("to_name", "Priya\u2028Bcc", "This must be a single line."),
        ("subject", "Hi\nBcc: all@example.com", "This must be a single line."),
        ("subject", "Hi\rBcc: all@example.com", "This must be a single line."),
        ("subject", "Hi\x0bBcc", "This must be a single line."),
        ("subject", "x" * 201, "at most 200 characters"),
        ("body", "", "This field is required."),
        ("body", "x" * 10_001, "at most 10000 characters"),
        ("body", "a\x07b", "characters in it that cannot be shown"),
    ],
)
def test_bad_input_is_a_message_that_keeps_the_rest(
    as_alice: Person, interview: Interview, field: str, typed: str, says: str
) -> None:
    fine = {"to_name": "Priya", "subject": "Hello there", "body": "Dear Priya"}
    page = as_alice.submit(write_url(interview), {**fine, field: typed}).content.decode()
    assert says in page
    for name, words in fine.items():
        if name != field:
            assert words in page
    assert not Letter.objects.exists()


def test_a_name_in_any_script_is_kept(as_alice: Person, interview: Interview) -> None:
    name = "\u202eשלום 👩🏽‍💻"
    as_alice.submit(write_url(interview), {"to_name": name})
    assert Letter.objects.get().to_name == name


def test_an_edit_from_an_old_copy_shows_both_versions(as_alice: Person) -> None:
    letter = LetterFactory(owner=as_alice.user)
    old = as_alice.fill(letter.get_absolute_url(), {"body": "Mine"})
    as_alice.submit(letter.get_absolute_url(), {"body": "Theirs"})
    answer = as_alice.post(letter.get_absolute_url(), old)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert Letter.objects.get().body == "Theirs"


def test_a_gap_withholds_all_ways_out_and_is_named(as_alice: Person, interview: Interview) -> None:
    page = as_alice.get(write_url(interview)).content.decode()
    assert "mailto:" not in page
    assert page.count("disabled") == 2, "to copy, and to say that it is sent"
    assert '<li data-gap="NAME" >' in page
    assert '<li data-gap="ROLE" hidden>' in page
    answer = as_alice.submit(write_url(interview), {"then": "sent"}, follow=True)
    assert "not sent yet. Fill in first: their name." in answer.content.decode()
    assert Letter.objects.get().is_open


def test_a_name_written_into_the_address_fills_the_gap(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(write_url(interview), {"to_name": "Priya"})
    letter = Letter.objects.get()
    assert "Hello Priya," in letter.body
    page = page_of(as_alice, letter)
    assert 'href="mailto:' in page
    assert "disabled" not in page


def test_my_own_name_is_a_gap_until_the_settings_know_it(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.user.name = ""
    as_alice.user.save()
    as_alice.submit(write_url(interview), {"to_name": "Priya"})
    letter = Letter.objects.get()
    assert "[me?]" in letter.body
    assert "in Settings, and then save this one" in page_of(as_alice, letter)
    as_alice.user.name = "Ally"
    as_alice.user.save()
    assert "Ally" in as_alice.fill(letter.get_absolute_url(), {})["body"][0]


def test_a_company_named_like_a_place_is_no_gap(as_alice: Person) -> None:
    odd = rejected(as_alice.user, company="[NAME]")
    as_alice.submit(write_url(odd), {"to_name": "[COMPANY]", "then": "sent"})
    letter = Letter.objects.get()
    assert letter.is_sent
    assert "Hello [COMPANY]," in letter.body
    assert "everyone at [NAME]" in letter.body


def test_the_mail_link_is_made_from_the_saved_letter(
    as_alice: Person, interview: Interview
) -> None:
    typed = {"to_email": "priya@hooli.com", "subject": "R & D", "body": "One\r\nTwo + more"}
    as_alice.submit(write_url(interview), typed)
    body = quote("One\r\nTwo + more", safe="")
    href = f"mailto:priya@hooli.com?subject=R%20%26%20D&amp;body={body}"
    assert f'href="{href}"' in page_of(as_alice, Letter.objects.get())


def test_a_letter_too_long_for_a_link_says_to_copy_it(
    as_alice: Person, interview: Interview
) -> None:
    as_alice.submit(write_url(interview), {"subject": "Hi", "body": "x" * 2_500})
    page = page_of(as_alice, Letter.objects.get())
    assert 'href="mailto:?subject=Hi"' in page
    assert '<p class="quiet" data-too-long >The letter is too long for a link' in page


@pytest.mark.parametrize(
    ("kind", "first"),
    [("rejection", "Copy"), ("offer", "Copy"), ("advanced", "Copy"), ("withdrew", "Copy"),
     ("thanks", "Open in my mail"), ("nudge", "Open in my mail"), ("in_touch", "Open in my mail")],
)  # fmt: skip
def test_what_answers_a_mail_is_copied_first(as_alice: Person, kind: str, first: str) -> None:
    letter = LetterFactory(owner=as_alice.user, kind=kind)
    ways = page_of(as_alice, letter).partition("Send it your way")[2]
    copy, mail = ways.index(">Copy<"), ways.index(">Open in my mail<")
    assert (copy < mail) == (first == "Copy")
    assert ("so that the thread is kept" in ways) == (first == "Copy")


def test_an_address_that_nobody_reads_names_people_who_do(
    as_alice: Person, interview: Interview
) -> None:
    priya = met(interview, name="Priya", email="priya@hooli.com")
    met(interview, name="Without Address")
    as_alice.submit(write_url(interview), {"to_name": "Jobs", "to_email": "no-reply@hooli.com"})
    letter = Letter.objects.get()
    page = page_of(as_alice, letter)
    assert "This address looks like one that nobody reads." in page
    assert "Write to Priya" in page
    assert "Without Address" not in page
    as_alice.submit(letter.get_absolute_url(), {"then": f"to-{priya.pk}"})
    letter.refresh_from_db()
    assert (letter.contact, letter.to_name) == (priya, "Priya")
    assert letter.to_email == "priya@hooli.com"
    assert "nobody reads" not in page_of(as_alice, letter)


# --- The rest ---


def test_a_letter_deleted_is_put_back(as_alice: Person) -> None:
    letter = LetterFactory(owner=as_alice.user)
    as_alice.submit(f"{letter.get_absolute_url()}delete/")
    assert not Letter.objects.exists()
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert Letter.objects.get() == letter


def test_a_strangers_letter_is_not_there(as_bob: Person, alice: object) -> None:
    letter = LetterFactory(owner=alice)
    for page in ("", "skip/", "delete/"):
        assert as_bob.get(f"{letter.get_absolute_url()}{page}").status_code == 404


def test_where_letters_stand_in_words(alice: object) -> None:
    sent = LetterFactory(owner=alice, sent_at=NOW)
    skipped = LetterFactory(owner=alice, skipped_because="No")
    fresh = LetterFactory(owner=alice)
    assert list(Letter.objects.sent()) == [sent]
    assert list(Letter.objects.skipped()) == [skipped]
    assert set(Letter.objects.dealt_with()) == {sent, skipped}
    assert list(Letter.objects.open()) == [fresh]


def test_the_pages_of_letters_are_lean(as_alice: Person, interview: Interview) -> None:
    ScriptFactory.create_batch(20, owner=as_alice.user)
    for n in range(20):
        priya = met(interview, name=f"Priya {n}", email=f"priya{n}@hooli.com")
    assert_lean(as_alice, write_url(interview, contact=priya.pk))
    as_alice.submit(write_url(interview, contact=priya.pk), {})
    assert_lean(as_alice, Letter.objects.get().get_absolute_url())
    skipped = LetterFactory(
        owner=as_alice.user, interview=InterviewFactory(owner=as_alice.user), skipped_because="No"
    )
    assert_lean(as_alice, skipped.get_absolute_url())
