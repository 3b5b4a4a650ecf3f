"""A register that only a test declares has list, form, search, filters, history and trash like any other."""

from collections.abc import Callable
from uuid import UUID

from desktop.models.sheets import sheets
from desktop.ui.registers.detail_panel import HISTORY
from desktop.ui.registers.form_page import FormPage
from desktop.ui.registers.page import RegisterPage
from tests.ui.registers.made_up import Boat
from tests.ui.registers.office import Office


def test_a_made_up_register_is_kept_like_any_other(
    people: list[UUID], open_page: Callable[..., RegisterPage], open_form: Callable[[RegisterPage], FormPage],
    office: Office, settle: Callable[[], None],
) -> None:  # fmt: skip
    sheet = sheets()[Boat.__tablename__]
    page = open_page(sheet)
    assert page.pane.empty.shown.heading.text() == "Chưa có thuyền cho mượn nào"
    for name, price in (("Thuyền Hồng Hà", "12.500.000"), ("Thuyền sông Cầu", "900.000")):
        page.add()
        form = open_form(page)
        form.form.fields["name"].editor.restore(name)
        form.form.fields["price_vnd"].editor.restore(price)
        form.form.fields["keeper_id"].editor.restore(f"{people[0]}\tai đó")
        form.save()
        settle()
    assert page.filters.count.text() == "2 thuyền cho mượn"
    cells = [page.listing.model.index(0, column).data() for column in range(page.listing.model.columnCount())]
    assert cells[0] == "Thuyền Hồng Hà"
    assert "12.500.000" in cells
    assert [combo.entry.key for combo in page.filters.quick][:2] == ["branch_id", "state"]
    page.filters.search.setText("song cau")
    page.filters.changed.emit()
    settle()
    assert page.filters.count.text() == "1 thuyền cho mượn"
    page.edit()
    form = open_form(page)
    form.form.fields["state"].editor.set_text("Cần sửa")
    form.form.changed.emit()
    form.save()
    settle()
    page.detail.show_tab(HISTORY)
    settle()
    register = office.register(sheet.name)
    (row,) = register.ids(page.listing.model.numbers)
    entries = office.services.history.of(sheet, row)
    assert [entry.what for entry in entries] == [
        "Sửa thuyền cho mượn Thuyền sông Cầu", "Thêm thuyền cho mượn Thuyền sông Cầu",
    ]  # fmt: skip
    page.trash()
    settle()
    assert register.open(row).is_trashed
