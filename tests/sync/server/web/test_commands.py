"""The server's commands, as whoever looks after it gives them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.models.record import registry
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from sync.bundle import open_bundle
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_line import address
from sync.carriers.stick import StickCarrier
from sync.certificate import decode_card, read_invitation
from sync.clock import Clock
from sync.code import read_code
from sync.manifest import Kind
from sync.server import keyring
from sync.server.commands.cli import DONE, REFUSED, WRONG_USAGE, run
from sync.server.commands.context import _without_password
from sync.server.commands.lease import leased
from sync.server.database import Database
from sync.server.province import Province
from sync.server.web.serving import listen
from sync.server.web.staff import Staff
from sync.slow_key import Cost
from tests.people import KEY, Wall
from tests.sync.server.places import fresh_database
from tests.sync.server.web.towns import Computer, Town, fill, waiting

SECRET = "mật khẩu của tỉnh"
COMMUNE = "05611"
Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOHOI_PASSWORD", SECRET)
    monkeypatch.delenv("SOHOI_DATABASE", raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province made by the command, to be copied."""
    folder = tmp_path_factory.mktemp("lap") / "tinh"
    before = os.environ.get("SOHOI_PASSWORD")
    os.environ["SOHOI_PASSWORD"] = SECRET
    try:
        words = ["--name", "Tỉnh Thử", "--address", "may-chu.example", "--admin", "Lan"]
        assert run(["init", "--data", str(folder), *words]) == DONE
    finally:
        if before is None:
            del os.environ["SOHOI_PASSWORD"]
    return folder


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    shutil.copytree(made, tmp_path / "tinh")
    return tmp_path / "tinh"


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command with --json; gives the exit code and the document."""

    def given(*words: str, data: Path = folder) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = run([*words, "--data", str(data), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return given


@pytest.fixture
def opened(folder: Path) -> Iterator[Town]:
    """The same province, opened beside the commands."""
    keys = keyring.unlock(folder, SECRET)
    database = Database.open(None, folder, keys.database_key)
    yield Town(Province(database, keys, registry(), Clock()), database, keys, folder, "", Wall())
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A register of the commune that is invited."""
    home = tmp_path / "so"
    home.mkdir()
    create(home / "register.db", KEY, commune=COMMUNE)
    store = open_store(home, KEY)
    yield store
    store.close()


def test_a_province_is_made_with_what_was_said(folder: Path, opened: Town) -> None:
    assert opened.keys.name == "Tỉnh Thử"
    assert opened.keys.addresses == (address("may-chu.example"),)
    assert Staff(opened.database, Clock(), Cost(7 * 1024, 5, 1)).is_right("lan", SECRET)
    assert (folder / "keys.json").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_making_a_province_twice_is_refused(command: Command, folder: Path) -> None:
    before = (folder / "keys.json").read_bytes()
    code, said = command("init")
    assert (code, said["error"]) == (REFUSED, "server.keys_exist")
    assert str(folder) in said["message"]
    assert (folder / "keys.json").read_bytes() == before


