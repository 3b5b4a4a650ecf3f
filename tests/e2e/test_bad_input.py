"""What goes wrong on her side, met through the whole program: its own reason each time, and nothing changed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.__main__ import main
from desktop.app import Program
from desktop.demo.commune import PASSWORD
from desktop.registers.meetings import Meetings
from desktop.ui.printing.dialog import PrintDialog
from desktop.ui.printing.printers import Printers, find_printers
from desktop.ui.texts import printing as print_texts
from tests.e2e.waiting import settle, until
from tests.importing.test_bad_files import HTML, ole

LISTS = Path(__file__).parents[1] / "data" / "lists"
WHOLE = LISTS / "hoi-vien-co-loi.xlsx"
Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(commune: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command on the demo commune and gives its exit code and its answer."""
    monkeypatch.setenv("SOHOI_PASSWORD", PASSWORD)

    def calling(*words: object) -> tuple[int, Any]:
        code = main([*map(str, words), "--data", str(commune), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return calling


@pytest.fixture
def content(call: Call, tmp_path: Path) -> Callable[[], list[str]]:
    """Everything in the registers that an import could change."""

    def reading() -> list[str]:
        for name in ("member", "person", "branch"):
            assert call("export", name, "-o", tmp_path / f"{name}.json")[0] == 0
        return [(tmp_path / f"{name}.json").read_text("utf-8") for name in ("member", "person", "branch")]

    return reading


# ---- lists


BAD_LISTS: Mapping[str, tuple[bytes, str]] = {
    "trang-web.xlsx": (HTML.encode(), "import.is_html"),
    "co-mat-khau.xlsx": (ole("EncryptedPackage"), "import.password"),
    "bi-cat.xlsx": (WHOLE.read_bytes()[:9000], "import.truncated"),
    "trong.xlsx": (b"", "import.empty"),
    "khong-tieu-de.csv": ("Lò Thị Pưởng;1970\nLê Thị Hoa;1962\n".encode(), "import.no_header"),
}


@pytest.mark.e2e
def test_each_bad_list_is_refused_for_its_own_reason_and_changes_nothing(
    call: Call, content: Callable[[], list[str]], tmp_path: Path
) -> None:
    before, said = content(), set()
    for name, (data, reason) in BAD_LISTS.items():
        (tmp_path / name).write_bytes(data)
        code, answer = call("import", tmp_path / name)
        assert (code, answer["error"]) == (1, reason), name
        said.add(answer["message"])
    assert len(said) == len(BAD_LISTS)
    assert content() == before


@pytest.mark.e2e
def test_a_girl_a_birth_to_come_and_a_short_number_each_wait_for_their_own_reason(
    call: Call, content: Callable[[], list[str]], tmp_path: Path
) -> None:
    from desktop.models.kinds import today

    rows = (
        ("Lò Thị Pưởng", f"05/03/{today().year - 17}", "", "Na Pặng"),
        ("Hoàng Thị Mỷ", f"05/03/{today().year + 5}", "", "Na Pặng"),
        ("Nông Thị Ơn", "05/03/1970", "02517574902", "Na Pặng"),
    )
    with xlsxwriter.Workbook(str(tmp_path / "ba-nguoi.xlsx")) as book:
        page = book.add_worksheet()
        for at, row in enumerate((("Họ và tên", "Ngày sinh", "Số CCCD", "Chi hội"), *rows)):
            page.write_row(at, 0, row)
    before = content()
    code, answer = call("import", tmp_path / "ba-nguoi.xlsx")
    waiting = answer["doubtful"] + answer["refused"]
    assert (code, answer["added"]) == (0, 0)
    assert sorted(one["row"] for one in waiting) == [2, 3, 4]
    assert len({one["reason"] for one in waiting}) == 3
    assert len({one["sentence"] for one in waiting}) == 3
    assert content() == before


# ---- files


@pytest.mark.e2e
@pytest.mark.parametrize("where", ["thu-muc", "khong-co/m.json", "khong-co/m.csv", "khong-co/m.xlsx", "thu-muc.xlsx"])
def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(call: Call, tmp_path: Path, where: str) -> None:
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "thu-muc.xlsx").mkdir()
    before = sorted(tmp_path.iterdir())
    code, answer = call("export", "member", "-o", tmp_path / where)
    assert code == 1
    assert answer["error"] in ("export.cannot_write", "export.unknown_format")
    assert Path(where).name in answer["message"]
    assert sorted(tmp_path.iterdir()) == before
    assert list((tmp_path / "thu-muc.xlsx").iterdir()) == []


@pytest.mark.e2e
def test_an_export_from_the_page_into_a_folder_without_leave_says_so(work: Program, tmp_path: Path) -> None:
    work.window.show_page("member")
    settle(work)
    page = work.window.pages.made("member")
    page.ask_path = lambda _name: str(tmp_path / "không có" / "m.xlsx")
    page.export()
    settle(work)
    notice = work.window.strip.notice
    assert notice is not None
    assert notice.tone == "stop"
    assert "m.xlsx" in notice.text


@pytest.mark.e2e
def test_a_paper_that_cannot_be_saved_says_so_and_is_not_logged_as_printed(
    work: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = roster_dialog(work)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "không có" / "x.pdf"), ""))
    dialog.save_button.click()
    until(lambda: "Không ghi được tệp x.pdf" in dialog.message.text())
    assert dialog.save_button.isEnabled()
    dialog.close()


@pytest.mark.e2e
def test_the_recovery_sheet_that_cannot_be_saved_says_so(
    start: Callable[[Path], Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(tmp_path / "so")
    wizard: Any = program.window._before_work
    wizard.go_to(2)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "không có" / "x.pdf"), ""))
    wizard.password.save_button.click()
    assert "Không ghi được tệp x.pdf" in wizard.problem.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "x.pdf"), ""))
    wizard.password.save_button.click()
    assert wizard.problem.text() == ""
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


# ---- printers


def roster_dialog(program: Program) -> PrintDialog:
    """The print dialog with the roster of the next meeting."""
    assert program.office is not None
    meeting = Meetings(program.office.store).listed()[0].id
    program.pages.prints.roster(meeting)
    until(lambda: QApplication.activeModalWidget() is not None)
    settle(program)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrintDialog)
    return dialog


@pytest.mark.e2e
def test_a_printer_that_is_gone_is_said_to_be_gone_and_the_paper_can_still_be_saved(
    work: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "PDF" in find_printers().names
    dialog = roster_dialog(work)
    dialog._show_printers(Printers(("Máy in cũ", "PDF"), "Máy in cũ"))  # as it was a moment before
    dialog.printer.setCurrentIndex(dialog.printer.findData("Máy in cũ"))
    dialog.print_button.click()
    until(lambda: "Không còn thấy máy in “Máy in cũ”" in dialog.message.text())
    until(lambda: dialog.printer.findData("Máy in cũ") < 0)
    assert dialog.printer.findData("PDF") >= 0
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(tmp_path / "x.pdf"), ""))
    dialog.save_button.click()
    until((tmp_path / "x.pdf").exists)
    until(lambda: print_texts.SAVED.format(file="x.pdf") == dialog.message.text())
    dialog.close()
