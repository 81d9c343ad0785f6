"""manage.py export_account and import_account."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import Contact
from core.models import Change
from core.ownership import acting_as
from tests.factories import ContactFactory
from tests.transfer.zips import archive_of


def run(*command: Any) -> str:
    said = StringIO()
    call_command(*(str(word) for word in command), stdout=said)
    return said.getvalue()


@pytest.fixture
def hers(alice: User, tmp_path: Path) -> Path:
    ContactFactory(owner=alice, name="Priya")
    file = tmp_path / "alice.zip"
    run("export_account", "Alice@example.com", file)
    return file


def test_an_account_goes_out_as_the_page_gives_it(alice: User, hers: Path) -> None:
    assert hers.read_bytes() == archive_of(alice).getvalue()
    assert hers.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in hers.parent.iterdir()] == ["alice.zip"]


def test_it_says_how_much_went_out(alice: User, hers: Path) -> None:
    said = run("export_account", alice.email, hers)
    assert "1 people" in said
    assert "is whole" in said


def test_it_comes_back_into_an_account_that_is_there(bob: User, hers: Path) -> None:
    said = run("import_account", "bob@example.com", hers)
    assert "1 new, 0 there already: people" in said
    assert "password" not in said
    with acting_as(bob):
        assert Contact.objects.get().name == "Priya"
        assert Change.objects.get().label == "alice.zip"
    assert "0 new, 1 there already: people" in run("import_account", "bob@example.com", hers)
    with acting_as(bob):
        assert Change.objects.count() == 1


def test_an_account_that_is_not_there_is_made_and_nobody_can_sign_in_yet(hers: Path) -> None:
    said = run("import_account", "Ada@example.com", hers)
    assert "has no password" in said
    ada = User.objects.get(email="ada@example.com")
    assert not ada.has_usable_password()
    assert not ada.is_staff
    assert ada.name == "Alice Owner"
    assert EmailAddress.objects.get(user=ada).verified
    with acting_as(ada):
        assert Contact.objects.get().name == "Priya"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["export_account", "nobody@example.com", "x.zip"], "There is no account"),
        (["export_account", "alice@example.com", "nowhere/x.zip"], "Nothing was written"),
        (["import_account", "ada@example.com", "missing.zip"], "Nothing was restored"),
        (["import_account", "ada", "alice.zip"], "is no e-mail address"),
        (["import_account", "ada@example.com", "noise.zip"], "damaged or not whole"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_left_behind(
    hers: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], words: str
) -> None:
    monkeypatch.chdir(hers.parent)
    Path("noise.zip").write_bytes(b"PK but no zip")
    with pytest.raises(CommandError, match=words):
        run(*command)
    assert not User.objects.filter(email__startswith="ada").exists()
    assert {path.name for path in hers.parent.iterdir()} == {"alice.zip", "noise.zip"}
