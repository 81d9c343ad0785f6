"""An archive of each person and day in a folder."""

import os
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from core.files import FileProblem
from tests.factories import NOW, ContactFactory, UserFactory
from tests.transfer.zips import archive_of
from transfer.archive import copies

A_DAY = timedelta(days=1)


def in_it(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_every_person_has_one_of_today(alice: User, bob: User, tmp_path: Path) -> None:
    ContactFactory(owner=alice)
    copies.keep(tmp_path / "new", NOW)
    kept = ["alice@example.com/2026-03-10.zip", "bob@example.com/2026-03-10.zip"]
    assert in_it(tmp_path / "new") == kept
    assert (tmp_path / "new" / kept[0]).read_bytes() == archive_of(alice).getvalue()


def test_it_is_written_once_a_day_of_its_person(alice: User, tmp_path: Path) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Pacific/Auckland")
    copies.keep(tmp_path, NOW)
    copy = tmp_path / "alice@example.com" / "2026-03-11.zip"
    first = copy.stat().st_mtime_ns
    copies.keep(tmp_path, NOW + timedelta(hours=1))
    assert copy.stat().st_mtime_ns == first
    assert len(in_it(tmp_path)) == 1


def test_the_last_fourteen_are_kept_and_nothing_else_is_touched(
    alice: User, tmp_path: Path
) -> None:
    mine = tmp_path / "alice@example.com"
    mine.mkdir()
    (mine / "letter.zip").touch()
    for day in range(16):
        copies.keep(tmp_path, NOW + day * A_DAY)
    names = [name.rpartition("/")[2] for name in in_it(tmp_path)]
    assert names == [f"2026-03-{day}.zip" for day in range(12, 26)] + ["letter.zip"]


def test_what_a_killed_run_left_goes_and_what_another_writes_stays(
    alice: User, tmp_path: Path
) -> None:
    mine = tmp_path / "alice@example.com"
    mine.mkdir()
    killed, at_work = mine / ".2026-03-08.zip.x1y2", mine / ".2026-03-10.zip.z3_w"
    for path, when in (
        (killed, NOW - 2 * A_DAY),
        (at_work, NOW),
        (mine / ".keep", NOW - 2 * A_DAY),
    ):
        path.touch()
        os.utime(path, (when.timestamp(), when.timestamp()))
    copies.keep(tmp_path, NOW)
    assert sorted(path.name for path in mine.iterdir()) == [at_work.name, ".keep", "2026-03-10.zip"]


def test_visitors_and_who_is_switched_off_or_leaves_have_none(db: None, tmp_path: Path) -> None:
    UserFactory(is_sample=True)
    UserFactory(is_active=False)
    UserFactory(leaves_at=NOW)
    copies.keep(tmp_path, NOW)
    assert in_it(tmp_path) == []


def test_an_address_leads_out_of_no_folder(db: None, tmp_path: Path) -> None:
    UserFactory(email="../../x@example.com")
    copies.keep(tmp_path / "in", NOW)
    assert in_it(tmp_path) == ["in/..%2F..%2Fx@example.com/2026-03-10.zip"]


def test_one_that_cannot_be_read_back_takes_no_name_and_the_others_have_theirs(
    alice: User,
    bob: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    real: Callable[..., Any] = copies.save

    def failing(owner: User, path: Path, now: Any) -> Any:
        def broken(_owner: User, _file: Any) -> None:
            raise FileProblem("It is not as it was written.")

        with monkeypatch.context() as patch:
            if owner.pk == alice.pk:
                patch.setattr("transfer.archive.saving.plan", broken)
            return real(owner, path, now)

    monkeypatch.setattr(copies, "save", failing)
    copies.keep(tmp_path, NOW)
    assert in_it(tmp_path) == ["bob@example.com/2026-03-10.zip"]
    assert "It is not as it was written." in caplog.text


def test_the_job_does_nothing_unless_a_folder_is_set(
    alice: User, tmp_path: Path, settings: Any
) -> None:
    jobs = import_module("config.jobs")
    jobs.keep_archives(timestamp=0)
    settings.ARCHIVE_DIR = str(tmp_path)
    jobs.keep_archives(timestamp=0)
    assert in_it(tmp_path) == ["alice@example.com/2026-03-10.zip"]
