"""Adding and editing: typed by keys alone, judged in words, never lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.fields import Privacy
from desktop.models.sheets import HOUSEHOLD, MEMBER
from desktop.registers.drafts import Drafts
from desktop.registers.query import Query
from desktop.ui.registers.form_page import FormPage
from desktop.ui.registers.page import RegisterPage
from desktop.ui.texts import registers as texts
from tests.ui.registers.office import Office
from tests.ui.typing import METHODS, type_like_unikey

Settle = Callable[[], None]
OpenPage = Callable[..., RegisterPage]
OpenForm = Callable[[RegisterPage], FormPage]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def put(form: FormPage, key: str, text: str) -> None:
    editor = form.form.fields[key].editor
    editor.set_text(text)
    editor.changed.emit()


@pytest.mark.parametrize("method", METHODS)
def test_a_member_is_added_without_the_mouse(
    people: list[UUID],
    open_page: OpenPage,
    open_form: OpenForm,
    office: Office,
    settle: Settle,
    qtbot: QtBot,
    method: str,
) -> None:
    page = open_page()
    qtbot.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = open_form(page)
    keys = ["full_name", "birth_date", "sex", "citizen_id", "phone"]
    typed = {"full_name": "Nguyễn Thị Thúy Hường", "birth_date": "12/03/1985", "phone": "0912 345 678"}
    for key in keys:
        assert focused() is form.form.fields[key].editor.input
        if key in typed:
            type_like_unikey(focused(), typed[key], method)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is form.form.fields["branch_id"].editor.input
    type_like_unikey(focused(), "Na Pặng", method)
    settle()
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    with qtbot.waitSignal(form.saved, timeout=5000):
        qtbot.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    members = office.register("member")
    (number,) = members.find(Query(text="Nguyễn Thị Thúy Hường 0912345678"))
    (row,) = members.ids([number])
    saved = members.open(row).titles
    assert (saved["full_name"], saved["birth_date"], saved["branch_id"], saved["sex"]) == (
        "Nguyễn Thị Thúy Hường", "12/03/1985", "Chi hội Na Pặng", "Nữ",
    )  # fmt: skip
    assert page.body.form is None
    assert page.detail.heading.text() == "Nguyễn Thị Thúy Hường"
    assert page.said[-1].text == "Đã thêm hội viên Nguyễn Thị Thúy Hường."  # type: ignore[attr-defined]


def test_a_household_is_added_and_its_head_on_the_way(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle
) -> None:
    page = open_page(HOUSEHOLD)
    page.add()
    form = open_form(page)
    put(form, "name", "Đặng Thị Huệ")
    form.ask_text = lambda *_asked: "Đặng Thị Huệ"
    form.form.fields["head_id"].add_asked.emit("")
    settle()
    assert form.form.fields["head_id"].editor.text() == "Đặng Thị Huệ"
    field = form.form.fields["poverty_class"].editor
    field.restore("Hộ nghèo")
    form.save()
    settle()
    assert page.body.form is None, [one.editor.problem for one in form.form.fields.values()]
    found = office.register("household")
    (row,) = found.ids(found.find(Query(text="hue")))
    assert found.open(row).titles["head_id"] == "Đặng Thị Huệ"
    assert len(office.register("person").find(Query(text="đặng thị huệ"))) == 1


def test_what_is_missing_is_said_under_its_field_and_gets_the_focus(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm
) -> None:
    page = open_page()
    page.add()
    form = open_form(page)
    put(form, "full_name", "Trần Thị An")
    put(form, "birth_date", "31/02/1980")
    form.save()
    assert form.form.fields["birth_date"].editor.problem.startswith("Ghi năm (1962)")
    assert form.form.fields["branch_id"].editor.problem
    assert focused() is form.form.fields["birth_date"].editor.input
    assert form.state.text() == "Còn 2 mục cần xem lại."
    assert page.body.form is form


@pytest.mark.parametrize(("born", "words"), [("2031", "ở sau hôm nay"), ("2010", "Chưa đủ 18 tuổi")])
def test_a_rule_that_stands_in_the_way_is_said_in_words(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, born: str, words: str
) -> None:
    page = open_page()
    page.add()
    form = open_form(page)
    put(form, "birth_date", born)
    form.save()
    assert words in form.form.fields["birth_date"].editor.problem


def test_a_doubt_is_said_and_does_not_stand_in_the_way(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle
) -> None:
    page = open_page()
    page.show_row(people[0])
    settle()
    page.edit()
    form = open_form(page)
    put(form, "citizen_id", "999185012345")
    form.form.fields["citizen_id"].editor.left.emit()
    assert "không phải mã tỉnh" in form.form.fields["citizen_id"].editor.problem
    form.save()
    settle()
    assert page.body.form is None
    assert "Nên xem lại" in page.said[-1].text  # type: ignore[attr-defined]
    assert office.register("member").open(people[0]).values["citizen_id"] == "999185012345"


def test_esc_leaves_at_once_when_nothing_was_typed_and_else_names_it(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    page.add()
    form = open_form(page)
    asked: list[str] = []
    form.confirm = lambda _parent, _question, fields, *_words, **_how: bool(asked.append(fields))
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    settle()
    assert not asked
    assert page.body.form is None
    page.add()
    form = open_form(page)
    form.confirm = lambda _parent, _question, fields, *_words, **_how: bool(asked.append(fields))
    qtbot.keyClicks(focused(), "Le Thi Na")
    put(form, "phone", "0912345678")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    settle()
    assert asked == ["Chưa lưu: Họ và tên, Điện thoại."]
    assert page.body.form is form
    assert not page.may_leave()


def test_what_was_typed_is_kept_within_two_seconds_and_comes_back(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    page.add()
    form = open_form(page)
    with qtbot.waitSignal(form.watch.kept, timeout=2000):
        put(form, "full_name", "Lò Thị Pưởng")
        put(form, "birth_date", "không rõ")
    page.forget()
    again = open_page()
    assert again.said[-1].act == texts.DRAFT_OPEN  # type: ignore[attr-defined]
    again.said[-1].on_act()  # type: ignore[attr-defined]
    form = open_form(again)
    assert form.form.fields["full_name"].editor.text() == "Lò Thị Pưởng"
    assert form.form.fields["birth_date"].editor.text() == "không rõ"
    assert "hôm nay" in form.banner.sentence.text()
    form.banner.buttons[1].click()
    settle()
    assert form.form.fields["full_name"].editor.text() == ""
    assert Drafts(office.store).all() == []
    assert not form.has_unsaved


def test_a_saved_form_leaves_no_draft(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    page = open_page()
    page.show_row(people[1])
    settle()
    page.edit()
    form = open_form(page)
    with qtbot.waitSignal(form.watch.kept, timeout=2000):
        put(form, "phone", "0912345678")
    assert Drafts(office.store).all()
    form.save()
    settle()
    assert Drafts(office.store).all() == []
    assert office.register("member").open(people[1]).values["phone"] == "0912345678"


@pytest.mark.parametrize("mine", [True, False])
def test_a_value_saved_meanwhile_stands_beside_hers_until_she_chooses(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle, mine: bool
) -> None:
    members = office.register("member")
    page = open_page()
    page.show_row(people[2])
    settle()
    page.edit()
    form = open_form(page)
    members.save(members.open(people[2]), {"phone": "0900000111"})
    put(form, "phone", "0900000222")
    put(form, "occupation", "Thợ may")
    form.save()
    settle()
    field = form.form.fields["phone"]
    assert field.is_unsettled
    assert members.open(people[2]).values["phone"] == "0900000111"
    form.save()
    assert form.banner.sentence.text() == texts.SETTLE_FIRST
    field.choose(mine=mine)
    form.save()
    settle()
    assert page.body.form is None
    saved = members.open(people[2]).values
    assert saved["phone"] == ("0900000222" if mine else "0900000111")
    assert saved["occupation"] == "Thợ may"


def test_a_draft_older_than_what_was_saved_asks_which_value_holds(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    members = office.register("member")
    page = open_page()
    page.show_row(people[3])
    settle()
    page.edit()
    form = open_form(page)
    with qtbot.waitSignal(form.watch.kept, timeout=2000):
        put(form, "phone", "0900000222")
    page.forget()
    members.save(members.open(people[3]), {"phone": "0900000111"})
    again = open_page()
    again.show_row(people[3])
    settle()
    again.edit()
    form = open_form(again)
    assert form.form.fields["phone"].editor.text() == "0900000222"
    assert form.form.fields["phone"].is_unsettled


def test_a_sensitive_value_is_covered_until_asked_for_and_stays_when_it_is_not(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle
) -> None:
    members = office.register("member")
    before = members.open(people[4]).values["ethnicity"]
    page = open_page()
    page.show_row(people[4])
    settle()
    page.edit()
    form = open_form(page)
    field = form.form.fields["ethnicity"]
    assert field.entry.field.privacy is Privacy.SENSITIVE
    assert not field.editor.isVisible()
    put(form, "occupation", "Giáo viên")
    form.save()
    settle()
    assert members.open(people[4]).values["ethnicity"] == before
    assert office.views == []
    page.edit()
    form = open_form(page)
    form.form.fields["ethnicity"].revealed.connect(lambda: None)
    form.form.fields["ethnicity"]._uncover()
    settle()
    assert office.views == [("member", (people[4],), ("ethnicity",))]
    assert form.form.fields["ethnicity"].editor.text()


def test_save_and_add_begins_another_in_the_same_branch(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm, office: Office, settle: Settle
) -> None:
    page = open_page()
    branch = office.register("member").open(people[0])
    page.add()
    form = open_form(page)
    put(form, "full_name", "Hoàng Thị Mỷ")
    form.form.fields["branch_id"].editor.restore(f"{branch.values['branch_id']}\t{branch.titles['branch_id']}")
    form.save_and_add()
    settle()
    assert page.body.form is form
    assert form.form.fields["full_name"].editor.text() == ""
    assert form.form.fields["branch_id"].editor.text() == branch.titles["branch_id"]
    assert not form.has_unsaved
    assert page.filters.count.text() == "41 hội viên"


def test_every_typed_field_of_the_form_takes_vietnamese_whole(
    people: list[UUID], open_page: OpenPage, open_form: OpenForm
) -> None:
    page = open_page()
    page.add()
    form = open_form(page)
    for method in METHODS:
        for key, field in form.form.fields.items():
            line: Any = field.editor.input
            if isinstance(line, QLineEdit):
                line.setFocus()
                line.clear()
                type_like_unikey(line, "Đặng Thị Huệ", method)
                assert line.text() == "Đặng Thị Huệ", key
    assert {"full_name", "branch_id", "sex"} <= set(form.form.fields)
    assert MEMBER.field("full_name").key in form.form.changed_keys
