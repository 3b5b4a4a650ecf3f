"""`sohoi enrol`, `sohoi sync` and `sohoi self-test` as a script calls them, against the province's own commands."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from sync.server.commands.cli import run as server_main

ROOT = Path(__file__).parents[2]
PASSWORD = "một mật khẩu đủ dài"
Call = Callable[..., tuple[int, dict[str, Any]]]

pytestmark = pytest.mark.slow


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Gives exit code and answer of a command."""
    monkeypatch.setenv("SOHOI_PASSWORD", PASSWORD)

    def calling(*words: object) -> tuple[int, dict[str, Any]]:
        code = main([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return calling


@pytest.fixture
def province(call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """The province's commands, on a province in an encrypted file."""

    def calling(*words: object) -> tuple[int, dict[str, Any]]:
        code = server_main([*map(str, words), "--data", str(tmp_path / "tinh"), "--json"])
        return code, json.loads(capsys.readouterr().out)

    assert calling("init", "--name", "Hội LHPN tỉnh Thái Nguyên")[0] == 0
    return calling


@pytest.fixture
def office(call: Call, tmp_path: Path) -> Path:
    """A register with its first user."""
    assert call("init", "--commune", "05611", "--name", "Nguyễn Thị Lan", "--data", tmp_path / "so")[0] == 0
    return tmp_path / "so"


@pytest.fixture
def serving(province: Call, tmp_path: Path) -> Iterator[str]:
    """The address of the province's server, a process of its own."""
    command = [sys.executable, "-m", "sync.server", "serve", "--data", str(tmp_path / "tinh"), "--json"]
    command += ["--address", "127.0.0.1", "--port", "0"]
    environment = os.environ | {"SOHOI_PASSWORD": PASSWORD}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = ""
        while not said.rstrip().endswith("}"):
            line = running.stdout.readline()
            assert line, "the server ended"
            said += line
        try:
            yield json.loads(said)["url"]
        finally:
            running.terminate()


def test_a_computer_joins_and_exchanges_over_the_network(
    call: Call, province: Call, office: Path, serving: str
) -> None:
    code = province("enrol", "--commune", "05611")[1]["code"]
    done, joined = call("enrol", "--server", serving, "--code", code, "--name", "Máy văn phòng", "--data", office)
    assert done == 0
    assert (joined["joined"], joined["province"], joined["waiting"]) == (True, "Hội LHPN tỉnh Thái Nguyên", 1)
    done, synced = call("sync", "--server", serving, "--data", office)
    assert done == 0
    counts = {
        key: synced[key] for key in ("way", "sent", "received", "acknowledged", "waiting", "conflicts", "refused")
    }
    assert counts == {
        "way": "network", "sent": 1, "received": 0, "acknowledged": 1, "waiting": 0, "conflicts": 0, "refused": 0,
    }  # fmt: skip
    assert call("sync", "--data", office)[0] == 0, "the address is known from then on"


def test_a_computer_joins_and_exchanges_by_stick(call: Call, province: Call, office: Path, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    assert province("enrol", "--commune", "05611", "--stick", stick)[0] == 0
    done, asked = call("enrol", "--stick", stick, "--name", "Máy văn phòng", "--data", office)
    assert (done, asked["joined"], asked["pending"]) == (0, False, True)
    done, taken = province("stick", stick)
    assert (done, taken["records"], taken["answered"]) == (0, 1, 1)
    done, synced = call("sync", "--stick", stick, "--data", office)
    assert done == 0
    assert (synced["joined"], synced["acknowledged"], synced["waiting"], synced["way"]) == (True, 1, 0, "stick")


def test_what_cannot_be_done_is_refused_with_its_reason(call: Call, office: Path, tmp_path: Path) -> None:
    for words, reason in (
        (("sync",), "exchange.not_joined"),
        (("sync", "--stick", tmp_path), "exchange.not_joined"),
        (("enrol", "--stick", tmp_path), "stick.not_ours"),
        (("enrol", "--stick", tmp_path / "khong-co"), "stick.missing"),
        (("enrol", "--server", "https://127.0.0.1:9", "--code", "khong phai ma"), "code.mistyped"),
    ):
        done, answer = call(*words, "--data", office)
        assert (done, answer["error"]) == (1, reason)
        assert answer["message"]


def test_wrong_usage_leaves_with_two(call: Call, office: Path, tmp_path: Path) -> None:
    for words in (("enrol",), ("enrol", "--server", "x", "--stick", "y"), ("sync", "--server", "x", "--stick", "y")):
        with pytest.raises(SystemExit) as left:
            main(list(words))
        assert left.value.code == 2


def test_the_self_test_goes_through_bundles_and_a_stick(call: Call) -> None:
    done, answer = call("self-test")
    assert (done, answer["ok"]) == (0, True)
    assert "Gửi – nhận qua USB với một máy thử" in [step["step"] for step in answer["steps"]]
