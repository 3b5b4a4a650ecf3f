"""Figures of the commune, on a real store, and as the province's database would be asked."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.dialects import postgresql

from desktop.models.dates import PartialDate
from desktop.reports import coverage, households, people, quality
from desktop.reports.periods import Period, within
from tests.registers.village import Village, small_village

TODAY = date(2026, 11, 21)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


def ask(village: Village, report: Callable[..., Any], *values: Any) -> Any:
    with village.store.reading() as db:
        return report(db, *values)


def women(village: Village, count: int, as_of: str, kind: str = "statistics", branch: str = "") -> None:
    branch_id = village.branches[branch] if branch else None
    village.add(
        "denominator", kind=kind, as_of=PartialDate(as_of), women=count, source="Chi cục Thống kê", branch_id=branch_id
    )


def test_members_are_counted_once_without_the_honorary_the_dead_and_those_who_left(village: Village) -> None:
    village.add("membership", person_id=village.people["Trần Thị An"], branch_id=village.branches["Bản Dạy"])
    village.member("Ông Danh Dự", "Na Pặng", kind="honorary", sex="male")
    village.member("Bà Đã Mất", "Na Pặng", died_on=PartialDate("2026"))
    village.member("Bà Đã Chuyển", "Na Pặng", left_on=PartialDate("2026-01"))
    assert ask(village, people.members_now) == 5


def test_a_member_in_the_trash_is_not_counted(village: Village) -> None:
    village.register("member").remove([village.people["Trần Thị An"]])
    assert ask(village, people.members_now) == 4
    assert ask(village, people.members_by_branch)[village.branches["Na Pặng"]] == 2


def test_the_change_of_a_quarter_takes_only_dates_that_surely_lie_in_it(village: Village) -> None:
    for name, joined in (
        ("Lò Thị Một", "2026-10-01"),
        ("Lò Thị Hai", "2026-12"),
        ("Lò Thị Ba", "2026"),
        ("Lò Thị Tư", "2026-09-30"),
    ):
        village.member(name, "Na Pặng", joined_on=PartialDate(joined))
    village.member("Lò Thị Năm", "Na Pặng", joined_on=PartialDate("2010"), left_on=PartialDate("2026-11-02"))
    change = ask(village, people.change_in, Period.quarter(2026, 4))
    assert (change.joined, change.left, change.net) == (2, 1, 1)


def test_coverage_leaves_out_whoever_does_not_live_here(village: Village) -> None:
    village.member("Ma Thị Xa", "Na Pặng", residence="away")
    village.member("Ma Thị Trọ", "Na Pặng", residence="temporary_long")
    women(village, 10, "2025")
    found = ask(village, coverage.coverage, TODAY)
    assert (found.members, found.percent) == (6, Decimal("60.0"))


def test_the_latest_figure_of_the_statistics_office_is_preferred(village: Village) -> None:
    women(village, 8, "2024-12-31")
    women(village, 10, "2025")
    women(village, 7, "2026-06", kind="present")
    women(village, 99, "2027")
    women(village, 3, "2026", branch="Na Pặng")
    found = ask(village, coverage.coverage, TODAY)
    assert (found.base.women, found.base.as_of, found.base.kind_text) == (
        10,
        "2025",
        "Nữ từ 18 tuổi theo cơ quan thống kê",
    )


def test_households_are_no_figure_of_women(village: Village) -> None:
    women(village, 10, "2026", kind="households_with_woman")
    assert ask(village, coverage.coverage, TODAY).percent is None


def test_branches_under_the_threshold_are_known_where_they_have_a_figure(village: Village) -> None:
    women(village, 4, "2025", branch="Na Pặng")
    women(village, 4, "2025", branch="Bản Dạy")
    village.branch("Giải thể rồi")
    village.register("branch").change_all([village.branches["Giải thể rồi"]], {"status": "ended"}, label="x")
    figures = ask(village, coverage.by_branch, TODAY)
    assert [(each.name, each.members, each.percent, each.is_below(60)) for each in figures] == [
        ("Bản Dạy", 2, Decimal("50.0"), True), ("Na Pặng", 3, Decimal("75.0"), False),
    ]  # fmt: skip


def test_two_figures_of_one_branch_and_day_tell_nothing(village: Village) -> None:
    women(village, 4, "2025", branch="Na Pặng")
    women(village, 5, "2025", branch="Na Pặng")
    assert {each.name: each.percent for each in ask(village, coverage.by_branch, TODAY)}["Na Pặng"] is None


def test_poor_households_count_where_a_living_woman_heads_them_now(village: Village) -> None:
    village.member("Ông Chủ Hộ", "Na Pặng", sex="male")
    for name, head, poverty, until in (
        ("Hộ 1", "Trần Thị An", "poor", None), ("Hộ 2", "Ông Chủ Hộ", "poor", None),
        ("Hộ 3", "Nguyễn Thị Hòa", "near_poor", None), ("Hộ 4", "Lê Thị Ánh", "poor", PartialDate("2025-12-31")),
    ):  # fmt: skip
        household = village.add("household", name=name, head_id=village.people[head])
        village.add("poverty_status", household_id=household, poverty_class=poverty, to_on=until)
    assert len(ask(village, households.poor_headed_by_women)) == 1


def test_the_same_citizen_id_or_the_same_name_and_birth_make_possible_duplicates(village: Village) -> None:
    first = village.member("Trương Thị Thuý", "Na Pặng", birth_date=PartialDate("1985-03-12"))
    second = village.member(
        "Trương Thị Thúy", "Bản Dạy", birth_date=PartialDate("1985-03-12"), citizen_id="020185000011"
    )
    third = village.member("Vi Thị Khác", "Bản Dạy", citizen_id="020185000011")
    found = {alike.why: set(alike.people) for alike in ask(village, quality.possible_duplicates)}
    assert found == {"citizen_id": {second, third}, "name_and_birth": {first, second}}
    assert quality.people_in(ask(village, quality.possible_duplicates)) == (second, third, first)


def test_two_different_citizen_ids_speak_against_a_duplicate(village: Village) -> None:
    for number in ("020185000011", "020185000012"):
        village.member("Trương Thị Thúy", "Na Pặng", birth_date=PartialDate("1985"), citizen_id=number)
    assert ask(village, quality.possible_duplicates) == []


def test_what_members_lack_is_counted_field_by_field(village: Village) -> None:
    village.member("Không Năm Sinh", None, birth_date=None, joined_on=PartialDate("2020"))
    found = {missing.key: missing.members for missing in ask(village, quality.missing_fields)}
    assert found == {"birth_date": 1, "branch_id": 1, "joined_on": 5}
    assert ask(village, quality.incomplete_members) == 6


class PostgresEar:
    """Stands for a connection to the province's database: compiles what it is asked, and answers nothing."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def execute(self, statement: Any) -> Any:
        self.heard.append(str(statement.compile(dialect=postgresql.dialect())))
        return self

    def mappings(self) -> Any:
        return self

    def one(self) -> dict[str, int]:
        return dict.fromkeys(quality.MISSING, 0)

    def scalar_one(self) -> int:
        return 0

    def scalars(self) -> list[Any]:
        return []

    def __iter__(self) -> Iterator[Any]:
        return iter(())