def test_a_short_password_makes_nothing(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOHOI_PASSWORD", "ngắn")
    code, said = command("init", data=tmp_path / "moi")
    assert (code, said["error"]) == (REFUSED, "server.short_password")
    assert not (tmp_path / "moi" / "keys.json").exists()


def test_a_database_that_cannot_be_reached_leaves_no_half_a_province(command: Command, tmp_path: Path) -> None:
    url = "postgresql://lan:mat-khau@127.0.0.1:1/khong-co"
    code, said = command("init", "--database", url, data=tmp_path / "moi")
    assert (code, said["error"]) == (REFUSED, "server.database_unreachable")
    assert "mat-khau" not in said["message"]
    assert not (tmp_path / "moi" / "keys.json").exists()


@pytest.mark.parametrize("words", [("enrol", "--commune", COMMUNE), ("backup", "x"), ("stick", "y"), ("serve",)])
def test_a_wrong_password_opens_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SOHOI_PASSWORD", "mật khẩu khác hẳn")
    code, said = command(*words)
    assert (code, said["error"]) == (REFUSED, "server.wrong_password")


def test_where_there_is_no_province_it_is_said(command: Command, tmp_path: Path) -> None:
    code, said = command("enrol", "--commune", COMMUNE, data=tmp_path / "trong")
    assert (code, said["error"]) == (REFUSED, "server.keys_missing")


@pytest.mark.parametrize("words", [[], ["dance"], ["enrol"], ["backup"], ["serve", "--port", "x"],
                                   ["serve", "--port", "70000"]])  # fmt: skip
def test_wrong_usage_has_a_code_of_its_own(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(words)
    assert stopped.value.code == WRONG_USAGE
    assert capsys.readouterr().out == ""


def test_a_code_invites_one_computer(command: Command, opened: Town) -> None:
    code, said = command("enrol", "--commune", COMMUNE)
    assert code == DONE
    assert said["commune_name"] == "Xã Phú Lương"
    read = read_code(said["code"])
    assert opened.keys.tls.startswith(read.fingerprint)


def test_no_commune_bears_just_any_code(command: Command) -> None:
    code, said = command("enrol", "--commune", "99999")
    assert (code, said["error"]) == (REFUSED, "enrol.unknown_unit")


def test_what_is_said_to_people_is_vietnamese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["enrol", "--commune", COMMUNE, "--data", str(folder)]) == DONE
    assert "Mã nối một máy của Xã Phú Lương" in capsys.readouterr().out
    assert run(["enrol", "--commune", "0", "--data", str(folder)]) == REFUSED
    kept = capsys.readouterr()
    assert "Hãy xem lại mã xã" in kept.err
    assert kept.out == ""


def test_a_stick_carries_a_commune_in(command: Command, opened: Town, store: Store, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    code, said = command("enrol", "--commune", COMMUNE, "--stick", str(usb))
    assert code == DONE
    carrier = StickCarrier(usb)
    ((path, data),) = carrier.invitations(COMMUNE)
    assert str(path) == said["file"]
    invitation = read_invitation(data)
    assert (invitation.unit, invitation.card) == (COMMUNE, opened.keys.card)

    computer = Computer(opened, "Máy văn phòng")
    fill(store, 2)
    asking = computer.request(invitation.secret, COMMUNE)
    carrier.put_up(computer.device, COMMUNE, [asking, *waiting(store, computer, COMMUNE)])
    (usb / "SoHoi" / "gui-tinh" / "la.sohoi").write_bytes(b"not ours")
    code, said = command("stick", str(usb))
    assert code == DONE
    assert (said["applied"], said["refused"], said["answered"]) == (2, 1, 1)
    assert said["refused_files"] == [{"file": "la.sohoi", "reason": "bundle.damaged"}]
    assert said["records"] > 0
    verify = opened.keys.private.public.verify
    downs = [
        open_bundle(blob, [computer.keys.identity], lambda _m: verify) for _, blob in carrier.downs(computer.device)
    ]
    assert {each.manifest.kind for each in downs} == {Kind.ADMITTED, Kind.DOWN}
    code, said = command("stick", str(usb))
    assert (said["applied"], said["known"], said["refused"], said["answered"]) == (0, 0, 1, 0)


def test_a_stick_that_is_none_is_refused_in_words(command: Command, tmp_path: Path) -> None:
    code, said = command("stick", str(tmp_path / "khong-co"))
    assert (code, said["error"]) == (REFUSED, "stick.missing")
    (tmp_path / "trong").mkdir()
    code, said = command("stick", str(tmp_path / "trong"))
    assert (code, said["error"]) == (REFUSED, "stick.not_ours")
    assert "loi-moi" not in said["message"]


def test_a_backup_makes_the_province_again_elsewhere(command: Command, opened: Town, tmp_path: Path) -> None:
    command("enrol", "--commune", COMMUNE)
    kept = tmp_path / "tinh.sao-luu"
    code, said = command("backup", str(kept))
    assert (code, said["file"]) == (DONE, str(kept))
    assert said["size_bytes"] == kept.stat().st_size
    code, said = command("restore", str(kept))
    assert (code, said["error"]) == (REFUSED, "server.keys_exist")
    code, said = command("restore", str(kept), data=tmp_path / "khac")
    assert (code, said["timeline"], said["rows"]["invitation"]) == (DONE, 2, 1)
    code, said = command("enrol", "--commune", COMMUNE, data=tmp_path / "khac")
    assert opened.keys.tls.startswith(read_code(said["code"]).fingerprint)
    code, said = command("restore", str(kept), "--replace")
    assert code == DONE
    assert Path(said["replaced"]).is_dir()


def test_nothing_is_restored_under_a_running_server(command: Command, folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "tinh.sao-luu"
    command("backup", str(kept))
    with leased(folder):
        code, said = command("restore", str(kept), "--replace")
        assert (code, said["error"]) == (REFUSED, "server.running")
        assert command("serve")[1]["error"] == "server.running"


def test_a_taken_port_is_said(command: Command) -> None:
    with listen("127.0.0.1", 0) as taken:
        code, said = command("serve", "--address", "127.0.0.1", "--port", str(taken.getsockname()[1]))
    assert (code, said["error"]) == (REFUSED, "server.port_taken")


def test_a_province_in_postgresql_is_not_mistaken_for_an_empty_one(
    command: Command, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "pg"
    with fresh_database(postgres) as url:
        code, said = command("init", "--database", url, data=home)
        assert (code, said["database"]) == (DONE, "postgresql")
        code, said = command("enrol", "--commune", COMMUNE, data=home)
        assert (code, said["error"]) == (REFUSED, "server.database_named")
        assert not (home / "province.db").exists()
        monkeypatch.setenv("SOHOI_DATABASE", url)
        assert command("enrol", "--commune", COMMUNE, data=home)[0] == DONE
        code, said = command("init", data=tmp_path / "hai")
        assert (code, said["error"]) == (REFUSED, "server.database_taken")


def test_an_address_is_kept_without_its_password() -> None:
    assert _without_password("postgresql://lan:bi-mat@may:5432/tinh?x=1") == "postgresql://lan@may:5432/tinh"
    assert _without_password("postgresql://may/tinh") == "postgresql://may/tinh"


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_server_says_where_it_is_and_stops_when_asked(folder: Path, stop: signal.Signals) -> None:
    words = ["serve", "--data", str(folder), "--address", "127.0.0.1", "--port", "0", "--json"]
    keys = keyring.unlock(folder, SECRET)
    with subprocess.Popen(
        [sys.executable, "-m", "sync.server", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        try:
            assert process.stdout is not None
            lines = []
            while not lines or lines[-1].strip() != "}":
                lines.append(process.stdout.readline())
                assert lines[-1], "it ended before it was ready"
            said = json.loads("".join(lines))
            assert said["fingerprint"] == keys.tls.hex()
            with HttpsCarrier(said["url"], keys.tls) as carrier:
                assert decode_card(carrier.card()) == keys.card
                process.send_signal(stop)  # with a kept connection open
                rest, errors = process.communicate()
        finally:
            watchdog.cancel()
    assert (process.returncode, rest, errors) == (DONE, "", "")
