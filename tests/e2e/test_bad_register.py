"""A register that cannot be opened, or a disk that gives way, met through the whole program: said, and nothing lost."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Program
from desktop.demo.commune import PASSWORD
from desktop.registers.office import enter
from desktop.registers.query import Query
from desktop.store import folder as folder_module
from desktop.store import schema
from desktop.store.engine import keyed
from desktop.store.volumes import Drive, Volume
from tests.e2e.conftest import at_work, end
from tests.e2e.waiting import settle, until
from tests.store.disks import small_disk

# ---- the register itself


def sign_in(program: Program, password: str = PASSWORD) -> Any:
    """Type a password on the sign-in page; returns the page."""
    page: Any = program.window._before_work
    page.password.setFocus()
    QTest.keyClicks(page.password, password)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    settle(program)
    return page


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What lies in a data folder, what only this computer keeps aside."""
    return {path.name: path.read_bytes() for path in folder.glob("register.db")} | {
        path.name: path.read_bytes() for path in folder.glob("keys.json")
    }


@pytest.mark.e2e
def test_a_wrong_password_is_said_and_the_right_one_still_opens(
    commune: Path, start: Callable[[Path], Program]
) -> None:
    before = bytes_of(commune)
    program = start(commune)
    page = sign_in(program, "sai roi")
    assert "Mật khẩu" in page.problem.text()
    assert program.office is None
    assert bytes_of(commune) == before
    sign_in(program)
    assert program.office is not None


@pytest.mark.e2e
def test_a_second_window_on_the_folder_says_so_and_opens_once_the_first_has_gone(
    commune: Path, start: Callable[[Path], Program]
) -> None:
    first = enter(commune, "", PASSWORD)
    program = start(commune)
    page = sign_in(program)
    assert "đang mở ở một cửa sổ khác" in page.problem.text()
    first.close()
    sign_in(program)
    assert program.office is not None


def newer(folder: Path) -> None:
    office = enter(folder, "", PASSWORD)
    key = office.key
    office.close()
    connection = keyed(folder / "register.db", key)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()


def damaged(folder: Path) -> None:
    data = bytearray((folder / "register.db").read_bytes())
    data[2000] ^= 1
    (folder / "register.db").write_bytes(data)


def replaced(folder: Path) -> None:
    (folder / "register.db").write_bytes(b"Chi hoi Na Pang\n" * 1000)


@pytest.mark.e2e
def test_each_file_that_cannot_be_opened_says_why_and_is_left_alone(
    demo: Path, start: Callable[[Path], Program], window_ends: list[Program], tmp_path: Path
) -> None:
    said = {}
    for spoil in (newer, damaged, replaced):
        folder = Path(shutil.copytree(demo, tmp_path / spoil.__name__))
        spoil(folder)
        before = bytes_of(folder)
        program = start(folder)
        page = sign_in(program)
        assert program.office is None
        assert page.problem.isVisible()
        assert bytes_of(folder) == before
        said[spoil.__name__] = page.problem.text().replace(str(folder), "")
        end(window_ends.pop())
    assert "mới hơn" in said["newer"]
    assert len(set(said.values())) == len(said)


# ---- disks


@dataclass(frozen=True)
class Stick:
    """A computer whose every drive is a stick, or full."""

    drive: Drive = Drive.REMOVABLE
    free: int = 50_000_000_000

    def volume(self, _folder: Path) -> Volume:
        return Volume(self.drive)

    def free_bytes(self, _folder: Path) -> int:
        return self.free

    def environment(self) -> Mapping[str, str]:
        return {}


@pytest.mark.e2e
def test_a_folder_on_a_stick_is_not_opened(
    commune: Path, start: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "SystemProbe", Stick)
    before = bytes_of(commune)
    program = start(commune)
    page = sign_in(program)
    assert "USB" in page.problem.text()
    assert program.office is None
    assert bytes_of(commune) == before


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("probe", "words"), [(Stick(), "USB"), (Stick(Drive.FIXED, free=1_000_000), "chỉ còn 1 MB")], ids=["stick", "full"]
)
def test_a_first_run_where_no_register_may_lie_says_so_and_keeps_what_was_typed(
    start: Callable[[Path], Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, probe: Stick, words: str
) -> None:
    monkeypatch.setattr(folder_module, "SystemProbe", lambda: probe)
    program = start(tmp_path / "so")
    wizard: Any = program.window._before_work
    wizard.commune.code, wizard.commune.name = "05611", "Xã Phú Lương"
    wizard.commune.line.setText("Xã Phú Lương")
    wizard.person.line.setText("Nguyễn Thị Lan")
    for line in (wizard.password.pair.first, wizard.password.pair.again):
        line.setText(PASSWORD)
    wizard.password.group.setText(wizard._code.split("-")[2])
    wizard.backup.later.click()
    wizard.go_to(3)
    wizard.next.click()
    settle(program)
    assert words in wizard.problem.text()
    assert wizard.person.name == "Nguyễn Thị Lan"
    assert program.office is None
    assert not (tmp_path / "so" / "register.db").exists()


@pytest.mark.slow
@pytest.mark.e2e
def test_a_disk_that_fills_up_under_the_form_loses_nothing_and_lets_her_save_later(
    demo: Path, window_ends: list[Program], tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 40_000) as disk:
        folder = Path(shutil.copytree(demo, disk / "so"))
        program = at_work(folder, window_ends)
        assert program.office is not None
        members = program.office.register("member")
        count = len(members.find())
        program.window.show_page("member")
        settle(program)
        page = program.window.pages.made("member")
        page.add()
        settle(program)
        form = page.body.form
        branches = program.office.register("branch")
        (branch,) = branches.ids(branches.find()[:1])
        form.form.fields["full_name"].editor.set_text("Lò Thị Pưởng")
        form.form.fields["branch_id"].editor.restore(f"{branch}\t{branches.open(branch).title}")
        form.form.fields["note"].editor.set_text("Ghi chú dài. " * 3000)
        filler = disk / "đầy"
        with filler.open("wb", buffering=0) as out:
            try:
                while out.write(b"\0" * 1024):
                    pass
            except OSError:
                pass
        form.save()
        until(lambda: program.window.strip.notice is not None)
        settle(program)
        notice = program.window.strip.notice
        assert notice is not None
        assert notice.tone == "stop"
        assert "đĩa" in notice.text
        assert form.form.fields["full_name"].editor.text() == "Lò Thị Pưởng"
        filler.unlink()
        assert len(members.find()) == count
        form.save()
        settle(program)
        assert len(members.find(Query(text="Lò Thị Pưởng"))) == 1
        assert len(members.find()) == count + 1
        end(window_ends.pop())


@pytest.mark.e2e
def test_settings_that_cannot_be_kept_hold_until_the_end_and_say_so(work: Program) -> None:
    work.folder.settings.unlink(missing_ok=True)
    work.folder.settings.with_name("settings.json.part").mkdir()  # what even root cannot write over
    work.keep_settings(text_size=125)
    assert work.look.scale == 125
    notice = work.window.strip.notice
    assert notice is not None
    assert "cài đặt" in notice.text
