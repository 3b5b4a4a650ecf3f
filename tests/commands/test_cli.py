"""The commands, as a script would call them: exit codes, one JSON document, nothing else on stdout."""

import json

import pytest

from desktop.__main__ import main

PASSWORD = "mật khẩu của Lan"


@pytest.fixture
def data(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOHOI_PASSWORD", PASSWORD)
    folder = tmp_path / "sổ"
    assert main(["init", "--commune", "05611", "--name", "Nguyễn Thị Lan", "--data", str(folder), "--json"]) == 0
    founded = json.loads(capsys.readouterr().out)
    return folder, founded


def call(capsys, *words):
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_init_tells_whose_register_it_is_and_the_code_once(data):
    folder, founded = data
    assert founded["commune_name"] == "Xã Phú Lương"
    assert founded["user"] == "Lan"
    assert len(founded["recovery_code"].split("-")) == 8
    assert "Nguyễn Thị Lan" not in (folder / "keys.json").read_text("utf-8")


def test_init_of_an_unknown_commune_changes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOHOI_PASSWORD", PASSWORD)
    code, answer = call(capsys, "init", "--commune", "99999", "--name", "Lan", "--data", tmp_path / "x")
    assert (code, answer["error"]) == (1, "office.unknown_commune")
    assert not (tmp_path / "x").exists()


def test_init_over_a_register_is_refused(data, capsys):
    folder, _ = data
    code, answer = call(capsys, "init", "--commune", "05611", "--name", "Mai", "--data", folder)
    assert (code, answer["error"]) == (1, "store.already_a_register")


def test_a_first_run_cut_short_can_be_begun_again(data, capsys):
    folder, _ = data
    (folder / "register.db").unlink()
    code, _answer = call(capsys, "init", "--commune", "05611", "--name", "Mai", "--data", folder)
    assert code == 0
    assert list(folder.glob("keys.json.*.unused"))


def test_wrong_password_is_refused_with_its_reason(data, monkeypatch, capsys, tmp_path):
    folder, _ = data
    monkeypatch.setenv("SOHOI_PASSWORD", "sai rồi")
    code, answer = call(capsys, "export", "member", "-o", tmp_path / "m.json", "--data", folder)
    assert (code, answer["error"]) == (1, "accounts.wrong_password")
    assert not (tmp_path / "m.json").exists()


def test_the_recovery_code_gives_a_new_password(data, monkeypatch, capsys, tmp_path):
    folder, founded = data
    monkeypatch.setenv("SOHOI_PASSWORD", "mật khẩu mới tinh")
    code, answer = call(capsys, "recover", "--code", founded["recovery_code"].lower(), "--data", folder)
    assert (code, answer["user"]) == (0, "Lan")
    assert call(capsys, "export", "member", "-o", tmp_path / "m.json", "--data", folder)[0] == 0


def test_a_backup_is_restored_elsewhere_by_the_code_alone(data, monkeypatch, capsys, tmp_path):
    folder, founded = data
    backup = tmp_path / "sao lưu.sohoi"
    assert call(capsys, "backup", backup, "--data", folder)[0] == 0
    monkeypatch.delenv("SOHOI_PASSWORD")
    code, answer = call(capsys, "restore", backup, "--code", founded["recovery_code"], "--data", tmp_path / "khác")
    assert code == 0
    assert answer["rows"]["officer"] == 1


def test_export_names_its_columns_as_promised(data, capsys, tmp_path):
    from desktop.models.dates import PartialDate
    from desktop.registers.office import enter

    folder, _ = data
    office = enter(folder, "Nguyễn Thị Lan", PASSWORD)
    branch = office.register("branch").add({"name": "Chi hội Na Pặng"})
    office.register("member").add(
        {"full_name": "Trần Thị An", "birth_date": PartialDate("1979"), "branch_id": branch, "ethnicity": "tay",
         "joined_on": PartialDate("2007"), "core_member": True}
    )  # fmt: skip
    office.close()
    code, answer = call(capsys, "export", "member", "-o", tmp_path / "m.json", "--data", folder)
    assert (code, answer["rows"]) == (0, 1)
    (row,) = json.loads((tmp_path / "m.json").read_text("utf-8"))
    promised = {
        "full_name": "Trần Thị An", "birth_date": "1979", "citizen_id": None, "branch": "Chi hội Na Pặng",
        "phone": None, "ethnicity": "Tày", "joined_on": "2007", "party_member": None, "core_member": True, "note": None,
    }  # fmt: skip
    assert {key: row[key] for key in promised} == promised


def test_a_second_window_on_the_folder_is_refused(data, capsys, tmp_path):
    from desktop.registers.office import enter

    folder, _ = data
    office = enter(folder, "", PASSWORD)
    try:
        code, answer = call(capsys, "export", "member", "-o", tmp_path / "m.json", "--data", folder)
        assert (code, answer["error"]) == (1, "store.in_use")
    finally:
        office.close()


def test_wrong_usage_leaves_with_two(capsys):
    with pytest.raises(SystemExit) as left:
        main(["export", "no-such-register"])
    assert left.value.code == 2
