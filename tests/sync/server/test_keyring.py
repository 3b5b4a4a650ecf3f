"""The province's key file: opens with its password alone, survives damage, and is replaced whole or not at all."""

import json
import ssl
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from sync.server import keyring
from sync.server.key_errors import (
    KeysDamaged,
    KeysExist,
    KeysMissing,
    KeysNewer,
    KeysUnwritable,
    ShortPassword,
    WrongPassword,
)
from sync.server.keyring import FILE, SPARE, ProvinceKeys, change_password, create, open_keys, save, seal_keys, unlock
from sync.slow_key import Cost

CHEAP = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)
PASSWORD, ANOTHER = "mật khẩu của tỉnh", "một mật khẩu khác"


@pytest.fixture(scope="module")
def keys() -> ProvinceKeys:
    return ProvinceKeys.generate("Tỉnh Thử", ["https://tinh.example:8443"], ["tinh.example", "10.0.0.1"])


@pytest.fixture
def folder(tmp_path: Path, keys: ProvinceKeys) -> Path:
    create(tmp_path / "tinh", keys, PASSWORD, cost=CHEAP)
    return tmp_path / "tinh"


def test_what_was_kept_is_opened(folder: Path, keys: ProvinceKeys) -> None:
    assert unlock(folder, PASSWORD) == keys


def test_two_provinces_share_no_key(keys: ProvinceKeys) -> None:
    other = ProvinceKeys.generate("Tỉnh Thử")
    for part in ("province", "private", "tls_key_pem", "tls", "database_key"):
        assert getattr(keys, part) != getattr(other, part)


def test_the_tls_key_and_certificate_fit(folder: Path, keys: ProvinceKeys, tmp_path: Path) -> None:
    pem = tmp_path / "tls.pem"
    pem.write_bytes(keys.tls_key_pem + keys.tls_certificate_pem)
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(pem)


def test_the_card_says_what_computers_pin(keys: ProvinceKeys) -> None:
    assert keys.card.keys == keys.private.public
    assert (keys.card.tls, keys.card.addresses) == (keys.tls, ("https://tinh.example:8443",))
    assert keys.with_addresses(["https://a", "https://b"]).card.addresses == ("https://a", "https://b")


def test_another_password_opens_nothing(folder: Path) -> None:
    with pytest.raises(WrongPassword):
        unlock(folder, PASSWORD + "x")


def test_one_password_however_the_keyboard_writes_it(folder: Path, keys: ProvinceKeys) -> None:
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    assert unlock(folder, decomposed) == keys


def test_a_new_password_takes_the_place_of_the_old_in_every_copy(folder: Path, keys: ProvinceKeys) -> None:
    change_password(folder, PASSWORD, ANOTHER, cost=CHEAP)
    assert unlock(folder, ANOTHER) == keys
    for name in (FILE, SPARE):
        with pytest.raises(WrongPassword):
            open_keys((folder / name).read_bytes(), PASSWORD)


def test_a_password_is_changed_by_whoever_knows_it(folder: Path, keys: ProvinceKeys) -> None:
    with pytest.raises(WrongPassword):
        change_password(folder, ANOTHER, ANOTHER, cost=CHEAP)
    with pytest.raises(ShortPassword):
        change_password(folder, PASSWORD, "ngắn quá", cost=CHEAP)
    assert unlock(folder, PASSWORD) == keys


def test_addresses_are_kept_with_the_rest(folder: Path, keys: ProvinceKeys) -> None:
    moved = keys.with_addresses(["https://nha-moi.example"])
    save(folder, moved, PASSWORD, cost=CHEAP)
    assert unlock(folder, PASSWORD) == moved


