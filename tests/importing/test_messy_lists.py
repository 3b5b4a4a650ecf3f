"""Lists of random shape, read without a mapping, against what was put into them."""

import random
from pathlib import Path

import pytest

from desktop.importing.understand import read_list
from desktop.models.sheets import MEMBER
from tests.importing.messy import MessyList, expected, make
from tests.importing.messy_files import to_tcvn3, to_vni, write_csv, write_ods, write_xlsx
from tests.importing.people import TODAY


def assert_true(made: MessyList, path: Path) -> None:
    """Every woman is read as she is, and nobody else."""
    reading = read_list(path, MEMBER, today=TODAY)
    assert (reading.doubtful, reading.refused) == ((), ())
    read = {(row.sheet if path.suffix != ".csv" else "", row.row): row.values for row in reading.rows}
    rows = {(sheet if path.suffix != ".csv" else "", row): one for (sheet, row), one in made.rows.items()}
    assert read.keys() == rows.keys()
    for place, one in rows.items():
        told = expected(made, one)
        assert {key: read[place].get(key) for key in told} == told
        assert read[place]["branch_id"].casefold() == one.branch.casefold()


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_of_any_shape_is_read_true(seed, tmp_path):
    made = make(seed)
    write_xlsx(made, tmp_path / "list.xlsx")
    assert_true(made, tmp_path / "list.xlsx")


@pytest.mark.parametrize("seed", range(100, 115))
def test_an_opendocument_sheet_is_read_true(seed, tmp_path):
    made = make(seed)
    write_ods(made, tmp_path / "list.ods")
    assert_true(made, tmp_path / "list.ods")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_of_any_delimiter_and_encoding_is_read_true(encoding, delimiter, tmp_path):
    made = make(random.Random(encoding + delimiter).randrange(10_000), as_text=True)
    write_csv(made, tmp_path / "list.csv", delimiter=delimiter, encoding=encoding)
    assert_true(made, tmp_path / "list.csv")


@pytest.mark.parametrize(
    ("encode", "font"), [(to_tcvn3, ".VnTime"), (to_tcvn3, ""), (to_vni, "VNI-Times"), (to_vni, "")]
)
@pytest.mark.parametrize("seed", range(200, 206))
def test_a_workbook_typed_in_an_old_encoding_is_read_true(seed, encode, font, tmp_path):
    made = make(seed)
    write_xlsx(made, tmp_path / "list.xlsx", encode=encode, font=font)
    assert_true(made, tmp_path / "list.xlsx")


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni])
@pytest.mark.parametrize("seed", range(300, 306))
def test_text_exported_from_an_old_program_is_read_true(seed, encode, tmp_path):
    made = make(seed, as_text=True)
    write_csv(made, tmp_path / "list.csv", encoding="latin-1", encode=encode)
    assert_true(made, tmp_path / "list.csv")
