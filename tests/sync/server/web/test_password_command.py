"""`sohoi-server password`: the keys open with the new password and with no other; a failure leaves the old one."""

import json
import os
import pty
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.clock import Clock
from sync.server import keyring
from sync.server.commands.cli import DONE, REFUSED, run
from sync.server.database import Database
from sync.server.key_errors import WrongPassword
from sync.server.web.staff import Staff
from sync.slow_key import Cost

OLD, NEW = "mật khẩu của tỉnh", "mật khẩu hoàn toàn mới"
Command = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province made by the command, to be copied."""
    folder = tmp_path_factory.mktemp("lap") / "tinh"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOHOI_PASSWORD", OLD)
        patch.delenv("SOHOI_DATABASE", raising=False)
        assert run(["init", "--data", str(folder), "--admin", "Lan"]) == DONE
    return folder


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    shutil.copytree(made, tmp_path / "tinh")
    return tmp_path / "tinh"


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("SOHOI_PASSWORD", OLD)
    monkeypatch.setenv("SOHOI_NEW_PASSWORD", NEW)
    monkeypatch.delenv("SOHOI_DATABASE", raising=False)

    def given(*words: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = run(["password", *words, "--data", str(folder), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return given


def opens(folder: Path, password: str) -> bool:
    try:
        keyring.unlock(folder, password)
    except WrongPassword:
        return False
    return True


def may_look(folder: Path, name: str, password: str) -> bool:
    keys = keyring.open_keys((folder / keyring.FILE).read_bytes(), NEW if opens(folder, NEW) else OLD)
    database = Database.open(None, folder, keys.database_key)
    try:
        return Staff(database, Clock(), Cost(7 * 1024, 5, 1)).is_right(name, password)
    finally:
        database.close()


def test_only_the_new_password_opens_the_keys(command: Command, folder: Path) -> None:
    before = keyring.unlock(folder, OLD)
    code, said = command()
    assert (code, said["folder"]) == (DONE, str(folder))
    assert (opens(folder, OLD), keyring.unlock(folder, NEW)) == (False, before)
    assert may_look(folder, "lan", OLD)
    for name in (keyring.FILE, keyring.SPARE):  # of neither copy the old password opens anything
        with pytest.raises(WrongPassword):
            keyring.open_keys((folder / name).read_bytes(), OLD)


def test_the_password_of_the_console_changes_with_it_where_that_is_asked(command: Command, folder: Path) -> None:
    assert command("--admin", " LAN ")[0] == DONE
    assert (may_look(folder, "lan", NEW), may_look(folder, "lan", OLD)) == (True, False)


@pytest.mark.parametrize(
    ("words", "variable", "value", "error"),
    [
        ((), "SOHOI_NEW_PASSWORD", "ngắn", "server.short_password"),
        (("--admin", "lan"), "SOHOI_NEW_PASSWORD", "ngắn", "server.short_password"),
        ((), "SOHOI_NEW_PASSWORD", None, "server.short_password"),
        ((), "SOHOI_PASSWORD", "mật khẩu khác hẳn", "server.wrong_password"),
        (("--admin", "Mai"), "SOHOI_NEW_PASSWORD", NEW, "server.staff_unknown"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_the_old_password(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variable: str,
    value: str | None, error: str,
) -> None:  # fmt: skip
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    before = (folder / keyring.FILE).read_bytes()
    code, said = command(*words)
    assert (code, said["error"]) == (REFUSED, error)
    assert (folder / keyring.FILE).read_bytes() == before
    monkeypatch.setenv("SOHOI_NEW_PASSWORD", NEW)
    assert may_look(folder, "lan", OLD)


def test_where_there_is_no_province_it_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOHOI_PASSWORD", OLD)
    assert run(["password", "--data", str(tmp_path)]) == REFUSED
    assert "chưa có máy chủ tỉnh nào" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("typed", "code"), [((OLD, NEW, NEW), DONE), ((OLD, NEW, NEW + "x"), REFUSED)])
def test_at_a_terminal_the_new_one_is_typed_twice(folder: Path, typed: tuple[str, ...], code: int) -> None:
    prompts = ("Mật khẩu máy chủ: ", "Mật khẩu mới: ", "Gõ lại mật khẩu: ")
    left, told = at_a_terminal(folder, list(zip(prompts, typed, strict=True)))
    assert left == code
    assert (opens(folder, NEW), opens(folder, OLD)) == (code == DONE, code != DONE)
    assert ("Hai lần gõ mật khẩu không giống nhau" in told) == (code != DONE)
    assert ("hãy sao lưu lại ngay" in told) == (code == DONE)
    assert not any(password in told for password in typed)


def at_a_terminal(folder: Path, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Type at the prompts of the command; its exit code and all that was shown."""
    child, terminal = pty.fork()
    if child == 0:
        shown = {name: value for name, value in os.environ.items() if not name.startswith("SOHOI_")}
        words = [sys.executable, "-m", "sync.server", "password", "--data", str(folder)]
        os.execve(sys.executable, words, shown)
    seen = b""
    for prompt, answer in answers:
        while not seen.endswith(prompt.encode()):
            seen += os.read(terminal, 1)
        os.write(terminal, answer.encode() + b"\n")
    try:
        while piece := os.read(terminal, 4096):
            seen += piece
    except OSError:  # the other end is gone
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode()