def test_a_short_password_makes_no_province(tmp_path: Path, keys: ProvinceKeys) -> None:
    with pytest.raises(ShortPassword):
        create(tmp_path, keys, "123456789", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("gone", [FILE, SPARE])
def test_a_second_province_is_not_made_over_the_first(folder: Path, keys: ProvinceKeys, gone: str) -> None:
    (folder / gone).unlink()
    with pytest.raises(KeysExist):
        create(folder, keys, PASSWORD, cost=CHEAP)


def test_a_folder_without_a_province_says_so(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        unlock(tmp_path, PASSWORD)


def test_nothing_of_the_keys_is_readable_and_the_file_is_the_owners_alone(folder: Path, keys: ProvinceKeys) -> None:
    for name in (FILE, SPARE):
        data = (folder / name).read_bytes()
        for secret in (
            keys.private.identity.encode(),
            keys.private.signing.hex().encode(),
            keys.database_key.hex().encode(),
        ):
            assert secret not in data
        assert b"PRIVATE KEY" not in data
        assert (folder / name).stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_no_secret_is_shown_in_a_log(keys: ProvinceKeys) -> None:
    shown = repr(keys)
    for secret in (keys.private.identity, keys.private.signing.hex(), repr(keys.database_key), "PRIVATE KEY"):
        assert secret not in shown


def test_a_damaged_file_is_put_right_from_its_spare_copy(folder: Path, keys: ProvinceKeys) -> None:
    data = (folder / FILE).read_bytes()
    for damaged in (b"", data[:-20], data.replace(b'"sealed": "', b'"sealed": "AA'), b"[1]", b"null"):
        (folder / FILE).write_bytes(damaged)
        assert unlock(folder, PASSWORD) == keys
        assert (folder / FILE).read_bytes() == data
    (folder / FILE).unlink()
    assert unlock(folder, PASSWORD) == keys
    assert (folder / FILE).read_bytes() == data


def test_without_a_spare_copy_damage_is_named(folder: Path) -> None:
    (folder / SPARE).unlink()
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:-5])
    with pytest.raises(KeysDamaged):
        unlock(folder, PASSWORD)


@pytest.mark.parametrize(
    "change",
    [{"version": 2}, {"format": "other"}, {"memory_kib": 8}, {"iterations": 10**6}, {"kdf": "none"}, {"lanes": "x"}],
)
def test_a_changed_file_is_refused_before_any_work(keys: ProvinceKeys, change: dict[str, object]) -> None:
    from sync.server.box import _checksum

    body = json.loads(seal_keys(keys, PASSWORD, cost=CHEAP))
    del body["checksum"]
    body |= change
    with pytest.raises(KeysNewer if "version" in change else KeysDamaged):
        open_keys(json.dumps({**body, "checksum": _checksum(body)}).encode(), PASSWORD)


def test_the_readable_name_cannot_be_changed_unnoticed(keys: ProvinceKeys) -> None:
    from sync.server.box import _checksum

    body = json.loads(seal_keys(keys, PASSWORD, cost=CHEAP))
    assert body["label"] == "Tỉnh Thử"
    del body["checksum"]
    body["label"] = "Tỉnh Khác"
    with pytest.raises(WrongPassword):
        open_keys(json.dumps({**body, "checksum": _checksum(body)}).encode(), PASSWORD)


def test_a_place_that_takes_no_file_is_named_and_the_old_keys_stay(
    folder: Path, keys: ProvinceKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sync.whole_file.os.fsync", full)
    with pytest.raises(KeysUnwritable):
        change_password(folder, PASSWORD, ANOTHER, cost=CHEAP)
    monkeypatch.undo()
    assert unlock(folder, PASSWORD) == keys
    assert sorted(path.name for path in folder.iterdir()) == sorted([FILE, SPARE])


def test_a_spare_copy_that_cannot_be_written_leaves_none_with_the_old_password(
    folder: Path, keys: ProvinceKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        if path.name == SPARE:
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr(keyring, "write_whole", full)
    change_password(folder, PASSWORD, ANOTHER, cost=CHEAP)
    assert unlock(folder, ANOTHER) == keys
    assert not (folder / SPARE).exists()


def test_keys_go_through_a_file_unchanged(keys: ProvinceKeys) -> None:
    other = replace(keys, name="Tỉnh 🌾", addresses=())
    assert open_keys(seal_keys(other, PASSWORD, cost=CHEAP), PASSWORD) == other
    assert Cost().is_sane
    assert keyring.SHORTEST_PASSWORD >= 10
