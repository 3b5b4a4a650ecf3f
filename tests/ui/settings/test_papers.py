"""The office's papers: every line edited, seen at once, saved, taken back."""

from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.registers.office_settings import read_settings
from desktop.ui.printing.office_papers import papers_of
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.papers import PaperSection
from tests.ui.settings.conftest import Desk
from tests.ui.typing import METHODS, type_like_unikey

Settle = Callable[[], None]
OpenPage = Callable[..., SettingsPage]


@pytest.fixture
def section(open_page: OpenPage) -> PaperSection:
    found = open_page("papers").sections["papers"]
    assert isinstance(found, PaperSection)
    return found


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def drawn(section: PaperSection, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collects the bytes that are previewed from now on."""
    shown: list[bytes] = []
    monkeypatch.setattr(section.view, "show_pdf", shown.append)
    return shown


def test_what_is_typed_is_seen_on_the_paper_before_it_is_saved(
    section: PaperSection, desk: Desk, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = drawn(section, monkeypatch)
    section.form.lines["signer_name"].setText("Nguyễn Thị Lan")
    qtbot.waitUntil(lambda: bool(shown))
    assert "Nguyễn Thị Lan" in words_of(shown[-1])
    assert section.state.text() == "Có thay đổi chưa lưu."
    assert read_settings(desk.office.store).lines == {}


def test_the_preview_is_the_very_paper_that_prints(
    section: PaperSection, desk: Desk, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = drawn(section, monkeypatch)
    section.form.variants["B"].click()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[-1] == papers_of(desk.office).letterhead_sample(section.form.settings).data


def test_a_save_is_kept_and_can_be_taken_back(section: PaperSection, desk: Desk, settle: Settle) -> None:
    section.form.variants["B"].click()
    section.form.lines["superior"].setText("ỦY BAN MẶT TRẬN XÃ")
    section.form.phone.setChecked(True)
    section.form.blank_rows.setValue(9)
    section.save()
    settle()
    kept = read_settings(desk.office.store)
    assert (kept.variant, kept.line("B", "superior"), kept.show_phone, kept.blank_rows) == (
        "B", "ỦY BAN MẶT TRẬN XÃ", True, 9,
    )  # fmt: skip
    assert not section.is_changed
    assert desk.said[-1].on_act is not None
    desk.said[-1].on_act()
    settle()
    assert (read_settings(desk.office.store).variant, section.form.settings.variant) == ("A", "A")
    assert desk.last == "Đã lấy lại mẫu in như trước."


def test_ctrl_s_saves_from_any_line(section: PaperSection, desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    chair = section.form.chair
    chair.setFocus()
    qtbot.keyClicks(chair, "Lan")
    qtbot.keyClick(chair, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert read_settings(desk.office.store).chair == "Lan"


def test_each_variant_keeps_its_own_lines(section: PaperSection) -> None:
    section.form.lines["superior"].setText("HỘI CẤP TRÊN")
    section.form.variants["B"].click()
    assert "ỦY BAN MTTQ" in section.form.lines["superior"].text()
    section.form.variants["A"].click()
    assert section.form.lines["superior"].text() == "HỘI CẤP TRÊN"


def test_a_line_typed_back_to_the_standard_counts_as_unchanged(section: PaperSection) -> None:
    standard = section.form.lines["motto"].text()
    section.form.lines["motto"].setText("Độc lập")
    assert section.is_changed
    section.form.lines["motto"].setText(standard)
    assert not section.is_changed


def test_the_standard_lines_come_back_with_one_button(section: PaperSection) -> None:
    section.form.lines["superior"].setText("KHÁC")
    section.form.standard_button.click()
    assert section.form.lines["superior"].text() == "HỘI LHPN TỈNH THÁI NGUYÊN"


def test_a_plain_list_has_no_lines_at_its_head(section: PaperSection) -> None:
    section.form.variants["D"].click()
    hidden = {line for line, field in section.form.lines.items() if field.isHidden()}
    assert hidden == {"superior", "issuer", "nation", "motto"}


def test_a_branch_paper_takes_its_second_line_from_the_branch(section: PaperSection) -> None:
    section.form.variants["C"].click()
    assert section.form.lines["issuer"].isHidden()
    assert not section.form.branch_line.isHidden()


def test_leaving_unsaved_asks_and_may_stay(section: PaperSection, open_page: OpenPage) -> None:
    asked: list[str] = []

    def no(_parent: object, question: str, *_words: str, **_how: object) -> bool:
        asked.append(question)
        return False

    assert section.may_leave()
    section.form.chair.setText("Bà Lan")
    section.confirm = no
    assert not section.may_leave()
    assert asked == ["Mẫu in chưa lưu"]
    section.confirm = lambda *_words, **_how: True
    assert section.may_leave()
    assert section.form.chair.text() == ""


@pytest.mark.parametrize("method", METHODS)
def test_vietnamese_is_typed_into_every_line_untouched(section: PaperSection, method: str) -> None:
    for line in ("superior", "signer_name", "place"):
        field = section.form.lines[line]
        field.clear()
        type_like_unikey(field, "Đặng Thị Huệ", method)
        assert field.text() == "Đặng Thị Huệ"


def test_tab_leads_out_of_the_lines_of_the_signer(section: PaperSection, qtbot: QtBot) -> None:
    signer = section.form.lines["signer"]
    signer.setFocus()
    qtbot.keyClick(signer, Qt.Key.Key_Tab)
    assert section.form.lines["signer_name"].hasFocus()


def test_where_the_window_is_narrow_the_paper_takes_the_forms_place(open_page: OpenPage) -> None:
    section = open_page("papers", (760, 560)).sections["papers"]
    assert isinstance(section, PaperSection)
    assert section.view.isHidden()
    section.see_button.click()
    assert not section.view.isHidden()
    assert section._form_area.isHidden()
