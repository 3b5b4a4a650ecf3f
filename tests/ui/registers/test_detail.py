"""The detail: what is known, what belongs to a row, what happened to it and how to get it back."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.models.dates import PartialDate
from desktop.models.sheets import HOUSEHOLD, MEMBER, sheets
from desktop.ui.registers.concealed import Concealed
from desktop.ui.registers.detail_panel import HISTORY, RELATED
from desktop.ui.registers.history_list import HistoryList
from desktop.ui.registers.page import RegisterPage
from desktop.ui.registers.related_list import RelatedList, RelatedRow
from desktop.ui.registers.relations import relations_of
from desktop.ui.registers.services import Rights
from desktop.ui.texts import registers as texts
from desktop.ui.theme import Look, apply_look
from desktop.ui.widgets.buttons import Button
from tests.ui.registers.office import Office

Settle = Callable[[], None]
OpenPage = Callable[..., RegisterPage]


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def at(page: RegisterPage, row: UUID, settle: Settle) -> RegisterPage:
    page.show_row(row)
    settle()
    return page


def test_what_is_known_stands_under_its_headings_and_what_is_not_is_named(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = at(open_page(), people[0], settle)
    known = office.register("member").open(people[0])
    told = words(page.detail.tabs)
    assert known.title == page.detail.heading.text()
    assert "Sinh hoạt Hội" in told
    assert known.titles["branch_id"] in told
    assert "Còn trống: " in told
    assert "Số thẻ" in told.split("Còn trống: ")[1]
    assert page.detail.subtitle.text() == f"{known.titles['birth_date']} · {known.titles['branch_id']}"


def test_what_is_not_known_is_named_once(open_page: OpenPage, office: Office, settle: Settle) -> None:
    row = office.register("household").add({"name": "Hộ bà Hòa"})
    empty = words(at(open_page(HOUSEHOLD), row, settle).detail.tabs).split("Còn trống: ")[1]
    assert empty.count("Ghi chú") == 1


def test_the_names_of_the_fields_grow_with_the_letters(people: list[UUID], open_page: OpenPage, settle: Settle) -> None:
    page = at(open_page(), people[0], settle)
    (name,) = (label for label in page.detail.findChildren(QLabel) if label.text() == "Ngày vào Hội")
    before = name.width()
    apply_look(Look("light", 200))
    settle()
    assert name.width() == 2 * before


def test_a_sensitive_value_shows_itself_when_asked_and_is_noted(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = at(open_page(), people[0], settle)
    ethnicity = office.register("member").open(people[0]).titles["ethnicity"]
    assert ethnicity not in words(page.detail.tabs)
    (concealed,) = page.detail.tabs.findChildren(Concealed)
    concealed.button.click()
    settle()
    assert concealed.words.text() == ethnicity
    assert office.views == [("member", (people[0],), ("ethnicity",))]


def test_a_guest_sees_no_sensitive_value_and_changes_nothing(
    people: list[UUID], open_page: OpenPage, settle: Settle
) -> None:
    page = at(open_page(rights=Rights(False, False, False, False, False)), people[0], settle)
    assert not page.detail.tabs.findChildren(Concealed)
    assert not page.detail.edit_button.isVisible()
    page.edit()
    assert page.body.form is None


def test_relations_follow_from_the_declarations(people: list[UUID]) -> None:
    of_member = {(one.sheet.name, one.field.key) for one in relations_of(MEMBER, sheets())}
    assert {("household", "head_id"), ("household_member", "person_id"), ("support_out", "person_id")} <= of_member
    assert ("boat_of_the_tests", "keeper_id") in of_member
    assert not [name for name, _ in of_member if name in ("membership", "person", "member")]
    of_branch = {(one.sheet.name, one.field.key) for one in relations_of(sheets()["branch"], sheets())}
    assert ("member", "branch_id") in of_branch
    assert ("membership", "branch_id") not in of_branch
    assert not [
        name
        for name, _ in {(one.sheet.name, 0) for one in relations_of(HOUSEHOLD, sheets())}
        if name == "poverty_status"
    ]


def test_related_rows_lead_to_their_register_and_new_ones_begin_here(
    people: list[UUID], open_page: OpenPage, open_form: Callable[..., object], office: Office, settle: Settle
) -> None:
    office.register("support_out").add(
        {
            "given_on": PartialDate("2026-01-20"), "list_name": "Tết vì người nghèo", "person_id": people[0],
            "support_kind": "cash", "cash_vnd": 500_000,
        }
    )  # fmt: skip
    page = at(open_page(), people[0], settle)
    page.detail.show_tab(RELATED)
    settle()
    (related,) = page.detail.tabs.findChildren(RelatedList)
    told = words(related)
    assert "Hỗ trợ đã trao (1)" in told
    assert "Hộ gia đình (1)" in told
    rows = {row.accessibleName(): row for row in related.findChildren(RelatedRow)}
    support = next(row for name, row in rows.items() if "Tết vì người nghèo" in name)
    went: list[str] = []
    page.row_elsewhere.connect(lambda sheet, _row: went.append(sheet))
    support.click()
    assert went == ["support_out"]
    adding = next(one for one in related.findChildren(Button) if one.accessibleName() == "Thêm nhân khẩu trong hộ")
    adding.click()
    form = open_form(page)
    assert form.sheet.name == "household_member"  # type: ignore[attr-defined]
    name = office.register("member").open(people[0]).title
    assert form.form.fields["person_id"].editor.text() == name  # type: ignore[attr-defined]


def test_a_branch_shows_its_members_and_the_way_to_all_of_them(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    for row in people[5:15]:
        members = office.register("member")
        branch = members.open(people[0]).values["branch_id"]
        members.save(members.open(row), {"branch_id": branch})
    page = at(open_page(sheets()["branch"]), branch, settle)
    page.detail.show_tab(RELATED)
    settle()
    (related,) = page.detail.tabs.findChildren(RelatedList)
    assert "Hội viên (16)" in words(related)
    asked: list[object] = []
    page.list_elsewhere.connect(lambda sheet, query: asked.append((sheet, query.filters[0].value)))
    next(one for one in related.findChildren(QPushButton) if one.text() == "Xem cả 16").click()
    assert asked == [("member", branch)]


def test_history_tells_who_did_what_and_gives_a_value_back(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    members = office.register("member")
    members.save(members.open(people[0]), {"phone": "0912000111"})
    members.save(members.open(people[0]), {"phone": "0912000222"})
    page = at(open_page(), people[0], settle)
    page.detail.show_tab(HISTORY)
    settle()
    (history,) = page.detail.tabs.findChildren(HistoryList)
    told = words(history)
    assert "Điện thoại: 0912000111 → 0912000222" in told
    assert "hôm nay · Chương trình · máy này" in told
    assert told.index("0912000222") < told.index("Nhập danh sách mẫu")
    back = next(one for one in history.findChildren(Button) if one.toolTip() == "Lấy lại Điện thoại: 0912000111")
    assert back.text() == texts.PUT_BACK
    back.click()
    settle()
    assert members.open(people[0]).values["phone"] == "0912000111"
    assert page.said[-1].text.startswith("Đã lấy lại Điện thoại của ")  # type: ignore[attr-defined]
    assert page.said[-1].act == texts.UNDO  # type: ignore[attr-defined]


def test_history_keeps_sensitive_values_covered(
    people: list[UUID], open_page: OpenPage, office: Office, settle: Settle
) -> None:
    page = at(open_page(), people[0], settle)
    page.detail.show_tab(HISTORY)
    settle()
    (history,) = page.detail.tabs.findChildren(HistoryList)
    (concealed,) = history.findChildren(Concealed)
    assert concealed.words.text() == f"Dân tộc: {texts.DOTS}"
    concealed.button.click()
    settle()
    assert office.views[-1] == ("member", (people[0],), ("ethnicity",))
