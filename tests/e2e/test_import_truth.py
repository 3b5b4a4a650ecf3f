"""The five lists through the commands: every row and every field as their truth says."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from desktop.__main__ import main
from desktop.models.catalogues import catalogue

LISTS = Path(__file__).parents[1] / "data" / "lists"
TRUTHS = sorted(LISTS.glob("*.truth.json"))


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOHOI_PASSWORD", "mật khẩu của Lan")

    def run(*words):
        code = main([*map(str, words), "--data", str(tmp_path / "sổ"), "--json"])
        return code, json.loads(capsys.readouterr().out)

    run("init", "--commune", "05611", "--name", "Nguyễn Thị Lan")
    return run


def list_of(truth):
    stem = truth.name.removesuffix(".truth.json")
    return next(path for path in LISTS.iterdir() if path.stem == stem)


def truth_of(path):
    told = json.loads(path.read_text("utf-8"))
    return (told["good"], told["bad"]) if isinstance(told, dict) else (told, [])


def key_of(row):
    return normalize("NFC", row["full_name"]), row["citizen_id"] or "", row["branch"].casefold(), row["phone"] or ""


def same(told, stored):
    """What the truth tells of a person against what the export says, field by field."""
    ethnicity = catalogue("ethnic_group")
    born = told.get("birth_date") or told.get("birth_year")
    wanted = {
        "full_name": told["full_name"], "birth_date": None if born is None else str(born),
        "citizen_id": told["citizen_id"], "branch": told["branch"].casefold(), "phone": told["phone"],
        "ethnicity": ethnicity.find(told["ethnicity"]).label if told["ethnicity"] else None,
        "joined_on": told["joined"], "note": told["note"],
    }  # fmt: skip
    got = {**{key: stored[key] for key in wanted}, "branch": stored["branch"].casefold()}
    flags = {key: bool(told[key]) for key in ("party_member", "core_member") if told.get(key) is not None}
    return (got == wanted and {key: bool(stored[key]) for key in flags} == flags) or (wanted | flags, got)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_a_list_goes_in_as_its_truth_says(truth, call, tmp_path):
    good, bad = truth_of(truth)
    dry = call("import", list_of(truth), "--dry-run")[1]
    code, answer = call("import", list_of(truth))
    assert code == 0
    assert (answer["added"], answer["updated"], answer["unchanged"]) == (len(good), 0, 0)
    assert {key: dry[key] for key in ("added", "doubtful", "refused")} == {
        key: answer[key] for key in ("added", "doubtful", "refused")
    }
    assert sorted(row["row"] for row in answer["doubtful"] + answer["refused"]) == [row["row"] for row in bad]
    assert all(row["reason"] and row["sentence"] for row in answer["doubtful"] + answer["refused"])
    call("export", "member", "-o", tmp_path / "m.json")
    stored = json.loads((tmp_path / "m.json").read_text("utf-8"))
    assert len(stored) == len(good)
    pairs = zip(sorted(good, key=key_of), sorted(stored, key=key_of), strict=True)
    assert [found for told, row in pairs if (found := same(told, row)) is not True] == []


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_the_same_list_again_changes_nothing(truth, call):
    good, bad = truth_of(truth)
    call("import", list_of(truth))
    answer = call("import", list_of(truth))[1]
    assert (answer["added"], answer["updated"], answer["unchanged"]) == (0, 0, len(good))
    assert len(answer["doubtful"]) + len(answer["refused"]) == len(bad)


def test_a_dry_run_stores_nothing(call, tmp_path):
    call("import", list_of(TRUTHS[0]), "--dry-run")
    call("export", "person", "-o", tmp_path / "p.json")
    call("export", "branch", "-o", tmp_path / "b.json")
    assert json.loads((tmp_path / "p.json").read_text()) == json.loads((tmp_path / "b.json").read_text()) == []


def test_one_step_takes_a_whole_import_back(call, tmp_path):
    from desktop.registers.office import enter
    from desktop.registers.undo import Undo

    good, _bad = truth_of(TRUTHS[0])
    branches = call("import", list_of(TRUTHS[0]))[1]["branches"]
    office = enter(tmp_path / "sổ", "", "mật khẩu của Lan")
    try:
        undo = Undo(office.store)
        done = undo.take_back(undo.last().act)
        assert (done.rows, done.kept) == (2 * len(good) + len(branches), 0)
        assert office.register("member").find() == office.register("branch").find() == []
    finally:
        office.close()
