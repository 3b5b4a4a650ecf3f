"""Trash, undo, and the same change for many rows."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.models.sheets import HOUSEHOLD, MEMBER
from desktop.registers.query import Filter, Query
from desktop.ui.registers.bulk_change import BulkChange, BulkOrder, change_many
from desktop.ui.registers.form_page import FormPage
from desktop.ui.registers.page import RegisterPage
from desktop.ui.tasks import Cancelled, CancelToken, Progress
from desktop.ui.texts import registers as texts
from tests.ui.registers.office import Office

Settle = Callable[[], None]
OpenPage = Callable[..., RegisterPage]
OpenForm = Callable[[RegisterPage], FormPage]


def dialog_of(page: RegisterPage) -> BulkChange:
    dialog = next(one for one in page.findChildren(QDialog) if one.isVisible())
    assert isinstance(dialog, BulkChange)
    return dialog


def test_delete_asks_by_name_trashes_and_is_taken_back(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    asked: list[str] = []
    page.acts.confirm = lambda _parent, question, *_words, **_how: not asked.append(question)
    page.list.setFocus()
    page.list.look_at(2)
    settle()
    name = page.detail.heading.text()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle()
    assert asked == [f"Xóa hội viên {name}?"]
    assert page.filters.count.text() == "39 hội viên"
    assert page.list.currentIndex().row() == 2
    assert page.said[-1].text == f"Đã chuyển hội viên {name} vào Thùng rác."  # type: ignore[attr-defined]
    page.said[-1].on_act()  # type: ignore[attr-defined]
    settle()
    assert page.said[-1].text == f"Đã hoàn tác: Xóa hội viên {name}."  # type: ignore[attr-defined]
    assert page.filters.count.text() == "40 hội viên"


def test_what_lies_in_the_trash_is_shown_and_taken_out(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    office.register("member").remove(people[:2])
    page = open_page()
    page.show_trash()
    settle()
    assert page.header.title.text() == "Thùng rác: Hội viên"
    assert page.filters.count.text() == "2 hội viên"
    assert page.detail.trashed.isVisible()
    assert not page.header.add_button.isVisible()
    page.list.selectAll()
    page.header.restore_button.click()
    settle()
    assert page.pane.empty.shown.heading.text() == texts.EMPTY_TRASH
    page.header.list_button.click()
    settle()
    assert page.filters.count.text() == "40 hội viên"


def test_ctrl_z_takes_back_the_last_act_and_names_it(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    members = office.register("member")
    before = members.open(people[0])
    page = open_page()
    members.save(before, {"occupation": "Thợ may"})
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.said[-1].text == f"Đã hoàn tác: Sửa hội viên {before.title}."  # type: ignore[attr-defined]
    assert members.open(people[0]).values["occupation"] == before.values["occupation"]


def test_what_was_done_to_a_household_is_said_without_a_doubled_word(
    open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle
) -> None:
    households = office.register("household")
    households.add({"name": "Hộ bà Hòa"})
    page = open_page(HOUSEHOLD)
    page.edit()
    form = open_form(page)
    assert form.heading.text() == "Sửa hộ bà Hòa"
    address = form.form.fields["address"].editor
    address.set_text("Xóm Na Pặng")
    address.changed.emit()
    form.save_button.click()
    settle()
    page.acts.undo_last()
    settle()
    page.acts.trash([page._shown_number], "Hộ bà Hòa")
    settle()
    said = [notice.text for notice in page.said]  # type: ignore[attr-defined]
    assert said == ["Đã lưu hộ bà Hòa.", "Đã hoàn tác: Sửa hộ bà Hòa.", "Đã chuyển hộ bà Hòa vào Thùng rác."]


def test_many_people_move_to_another_branch_as_one_act(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    branches = office.register("branch")
    target = next(row for row in branches.ids(branches.find()) if branches.open(row).title == "Chi hội Na Pặng")
    page = open_page()
    page.list.selectAll()
    page.header.moved.emit("branch_id")
    settle()
    dialog = dialog_of(page)
    assert not dialog.ok.isEnabled()
    assert dialog.editor is not None
    dialog.editor.restore(f"{target}\tChi hội Na Pặng")
    dialog.editor.changed.emit()
    settle()
    assert dialog.preview.text() == "Sẽ đổi Chi hội của 32 hội viên. 8 dòng đã như vậy, giữ nguyên."
    dialog.ok.click()
    settle()
    assert page.said[-1].text == "Đã ghi Chi hội: Chi hội Na Pặng cho 32 hội viên."  # type: ignore[attr-defined]
    members = office.register("member")
    assert len(members.find(Query(filters=(Filter("branch_id", "is", target),)))) == 40
    page.said[-1].on_act()  # type: ignore[attr-defined]
    settle()
    assert len(members.find(Query(filters=(Filter("branch_id", "is", target),)))) == 8


def test_any_field_can_be_changed_for_the_chosen_rows(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = open_page()
    page.list.look_at(0)
    page.header.asked.emit("bulk")
    settle()
    dialog = dialog_of(page)
    keys = [dialog.field.itemData(at) for at in range(dialog.field.count())]
    assert "occupation" in keys
    assert not {"full_name", "citizen_id", "phone"} & set(keys)
    dialog.field.setCurrentIndex(keys.index("occupation"))
    assert dialog.editor is not None
    dialog.editor.restore("Thợ may")
    dialog.editor.changed.emit()
    settle()
    dialog.ok.click()
    settle()
    found = office.register("member").find(Query(filters=(Filter("occupation", "is", "Thợ may"),)))
    assert found == [page.listing.model.numbers[0]]


def test_a_change_of_many_rows_can_be_stopped_before_it_writes(people: list[UUID], office: Office) -> None:
    members = office.register("member")
    order = BulkOrder(MEMBER, tuple(members.find()), MEMBER.field("occupation"), "Thợ may", "Thợ may")
    token = CancelToken()

    def stop(_progress: Progress) -> None:
        token.cancel()

    try:
        change_many(office.services, order, stop, token)
    except Cancelled:
        pass
    else:
        raise AssertionError("it went on")
    assert members.find(Query(filters=(Filter("occupation", "is", "Thợ may"),))) == []
    last = office.services.undo.last()
    assert last is not None
    assert "Thợ may" not in last.label


def test_nothing_chosen_is_said_and_nothing_happens(people: list[UUID], open_page: OpenPage) -> None:
    page = open_page()
    page.list.clearSelection()
    page.header.asked.emit("bulk")
    assert page.said[-1].text == texts.SELECT_FIRST  # type: ignore[attr-defined]