@pytest.mark.parametrize(
    ("report", "values"),
    [
        (people.members_now, ()), (people.counted_members, ()), (people.change_in, (Period.quarter(2026, 4),)),
        (people.members_by_branch, ()), (coverage.coverage, (TODAY,)), (coverage.by_branch, (TODAY,)),
        (households.poor_headed_by_women, ()), (quality.missing_fields, ()), (quality.incomplete_members, ()),
        (quality.possible_duplicates, ()),
    ],
)  # fmt: skip
def test_the_province_can_ask_the_same_of_one_commune(report: Callable[..., Any], values: tuple[Any, ...]) -> None:
    ear = PostgresEar()
    report(ear, *values, unit="05491")
    assert ear.heard
    assert all("unit_id" in statement for statement in ear.heard)


@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(2025, 2026),
    st.integers(1, 4),
    st.sampled_from([4, 7, 10]),
)
def test_a_partial_date_is_within_a_period_when_every_day_it_can_mean_is(
    day: date, year: int, number: int, known: int
) -> None:
    period = Period.quarter(year, number)
    table = Table("t", MetaData(), Column("day", String))
    engine = create_engine("sqlite://")
    text = day.isoformat()[:known]
    with engine.begin() as db:
        table.create(db)
        db.execute(insert(table).values(day=text))
        found = db.execute(select(table.c.day).where(within(table.c.day, period))).first() is not None
    engine.dispose()
    assert found == all(period.first <= each <= period.last for each in _days_of(text))


def _days_of(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        whole = Period.month(*parts)
        return whole.first, whole.last
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def test_periods_have_the_names_that_reports_print() -> None:
    periods = (Period.quarter(2026, 1), Period.half(2026, 1), Period.year(2026), Period.month(2026, 3))
    names = ["Quý I năm 2026", "6 tháng đầu năm 2026", "Năm 2026", "Tháng 3 năm 2026"]
    assert [period.name for period in periods] == names
