"""The five sample lists, every row and every field of them, against their truth."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.importing.understand import read_list
from desktop.models.catalogues import catalogue
from desktop.models.sheets import MEMBER

LISTS = Path(__file__).parents[1] / "data" / "lists"
WHOLE = ["hoi-vien-theo-chi-hoi.xlsx", "hoi-vien-moi-chi-hoi-mot-trang.xlsx", "hoi-vien-font-vntime.xls",
         "hoi-vien-xuat-tu-phan-mem.csv"]  # fmt: skip
TODAY = date(2026, 11, 22)


def truth_of(name: str) -> Any:
    return json.loads((LISTS / name).with_suffix(".truth.json").read_text(encoding="utf-8"))


def as_truth(values: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What was read, in the words of the truth files."""
    read: dict[str, Any] = {
        "full_name": values.get("full_name"),
        "citizen_id": values.get("citizen_id"),
        "branch": values.get("branch_id", "").casefold(),
        "phone": values.get("phone"),
        "ethnicity": values.get("ethnicity"),
        "joined": values.get("joined_on"),
        "party_member": values.get("party_member"),
        "note": values.get("note"),
        "birth": values.get("birth_date"),
    }
    if "core_member" in told:
        read["core_member"] = values.get("core_member")
    return read


def wanted(told: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(told)
    year = found.pop("birth_year", None)
    found["birth"] = found.pop("birth_date", None) or str(year)
    found["branch"] = found["branch"].casefold()
    group = catalogue("ethnic_group").find(found["ethnicity"]) if found["ethnicity"] else None
    found["ethnicity"] = group and group.key
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_every_field_of_every_row_is_true(name):
    reading = read_list(LISTS / name, MEMBER, today=TODAY)
    truth = truth_of(name)
    assert (reading.doubtful, reading.refused) == ((), ())
    assert [as_truth(row.values, told) for row, told in zip(reading.rows, truth, strict=True)] == list(
        map(wanted, truth)
    )


def test_the_rows_with_faults_wait_and_only_they():
    reading = read_list(LISTS / "hoi-vien-co-loi.xlsx", MEMBER, today=TODAY)
    truth = truth_of("hoi-vien-co-loi.xlsx")
    reasons = {
        "citizen id has 11 digits": "citizen_id.eleven_digits",
        "no such date": "date.no_such_day",
        "no name": "name.missing",
        "born in the future": "birth.in_future",
        "citizen id says a man born 19xx": "citizen_id.says_man",
        "citizen id stands twice in this list": "citizen_id.twice",
    }
    held = {row.row: row.reason for row in (*reading.doubtful, *reading.refused)}
    assert held == {bad["row"]: reasons[bad["reason"]] for bad in truth["bad"]}
    good = truth["good"]
    assert [as_truth(row.values, told) for row, told in zip(reading.rows, good, strict=True)] == list(map(wanted, good))


def test_a_row_without_a_name_is_refused_and_the_others_are_doubted():
    reading = read_list(LISTS / "hoi-vien-co-loi.xlsx", MEMBER, today=TODAY)
    assert {row.reason for row in reading.refused} == {"name.missing"}
    assert all(row.sentence for row in (*reading.doubtful, *reading.refused))


def test_a_hidden_column_is_shown_in_the_mapping_and_used_for_nothing():
    reading = read_list(LISTS / "hoi-vien-moi-chi-hoi-mot-trang.xlsx", MEMBER, today=TODAY)
    hidden = [column for sheet in reading.mapping.sheets for column in sheet.columns if column.hidden]
    assert len(hidden) == len(reading.mapping.sheets)
    assert all(column.target is None for column in hidden)
