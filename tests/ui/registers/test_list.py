"""The list: found, sorted, filtered, chosen, arranged."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.names import sort_key
from desktop.models.sheets import MEMBER, sheets
from desktop.registers.query import Filter, Query
from desktop.registers.rows import Row
from desktop.ui.navigation import NAVIGATION, SPECIAL
from desktop.ui.registers.list_layout import ListLayout
from desktop.ui.registers.page import RegisterPage
from desktop.ui.registers.row_list import RowList
from desktop.ui.registers.rows_model import RowsModel
from desktop.ui.registers.services import Listed, PageAction, Rights
from desktop.ui.texts import registers as texts
from tests.ui.registers.office import Office
from tests.ui.typing import type_like_unikey

Settle = Callable[[], None]
OpenPage = Callable[..., RegisterPage]
BIG = 161_102
DAILY = (1, 2)


def shown(page: RegisterPage, column: int = 0) -> list[str]:
    model = page.listing.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_model_is_a_proper_one(qtmodeltester: ModelTester) -> None:
    model = RowsModel()
    model.show_rows([3, 1], MEMBER.listed, {3: Row(UUID(int=3), ("Trần Thị An",) + ("",) * 4)})
    qtmodeltester.check(model)
    assert model.index(0, 0).data() == "Trần Thị An"


def test_words_are_asked_for_only_where_one_looks(qtbot: QtBot) -> None:
    model = RowsModel()
    model.show_rows(range(1, BIG + 1), MEMBER.listed, {})
    asked: list[Sequence[int]] = []
    model.wanted.connect(asked.append)
    with qtbot.waitSignal(model.wanted):
        assert model.index(100_000, 0).data() == texts.LOADING
    (numbers,) = asked
    assert 100_001 in numbers
    assert len(numbers) < 200
    model.take(numbers, {100_001: Row(UUID(int=1), ("Lê Thị Bình",) + ("",) * 4)}, MEMBER.listed)
    assert model.index(100_000, 0).data() == "Lê Thị Bình"
    assert model.index(100_001, 0).data() == texts.ROW_GONE


def test_members_stand_in_given_name_order_and_the_heading_says_so(people: list[UUID], open_page: OpenPage) -> None:
    page = open_page()
    names = shown(page)
    assert len(names) == 40
    assert names == sorted(names, key=sort_key)
    heading = page.listing.model.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "Họ và tên (tên)"
    assert page.filters.count.text() == "40 hội viên"


def test_typing_without_accents_finds_and_counts(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    name = "Đặng Thị Huệ"
    members = office.register("member")
    members.add({"full_name": name, "branch_id": members.open(people[0]).values["branch_id"], "sex": "female"})
    page = open_page()
    qtbot.keyClicks(page.filters.search, "dang thi hue")
    settle()
    assert name in shown(page)
    page.filters.search.clear()
    type_like_unikey(page.filters.search, name)
    settle()
    assert shown(page) == [name]
    assert page.filters.count.text() == "1 hội viên"


def test_a_click_on_a_heading_sorts_and_a_second_turns_it_round(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = open_page()
    header = page.list.horizontalHeader()
    header.sectionClicked.emit(1)
    settle()
    born = office.register("member").rows(page.listing.model.numbers, [MEMBER.field("birth_date")])
    ascending = [born[number].cells[0][-4:] for number in page.listing.model.numbers]
    assert ascending == sorted(ascending)
    header.sectionClicked.emit(1)
    settle()
    assert [born[number].cells[0][-4:] for number in page.listing.model.numbers] == sorted(ascending, reverse=True)
    assert office.layouts.kept["member"]["descending"]  # type: ignore[index]


def test_a_branch_narrows_the_list_and_a_new_member_begins_in_it(
    people: list[UUID], open_page: OpenPage, open_form: Callable[..., object], settle: Settle
) -> None:
    page = open_page()
    branch = next(combo for combo in page.filters.quick if combo.entry.key == "branch_id")
    assert branch.isVisible()
    branch.setCurrentIndex(branch.findText("Chi hội Na Pặng"))
    branch.picked.emit()
    settle()
    assert page.filters.count.text() == "8 hội viên"
    assert set(shown(page, 2)) == {"Chi hội Na Pặng"}
    page.add()
    form = open_form(page)
    assert form.form.fields["branch_id"].editor.text() == "Chi hội Na Pặng"  # type: ignore[attr-defined]


def test_more_filters_stand_as_words_and_go_by_a_click(people: list[UUID], open_page: OpenPage, settle: Settle) -> None:
    page = open_page()
    page.filters.add([Filter("occupation", "contains", "nông")])
    settle()
    few = len(shown(page))
    assert 0 < few < 40
    (chip,) = page.filters._chips
    assert chip.text() == "Nghề nghiệp: có chứa “nông”"
    chip.click()
    settle()
    assert len(shown(page)) == 40


def test_a_filter_is_saved_under_a_name_and_comes_back(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = open_page()
    page.filters.ask_name = lambda: "Nông dân"
    page.filters.add([Filter("occupation", "contains", "nông")])
    next(one for one in page.filters.saved_menu.actions() if one.text() == texts.KEEP_FILTER).trigger()
    settle()
    few = len(shown(page))
    again = open_page()
    next(one for one in again.filters.saved_menu.actions() if one.text() == "Nông dân").trigger()
    settle()
    assert len(shown(again)) == few
    assert again.filters._chips


def test_chosen_columns_stay_and_a_sensitive_one_is_noted_as_seen(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = open_page()
    assert "ethnicity" not in [entry.key for entry in page.listing.model.columns]
    page.pane.choose_columns()
    chooser = next(one for one in page.pane.findChildren(QDialog) if one.isVisible())
    chooser.tick("ethnicity")  # type: ignore[attr-defined]
    chooser.accept()
    settle()
    assert "ethnicity" in [entry.key for entry in page.listing.model.columns]
    assert office.views == [("member", 40, ("ethnicity",))]
    again = open_page()
    assert "ethnicity" in [entry.key for entry in again.listing.model.columns]
    again.pane.deliver_columns()
    settle()
    assert [entry.key for entry in again.listing.model.columns] == [entry.key for entry in MEMBER.listed]


def test_who_may_not_see_sensitive_fields_is_not_offered_them(people: list[UUID], open_page: OpenPage) -> None:
    page = open_page(rights=Rights(edit=False, delete=False, bulk=False, export=False, sensitive=False))
    offered = {action.text() for action in page.filters.more_menu.actions()}
    assert "Tôn giáo" not in offered
    assert "Nghề nghiệp" in offered
    assert not page.header.add_button.isVisible()
    assert not page.header.export_button.isVisible()
    assert page.header.more_button.isVisible()


def test_keys_move_through_the_list_and_enter_opens(
    people: list[UUID], open_page: OpenPage, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page(size=(800, 600))
    assert not page.detail.isVisible()
    page.list.setFocus()
    page.list.look_at(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert page.detail.isVisible()
    assert not page.list.isVisible()
    assert page.detail.heading.text() == shown(page)[1]
    page.detail.back_button.click()
    assert page.list.isVisible()


@pytest.mark.parametrize("name", [item.key for item in NAVIGATION if item.group in DAILY and item.key not in SPECIAL])
def test_no_column_lies_out_of_sight_beside_the_detail(name: str, qtbot: QtBot) -> None:
    sheet = sheets()[name]
    model = RowsModel()
    model.show_rows(range(30), sheet.listed, {})
    rows = RowList(model)
    qtbot.addWidget(rows)
    rows.resize(780, 550)  # what a window of 1366 × 768 leaves
    rows.show()
    rows.arrange(ListLayout.delivered(sheet), "")
    assert rows.horizontalScrollBar().maximum() == 0


def test_beside_a_wide_list_the_detail_covers_nothing(people: list[UUID], open_page: OpenPage) -> None:
    page = open_page(size=(1150, 640))
    assert page.list.isVisible()
    assert page.detail.isVisible()
    assert not page.list.geometry().intersects(page.detail.geometry().translated(-page.pane.x(), 0)) or (
        page.detail.x() >= page.pane.x() + page.pane.width()
    )


def test_an_empty_register_says_what_will_be_here_and_offers_the_first_step(open_page: OpenPage) -> None:
    page = open_page(importable=True)
    words = page.pane.empty.shown
    assert words.heading.text() == "Chưa có hội viên nào"
    assert "Nhập từ Excel" in words.sentence.text()
    assert not page.detail.isVisible()
    words.button.click()
    assert page.body.form is not None


def test_nothing_that_matches_offers_the_whole_list(people: list[UUID], open_page: OpenPage, settle: Settle) -> None:
    page = open_page()
    page.show_query(Query(text="không ai tên thế này"))
    settle()
    words = page.pane.empty.shown
    assert words.heading.text() == texts.NOTHING_MATCHES
    words.button.click()
    settle()
    assert len(shown(page)) == 40


def test_what_is_listed_is_exported(people: list[UUID], open_page: OpenPage, settle: Settle, tmp_path: Path) -> None:
    page = open_page()
    page.ask_path = lambda name: str(tmp_path / name)
    page.header.export_button.click()
    settle()
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name.startswith("Hội viên ")
    assert "40 hội viên" in page.said[-1].text  # type: ignore[attr-defined]
    file.unlink()
    page.list.selectRow(3)
    page.export_chosen()
    settle()
    assert "1 hội viên" in page.said[-1].text  # type: ignore[attr-defined]


def test_papers_get_what_they_take(people: list[UUID], open_page: OpenPage, settle: Settle, qtbot: QtBot) -> None:
    asked: list[Listed] = []
    papers = [
        PageAction("Danh sách (HV-02)…", asked.append),
        PageAction("Giấy mời…", asked.append, "rows"),
        PageAction("Thẻ hội viên…", asked.append, "one"),
    ]
    page = open_page(prints=papers)
    for paper in papers:
        page.run_action(paper)
    settle()
    assert [(len(one.ids), one.count) for one in asked] == [(0, 40), (1, 1), (1, 1)]
    assert [action.text() for action in page.detail.print_menu.actions()] == ["Thẻ hội viên…"]
    single = open_page(prints=papers[:1])
    qtbot.keyClick(single.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 4


def test_every_register_has_a_page(people: list[UUID], open_page: OpenPage) -> None:
    for sheet in sheets().values():
        page = open_page(sheet)
        assert page.header.title.text() == sheet.title
        page.close()
