"""A register declared here, and nowhere else, does what every register does."""

import json
from datetime import date
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import PERSONAL, REVIEW, field
from desktop.models.kinds import CHOICE, DATE, MONEY_VND, REFERENCE, TEXT
from desktop.models.record import Problem, Record
from desktop.models.sheets import sheet_named
from desktop.registers.exporting import export
from desktop.registers.history import History
from desktop.registers.query import Filter, Query
from desktop.registers.register import Refused, Register
from desktop.registers.undo import Undo
from desktop.store.opening import create
from desktop.store.store import open_store
from sync import record as change_record
from sync.tables import CHANGE


class Loom(Record):
    """A loom that the office lends out."""

    __tablename__ = "loom"
    __table_id__ = 900
    __label__ = "Khung cửi"
    __title__ = "name"

    name: Mapped[str] = field(1, "Tên khung cửi", TEXT, required=True, search=True, merge=REVIEW, listed=1,
                              headings=("khung dệt",))  # fmt: skip
    lent_on: Mapped[PartialDate | None] = field(2, "Ngày cho mượn", DATE, listed=1)
    branch_id: Mapped[UUID | None] = field(3, "Chi hội", REFERENCE("branch"), listed=1)
    price_vnd: Mapped[int | None] = field(4, "Giá (đồng)", MONEY_VND)
    state: Mapped[str | None] = field(5, "Tình trạng", CHOICE(("good", "Tốt"), ("broken", "Hỏng")), default="good")
    keeper: Mapped[str | None] = field(6, "Người giữ", TEXT, privacy=PERSONAL)

    @classmethod
    def judge(cls, row, on):
        if row.get("price_vnd") == 0:
            yield Problem("loom.free", "price_vnd", "Giá phải lớn hơn 0.")


@pytest.fixture
def store(tmp_path):
    key = bytes(range(32))
    create(tmp_path / "register.db", key, commune="05611")
    opened = open_store(tmp_path, key, strict=True)
    yield opened
    opened.close()


@pytest.fixture
def looms(store):
    return Register(store, sheet_named("loom"))


@pytest.fixture
def branch(store):
    return Register(store, sheet_named("branch")).add({"name": "Chi hội Na Pặng"})


def test_it_is_listed_searched_filtered_and_sorted(looms, branch):
    looms.add({"name": "Khung Thủy", "branch_id": branch, "lent_on": PartialDate("2026-03"), "price_vnd": 900_000})
    looms.add({"name": "Khung Ánh", "state": "broken"})
    numbers = looms.find()
    assert [looms.rows(numbers, looms.sheet.listed)[number].cells for number in numbers] == [
        ("Khung Ánh", "", ""),
        ("Khung Thủy", "03/2026", "Chi hội Na Pặng"),
    ]
    assert looms.find(Query(text="thuy")) == [numbers[1]]
    assert looms.find(Query(filters=(Filter("state", "is", "broken"),))) == [numbers[0]]
    assert looms.find(Query(sort="price_vnd", descending=True)) == [numbers[1], numbers[0]]


def test_its_rules_and_required_fields_are_judged(looms):
    with pytest.raises(Refused) as refused:
        looms.add({"price_vnd": 0})
    assert [problem.code for problem in refused.value.problems] == ["value.required", "loom.free"]


def test_every_change_of_it_is_recorded_told_and_undone(looms, branch, store):
    loom = looms.add({"name": "Khung Thủy", "price_vnd": 900_000})
    looms.save(looms.open(loom), {"price_vnd": 800_000, "branch_id": branch})
    with store.reading() as db:
        logged = db.execute(select(CHANGE.c.record).where(CHANGE.c.row == loom.bytes).order_by(CHANGE.c.id)).scalars()
        fields = [change_record.decode(record).fields for record in logged]
    assert fields == [{1: "Khung Thủy", 4: 900_000}, {3: branch.bytes, 4: 800_000}]
    latest, first = History(store).of(looms.sheet, loom)
    assert {(change.field.key, change.before, change.after) for change in latest.changes} == {
        ("branch_id", "", "Chi hội Na Pặng"),
        ("price_vnd", "900.000", "800.000"),
    }
    assert first.what == "Thêm khung cửi Khung Thủy"
    undo = Undo(store)
    assert undo.take_back(undo.last().act).rows == 1
    assert looms.open(loom).values["price_vnd"] == 900_000


def test_it_is_exported_in_all_three_formats(looms, branch, store, tmp_path):
    looms.add({"name": "Khung Thủy", "branch_id": branch, "lent_on": PartialDate("2026-03-05"), "price_vnd": 900_000})
    paths = [tmp_path / f"looms{ending}" for ending in (".json", ".csv", ".xlsx")]
    assert [export(store, looms.sheet, path) for path in paths] == [1, 1, 1]
    (row,) = json.loads(paths[0].read_text("utf-8"))
    assert row["branch"] == "Chi hội Na Pặng"
    assert row["lent_on"] == "2026-03-05"
    assert "Khung Thủy;05/03/2026;Chi hội Na Pặng;900.000;" in paths[1].read_text("utf-8-sig")
    (cells,) = openpyxl.load_workbook(paths[2]).active.iter_rows(min_row=2, values_only=True)
    assert (cells[0], cells[1].date(), cells[3]) == ("Khung Thủy", date(2026, 3, 5), 900_000)
