"""Root and everybody else: who runs the server, what is reachable, whose permissions change."""

import os
import pwd
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from embedded import Cluster, EmbeddedError, binaries, owner
from tests.embedded.conftest import as_root, ask, modes, server_processes

Make = Callable[..., Cluster]
# Loads everything as root and becomes somebody else then, since a Python that lives in root's
# home is out of reach for others.
AS_SOMEBODY_ELSE = """
import os, pathlib, sys, psycopg
from embedded import Cluster, EmbeddedError, binaries
folder, programs, uid, gid = pathlib.Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:])
psycopg.pq.version()
os.setgroups([]), os.setgid(gid), os.setuid(uid)
binaries._wheel = lambda: pathlib.Path(programs)
cluster = Cluster(folder, "worthwhile", pathlib.Path("/nowhere"))
try:
    for _ in range(2):
        cluster.start()
        with psycopg.connect(cluster.url) as connection:
            print(connection.execute("SELECT current_user").fetchone()[0])
        print(os.stat(cluster.layout.data).st_uid, flush=True)
        cluster.stop()
except EmbeddedError as error:
    print(error)
"""


@pytest.fixture
def somebody() -> pwd.struct_passwd:
    """An ordinary user of this machine, neither root nor the one whom root chooses."""
    return pwd.getpwnam("nobody")


def run_as(
    somebody: pwd.struct_passwd, folder: Path, script: Callable[..., subprocess.Popen[str]]
) -> str:
    stranger = owner.Owner(somebody.pw_name, somebody.pw_uid, somebody.pw_gid)
    try:
        programs = binaries.find(stranger, folder.parent)
    except EmbeddedError:
        pytest.skip("no programs that an ordinary user can reach")
    identity = somebody.pw_uid, somebody.pw_gid
    process = script(AS_SOMEBODY_ELSE, folder, programs.folder, *identity)
    output, _ = process.communicate(timeout=300)
    return output


@as_root
def test_as_root_the_server_is_somebody_else_and_it_says_so(make: Make, said: list[str]) -> None:
    cluster = make()
    cluster.start()
    user = owner.expected("worthwhile")
    assert user.uid != 0
    uids = {Path(f"/proc/{pid}").stat().st_uid for pid in server_processes(cluster)}
    assert uids == {user.uid}
    assert said[0] == (f"Running as root: PostgreSQL runs as {user.name}, data in {cluster.home}.")
    assert cluster.layout.password.stat().st_uid == 0  # the server may not read our secrets


@as_root
def test_a_private_parent_keeps_its_permissions_and_the_data_goes_elsewhere(
    make: Make, place: Path
) -> None:
    private = place / "home"
    checkout = private / "checkout"
    checkout.mkdir(parents=True)
    private.chmod(0o700)
    before = modes(checkout, place)
    cluster = make(checkout / "var")
    cluster.start()
    assert cluster.home.parent == place / "fallback"
    assert ask(cluster.url, "SELECT 1") == 1
    assert modes(checkout, place) == before
    private.chmod(0o755)  # and it stays where it is
    assert make(checkout / "var").url == cluster.url
    checkout.rename(private / "moved")
    assert make(private / "moved" / "var").url == cluster.url
    other = make(place / "other" / "var")
    assert other.home == other.folder


@as_root
def test_no_permission_changes_outside_the_data_folder(make: Make, place: Path) -> None:
    checkout = place / "checkout"
    checkout.mkdir(0o751)
    wheel = binaries._wheel()
    assert wheel is not None
    before = modes(checkout, wheel)
    make(checkout / "var").start()
    assert modes(checkout, wheel) == before


@as_root
def test_without_a_fallback_an_unreachable_folder_is_named(make: Make, place: Path) -> None:
    (place / "home").mkdir(0o700)
    with pytest.raises(EmbeddedError, match=r"cannot reach .*DATA_DIR"):
        make(place / "home" / "var", fallback=None).start()
    assert not (place / "home" / "var" / "postgres").exists()


@as_root
def test_programs_out_of_reach_are_copied(
    make: Make, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the virtual environment lives in a private home."""
    wheel = binaries._wheel()
    assert wheel is not None
    (place / "private").mkdir(0o700)
    site = place / "private" / "site-packages"
    site.symlink_to(wheel.parents[2])
    monkeypatch.setattr(binaries, "_wheel", lambda: site / binaries.WHEEL / "pginstall" / "bin")
    before = modes(place / "private", wheel)
    cluster = make()
    cluster.start()
    assert ask(cluster.url, "SHOW server_version").startswith("18.")
    copies = [path.name for path in (place / "fallback").iterdir()]
    assert len(copies) == 1
    assert copies[0].startswith(binaries.WHEEL)
    assert modes(place / "private", wheel) == before


@as_root
def test_an_ordinary_user_needs_nobody_else(
    place: Path, somebody: pwd.struct_passwd, script: Callable[..., subprocess.Popen[str]]
) -> None:
    folder = place / "theirs"
    folder.mkdir()
    os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    output = run_as(somebody, folder / "var", script)
    facts = ["worthwhile", str(somebody.pw_uid)] * 2
    assert output.split() == ["Making", "a", "new", "database", "in", f"{folder}/var", "…", *facts]


@as_root
def test_an_ordinary_user_is_told_whose_data_it_is(
    make: Make, somebody: pwd.struct_passwd, script: Callable[..., subprocess.Popen[str]]
) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    output = run_as(somebody, cluster.folder, script)
    assert f"The data folder {cluster.folder} belongs to root." in output


@as_root
def test_root_leaves_an_ordinary_user_s_data_to_them(
    make: Make, place: Path, somebody: pwd.struct_passwd
) -> None:
    cluster = make()
    cluster.start()
    cluster.stop()
    os.chown(cluster.home, somebody.pw_uid, somebody.pw_gid)
    with pytest.raises(EmbeddedError, match="not root's"):
        cluster.start()


def test_a_folder_that_cannot_be_made_is_named(make: Make, place: Path) -> None:
    (place / "file").write_text("")
    with pytest.raises(EmbeddedError, match="Cannot make the data folder"):
        make(place / "file" / "var").start()


class TestTheUserForRoot:
    """Adding one is not tried out on the machine that runs the tests."""

    @pytest.fixture
    def users(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, int]]:
        users: dict[str, tuple[int, int]] = {}

        def lookup(name: str) -> pwd.struct_passwd:
            uid, gid = users[name]
            return pwd.struct_passwd((name, "x", uid, gid, "", "/", ""))

        monkeypatch.setattr(owner.pwd, "getpwnam", lookup)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        return users

    def test_is_the_system_s_own(self, users: dict[str, tuple[int, int]]) -> None:
        users["postgres"] = 70, 70
        assert owner.ensure("worthwhile") == (owner.Owner("postgres", 70, 70), False)

    def test_is_added_where_there_is_none(
        self, users: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def useradd(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            assert command[0] == "adduser"
            users[command[-1]] = 999, 998
            return subprocess.CompletedProcess(command, 0)

        monkeypatch.setattr(owner.shutil, "which", lambda name: name == "adduser")
        monkeypatch.setattr(owner.subprocess, "run", useradd)
        assert owner.ensure("worthwhile") == (owner.Owner("worthwhile", 999, 998), True)
        assert owner.ensure("worthwhile") == (owner.Owner("worthwhile", 999, 998), False)

    def test_is_asked_for_where_none_can_be_added(
        self, users: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(owner.shutil, "which", lambda _: None)
        with pytest.raises(EmbeddedError, match="Run this as an ordinary user"):
            owner.ensure("worthwhile")
