"""Every state of a register page, in every theme and text size at 1366 × 768: no word is wider than its box."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from desktop.models.sheets import HOUSEHOLD, MEMBER, Sheet, sheets
from desktop.registers.query import Filter
from desktop.ui.registers.bulk_change import BulkChange
from desktop.ui.registers.column_chooser import ColumnChooser
from desktop.ui.registers.detail_panel import FACTS, HISTORY, RELATED
from desktop.ui.registers.filter_dialog import FilterDialog
from desktop.ui.registers.list_layout import ListLayout
from desktop.ui.registers.page import RegisterPage
from desktop.ui.registers.references import RegisterReferences
from desktop.ui.registers.services import PageAction
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import Look
from tests.ui.overflow import overflowing
from tests.ui.registers.made_up import Boat
from tests.ui.registers.office import Office

PAPERS = [PageAction("Danh sách hội viên (HV-02)…", print), PageAction("Thẻ hội viên…", print, "one")]
# What the frame leaves of 1366 × 768.
ROOM = {100: (1200, 660), 200: (1060, 610)}


@pytest.mark.parametrize("name", ["member", "household", Boat.__tablename__])
def test_every_word_of_a_register_fits_its_box(
    look: Look, name: str, people: list[UUID], open_page: Callable[..., RegisterPage],
    open_form: Callable[..., QWidget], settle: Callable[[], None], office: Office,
) -> None:  # fmt: skip
    sheet: Sheet = {"member": MEMBER, "household": HOUSEHOLD}.get(name) or sheets()[name]
    if name == Boat.__tablename__:
        office.register(name).add({"name": "Thuyền Hồng Hà", "keeper_id": people[0], "price_vnd": 12_500_000})
    page = open_page(sheet, size=ROOM[look.scale], prints=PAPERS)
    assert overflowing(page) == []
    page.list.opened.emit(0)
    settle()
    for tab in (FACTS, RELATED, HISTORY):
        page.detail.show_tab(tab)
        settle()
        assert overflowing(page) == [], tab
    page.edit()
    assert overflowing(open_form(page)) == []
    page.add()
    form = open_form(page)
    form.save()  # type: ignore[attr-defined]
    settle()
    assert overflowing(form) == []
    page._close_form()
    page.detail.closed.emit()
    page.filters.add([Filter(sheet.main.__title__, "contains", "nguyễn thị")])
    settle()
    assert overflowing(page) == []
    page.show_trash()
    settle()
    assert overflowing(page) == []


def test_every_word_of_the_dialogs_fits_its_box(
    look: Look, people: list[UUID], office: Office, runner: TaskRunner, settle: Callable[[], None], qtbot: object
) -> None:
    services, references = office.services, RegisterReferences(office.services)
    numbers = office.register("member").find()
    dialogs = [
        ColumnChooser(MEMBER, ListLayout.delivered(MEMBER)),
        BulkChange(MEMBER, numbers, services, runner),
        BulkChange(MEMBER, numbers, services, runner, key="branch_id"),
        *(
            FilterDialog(MEMBER.field(key), runner, references)
            for key in ("religion", "joined_on", "note", "hamlet_id")
        ),
    ]
    for dialog in dialogs:
        dialog.show()
        settle()
        assert overflowing(dialog) == [], dialog.windowTitle()
        assert dialog.width() <= 1366
        assert dialog.height() <= 768
        dialog.close()
        dialog.deleteLater()
