"""Who a row is, and what storing it changes, against a register that already knows people."""

import pytest
from xlsxwriter import Workbook

from desktop.importing.outcome import Act, Decision, RowPlace
from desktop.importing.store_list import ListStore
from desktop.importing.understand import read_list
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.register import Register
from desktop.registers.undo import Undo
from desktop.store.opening import create
from desktop.store.store import open_store

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Chi hội", "Điện thoại", "Ghi chú")


@pytest.fixture
def store(tmp_path):
    key = bytes(range(32))
    create(tmp_path / "register.db", key, commune="05611")
    opened = open_store(tmp_path, key, strict=True)
    yield opened
    opened.close()


@pytest.fixture
def take(store, tmp_path):
    """Write rows into an .xlsx and store it."""

    def act(*rows, decisions=None, sheet=MEMBER, head=HEAD, dry=False):
        path = tmp_path / "ds.xlsx"
        with Workbook(str(path)) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, head)
            for number, row in enumerate(rows, 1):
                page.write_row(number, 0, (number, *row))
        reading = read_list(path, sheet)
        lists = ListStore(store)
        if dry:
            return lists.try_out(sheet, reading, decisions)
        return lists.store(sheet, reading, decisions, label="Nhập thử")

    return act


@pytest.fixture
def members(store):
    register = Register(store, MEMBER)

    def listed():
        return [register.open(row_id) for row_id in register.ids(register.find())]

    return listed


AN = ("Trần Thị An", "12/03/1979", "019179000001", "Na Pặng", "0912345678", "")
HOA = ("Nguyễn Thị Hòa", "1985", "", "Na Pặng", "", "")


def test_a_number_known_already_updates_what_the_list_says_anew(take, members):
    take(AN)
    outcome = take(("Trần Thị An", "12/03/1979", "019179000001", "Na Pặng", "0987654321", "Chủ hộ"))
    assert (len(outcome.added), len(outcome.updated)) == (0, 1)
    (an,) = members()
    assert (an.values["phone"], an.values["note"]) == ("0987654321", "Chủ hộ")


def test_blanks_and_coarser_dates_take_nothing_back(take, members):
    take(AN)
    outcome = take(("Trần Thị An", "1979", "019179000001", "Na Pặng", "", ""))
    assert len(outcome.unchanged) == 1
    (an,) = members()
    assert (an.values["birth_date"], an.values["phone"]) == ("1979-03-12", "0912345678")


def test_a_second_note_stands_beside_the_first(take, members):
    take((*AN[:5], "Chủ hộ"))
    take((*AN[:5], "Đang vay vốn"))
    assert members()[0].values["note"] == "Chủ hộ; Đang vay vốn"


def test_one_number_under_quite_another_name_and_year_asks_a_person(take, members):
    take(AN)
    outcome = take(("Phùng Thị Xuyến", "1990", "019179000001", "Na Pặng", "", ""))
    (waiting,) = outcome.waiting
    assert waiting.asked[0].reason == "match.other_name" or waiting.asked[0].reason.startswith("citizen_id.")
    assert len(members()) == 1


def test_same_name_year_and_branch_is_the_same_woman(take, members):
    take(HOA)
    outcome = take(("NGUYỄN THỊ HÒA", "05/06/1985", "", "Chi hội Na Pặng", "0911222333", ""))
    assert (len(outcome.added), len(outcome.updated), outcome.branches) == (0, 1, ())
    assert members()[0].values["birth_date"] == "1985-06-05"


def test_same_name_and_year_in_another_branch_asks_with_the_branch_named(take, members):
    take(HOA)
    outcome = take((*HOA[:3], "Đồng Tâm", "", ""))
    (waiting,) = outcome.waiting
    assert waiting.asked[0].reason == "match.maybe_same"
    assert waiting.candidates[0].words == "Nguyễn Thị Hòa · 1985 · Na Pặng"


@pytest.mark.parametrize(("act", "count"), [(Act.SAME, 1), (Act.ADD, 2), (Act.SKIP, 1)])
def test_what_a_person_decides_is_done(take, members, act, count):
    take(HOA)
    again = (*HOA[:3], "Đồng Tâm", "0911222333", "")
    waiting = take(again, dry=True).waiting[0]
    outcome = take(again, decisions={waiting.place: Decision(act, same_as=waiting.candidates[0].id)})
    assert not outcome.waiting
    assert len(members()) == count
    assert any(one.values["phone"] == "0911222333" for one in members()) == (act is not Act.SKIP)


def test_two_women_with_two_numbers_stay_two(take, members):
    take(AN)
    take(("Trần Thị An", "12/03/1979", "019179000002", "Na Pặng", "", ""))
    assert len(members()) == 2


def test_a_second_row_of_one_woman_fills_what_the_first_left_blank(take, members):
    rows = (
        ("Lê Thị Mai", "1970", "019170000009", "Na Pặng", "", ""),
        ("Lê Thị Mai", "1970", "019170000009", "Na Pặng", "0911222333", ""),
    )
    (held,) = take(*rows, dry=True).waiting
    first = RowPlace(held.place.sheet, 2)
    take(*rows, decisions={held.place: Decision(Act.SAME, same_as=first)})
    (mai,) = members()
    assert mai.values["phone"] == "0911222333"


def test_who_left_and_stands_in_a_list_again_is_a_member_again(take, members, store):
    take(AN)
    register = Register(store, MEMBER)
    (an,) = members()
    from desktop.models.dates import PartialDate

    register.save(an, {"left_on": PartialDate("2026-01-05")})
    assert members() == []
    outcome = take(AN)
    assert (len(outcome.added), len(outcome.updated)) == (0, 1)
    assert [one.id for one in members()] == [an.id]


def test_undoing_an_update_brings_the_old_values_back(take, members, store):
    take(AN)
    act = take((*AN[:4], "0987654321", "")).act
    Undo(store).take_back(act)
    assert members()[0].values["phone"] == "0912345678"


def test_a_recipient_that_no_register_knows_waits(take):
    head = ("STT", "Người nhận", "Ngày trao", "Đợt hỗ trợ", "Hình thức", "Số tiền")
    outcome = take(
        ("Không Có Ai", "28/01/2026", "Quà Tết", "Tiền", 500000), sheet=sheet_named("support_out"), head=head
    )
    assert [row.asked[0].reason for row in outcome.waiting] == ["reference.unknown"]


def test_what_telling_raises_leaves_the_register_as_it_was(store, take, members, tmp_path):
    class Stopped(Exception):
        pass

    def stop(done, total):
        raise Stopped

    take(AN)
    reading = read_list(tmp_path / "ds.xlsx", MEMBER)
    take(HOA)
    with pytest.raises(Stopped):
        ListStore(store).store(MEMBER, reading, {}, stop, label="Nhập thử")
    assert len(members()) == 2
