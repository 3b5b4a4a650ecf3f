"""`sohoi-server held`: the same list and decisions as in the console, for scripts and small screens."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop.store.store import Store
from sync.bundle import seal
from sync.ids import uuid7
from sync.manifest import Kind, Manifest
from sync.server import keyring
from sync.server.commands.cli import DONE, REFUSED, WRONG_USAGE, run
from tests.people import COMMUNE
from tests.sync.server.web.towns import Computer, Town, fill, waiting

SECRET = "mật khẩu của tỉnh"
Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def command(town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs one command with --json beside the running server; gives the exit code and the document."""
    keyring.create(town.folder, town.keys, SECRET)
    monkeypatch.setenv("SOHOI_PASSWORD", SECRET)
    monkeypatch.delenv("SOHOI_DATABASE", raising=False)

    def given(*words: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = run([*words, "--data", str(town.folder), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return given


@pytest.fixture
def held(town: Town, computer: Computer, store: Store) -> str:
    """What a suspended computer sent; its digest in hexadecimal."""
    town.province.set_status(computer.device, "suspended")
    fill(store, 2)
    (sealed,) = waiting(store, computer)
    town.province.take(sealed.blob)
    return sha256(sealed.blob).hexdigest()


def test_what_waits_is_listed(town: Town, command: Command, held: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = command("held")
    assert (code, said["count"]) == (DONE, 1)
    (bundle,) = said["bundles"]
    assert (bundle["bundle"], bundle["commune"], bundle["computer"]) == (held, COMMUNE, "Văn phòng")
    assert (bundle["reason"], bundle["can_be_taken"], bundle["set_aside"]) == ("suspended", True, False)
    assert run(["held", "--data", str(town.folder)]) == DONE
    told = capsys.readouterr().out
    assert told.startswith("1 gói đang chờ người xem.")
    assert held[:12] in told
    assert "Máy đang tạm ngừng khi gói đến." in told


def test_a_bundle_is_taken_in_by_the_beginning_of_its_name(town: Town, command: Command, held: str) -> None:
    code, said = command("held", "--take", held[:12])
    assert (code, said["ok"]) == (DONE, True)
    (decided,) = said["decided"]
    assert (decided["bundle"], decided["outcome"]) == (held, "applied")
    assert decided["records"] > 0
    (noted,) = town.province.all_held().decisions
    assert noted.who.startswith("lệnh (")
    assert command("held", "--take", held)[1]["error"] == "held.unknown"


def test_a_bundle_is_set_aside_and_still_listed(town: Town, command: Command, held: str) -> None:
    assert command("held", "--set-aside", held[:12])[0] == DONE
    code, said = command("held")
    assert (code, said["count"], said["bundles"][0]["set_aside"]) == (DONE, 0, True)
    assert town.province.held(bytes.fromhex(held))[0].is_aside


@pytest.mark.parametrize("name", ["", "0", "abc", "khác", "00" * 32, "00" * 40])
def test_one_name_that_means_nothing_stops_all_of_it(town: Town, command: Command, held: str, name: str) -> None:
    code, said = command("held", "--take", held[:12], name)
    assert (code, said["error"]) == (REFUSED, "held.unknown")
    assert command("held")[1]["count"] == 1


def test_what_still_cannot_be_taken_in_is_not_called_done(town: Town, command: Command, computer: Computer) -> None:
    recipient = computer.sender.card.keys.recipient
    blob = seal(Manifest(Kind.DOWN, uuid7().bytes, COMMUNE, computer.device, (recipient,), 0), [], computer.keys).blob
    town.province.set_status(computer.device, "revoked")
    town.province.take(blob)
    code, said = command("held", "--take", sha256(blob).hexdigest())
    assert (code, said["ok"], said["decided"][0]["reason"]) == (REFUSED, False, "kind")
    assert command("held", "--take", sha256(blob).hexdigest())[1]["error"] == "held.hopeless"


def test_taking_in_and_setting_aside_at_once_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(["held", "--take", "abcdef", "--set-aside", "abcdef", "--data", str(tmp_path)])
    assert stopped.value.code == WRONG_USAGE
