"""The key file: who opens the register, and what happens to the file on bad days."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.accounts.errors import (
    BadLabel,
    KeysAltered,
    KeysDamaged,
    KeysExist,
    KeysMissing,
    KeysNewer,
    KeysUnwritable,
    KeysWeakened,
    LabelTaken,
    LastChair,
    NoSuchUser,
    ShortPassword,
    TriedTooSoon,
    WrongPassword,
    WrongRecoveryCode,
)
from desktop.accounts.keyring import KeyRing, _checksum
from desktop.accounts.keys import Created, KeyFile, opener, recovery_opener, spare_of
from desktop.accounts.recovery import new_code
from desktop.accounts.roles import Role
from desktop.accounts.tries import Tries
from sync.slow_key import Cost
from tests.accounts.conftest import PASSWORD
from tests.store.disks import file_size_limit


def test_the_password_opens_what_it_closed(created: Created, path: Path) -> None:
    key, user_id = KeyFile.open(path).unlock("lan", PASSWORD)
    assert key == created.key
    assert len(key) == 32
    assert user_id == created.user.id


def test_a_password_opens_however_its_accents_are_composed(created: Created) -> None:
    assert created.keys.unlock("Lan", unicodedata.normalize("NFD", PASSWORD)).key == created.key


def test_the_user_is_found_by_id_or_label(created: Created) -> None:
    assert created.keys.user(created.user.id) == created.keys.user(" LAN ")
    with pytest.raises(NoSuchUser):
        created.keys.user("Huệ")


def test_a_wrong_password_opens_nothing(created: Created) -> None:
    with pytest.raises(WrongPassword) as caught:
        created.keys.unlock("Lan", "hoa gao thang ba")
    assert caught.value.details["wait_s"] == 0


def test_the_recovery_code_opens_however_it_is_typed(created: Created, path: Path) -> None:
    typed = created.recovery_code.lower().replace("-", "  ")
    assert KeyFile.open(path).unlock_with_recovery(typed) == created.key


def test_another_registers_recovery_code_opens_nothing(created: Created) -> None:
    with pytest.raises(WrongRecoveryCode):
        created.keys.unlock_with_recovery(new_code())


def test_neither_password_nor_code_nor_key_stands_in_the_file(created: Created, path: Path) -> None:
    data = path.read_bytes() + spare_of(path).read_bytes()
    for secret in (PASSWORD.encode(), created.recovery_code.encode(), created.key, created.key.hex().encode()):
        assert secret not in data


def test_a_second_user_opens_the_same_register(created: Created, path: Path) -> None:
    thu = created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.OFFICER)
    again = KeyFile.open(path)
    assert again.unlock("Thu", "ruộng bậc thang") == (created.key, thu.id)
    assert [(user.label, user.role) for user in again.users] == [("Lan", Role.CHAIR), ("Thu", Role.OFFICER)]


def test_a_removed_user_opens_nothing_not_even_by_the_spare_copy(created: Created, path: Path) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.OFFICER)
    created.keys.remove_user(created.key, "Thu")
    for copy in (path, spare_of(path)):
        with pytest.raises(NoSuchUser):
            KeyRing.from_bytes(copy.read_bytes()).open("Thu", "ruộng bậc thang")


def test_a_new_password_ends_the_old_one(created: Created, path: Path) -> None:
    created.keys.set_password(created.key, "Lan", "một mật khẩu khác")
    keys = KeyFile.open(path)
    assert keys.unlock("Lan", "một mật khẩu khác").key == created.key
    with pytest.raises(WrongPassword):
        keys.unlock("Lan", PASSWORD)


def test_a_forgotten_password_is_replaced_by_the_recovery_code(created: Created, path: Path) -> None:
    keys = KeyFile.open(path)
    keys.set_password(keys.unlock_with_recovery(created.recovery_code), "Lan", "một mật khẩu khác")
    assert KeyFile.open(path).unlock("Lan", "một mật khẩu khác").key == created.key


def test_a_new_recovery_code_ends_the_old_sheet(created: Created, path: Path) -> None:
    code = created.keys.new_recovery_code(created.key)
    keys = KeyFile.open(path)
    assert keys.unlock_with_recovery(code) == created.key
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_recovery(created.recovery_code)


def test_a_role_and_a_label_change_without_a_password(created: Created, path: Path) -> None:
    thu = created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.GUEST)
    created.keys.change_role(created.key, "Thu", Role.DEPUTY)
    created.keys.rename_user(created.key, "Thu", "Thu A")
    keys = KeyFile.open(path)
    assert keys.user(thu.id).label == "Thu A"
    assert keys.user(thu.id).role is Role.DEPUTY
    assert keys.unlock("thu a", "ruộng bậc thang").key == created.key


@pytest.mark.parametrize(
    "act",
    [
        lambda created: created.keys.remove_user(created.key, "Lan"),
        lambda created: created.keys.change_role(created.key, "Lan", Role.OFFICER),
    ],
    ids=["remove", "demote"],
)
def test_the_last_chair_stays(created: Created, act: Callable[[Created], None]) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.DEPUTY)
    with pytest.raises(LastChair):
        act(created)
    assert created.keys.user("Lan").role is Role.CHAIR


def test_two_users_never_bear_one_label(created: Created) -> None:
    with pytest.raises(LabelTaken):
        created.keys.add_user(created.key, "LAN", "ruộng bậc thang", Role.OFFICER)


@pytest.mark.parametrize("label", ["", "   ", "L" * 25, "La\x00n"])
def test_a_label_is_short_and_printable(created: Created, label: str) -> None:
    with pytest.raises(BadLabel):
        created.keys.add_user(created.key, label, "ruộng bậc thang", Role.OFFICER)


def test_a_password_of_five_letters_is_too_short(created: Created) -> None:
    with pytest.raises(ShortPassword):
        created.keys.set_password(created.key, "Lan", unicodedata.normalize("NFD", "bướmổ"))


def test_repeated_tries_must_wait_a_little_longer_each_time(created: Created, path: Path) -> None:
    now = [100.0]
    keys = KeyFile.open(path, tries=Tries(lambda: now[0]))
    waits = []
    for _ in range(10):
        with pytest.raises(WrongPassword) as caught:
            keys.unlock("Lan", "không phải")
        waits.append(caught.value.details["wait_s"])
        now[0] += waits[-1]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60]
    with pytest.raises(WrongPassword):
        keys.unlock("Lan", "không phải")
    with pytest.raises(TriedTooSoon) as early:
        keys.unlock("Lan", PASSWORD)
    assert early.value.details["wait_s"] == 60
    now[0] += 61
    assert keys.unlock("Lan", PASSWORD).key == created.key
    with pytest.raises(WrongPassword) as caught:
        keys.unlock("Lan", "không phải")
    assert caught.value.details["wait_s"] == 0


def test_one_users_wrong_tries_do_not_hold_up_another(created: Created) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.OFFICER)
    for _ in range(4):
        with pytest.raises(WrongPassword):
            created.keys.unlock("Lan", "không phải")
    assert created.keys.unlock("Thu", "ruộng bậc thang").key == created.key


def test_existing_keys_are_never_overwritten_by_new_ones(created: Created, path: Path, quick: Cost) -> None:
    before = path.read_bytes()
    with pytest.raises(KeysExist):
        KeyFile.create(path, "Thu", PASSWORD, cost=quick)
    path.unlink()
    with pytest.raises(KeysExist):
        KeyFile.create(path, "Thu", PASSWORD, cost=quick)
    assert spare_of(path).read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe\x00", b"[]", b'"x"', b"[" * 100_000])
def test_a_damaged_key_file_is_mended_from_its_spare(created: Created, path: Path, damage: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert KeyFile.open(path).unlock("Lan", PASSWORD).key == created.key
    assert path.read_bytes() == whole
    assert path.with_name("keys.json.damaged").read_bytes() == damage


def test_a_lost_key_file_is_mended_from_its_spare(created: Created, path: Path) -> None:
    path.unlink()
    assert KeyFile.open(path).unlock("Lan", PASSWORD).key == created.key
    assert path.exists()


def test_damage_to_both_copies_is_told_and_changes_nothing(created: Created, path: Path) -> None:
    for copy in (path, spare_of(path)):
        copy.write_bytes(copy.read_bytes()[:-40])
    with pytest.raises(KeysDamaged):
        KeyFile.open(path)
    path.unlink()
    spare_of(path).unlink()
    with pytest.raises(KeysMissing):
        KeyFile.open(path)


def test_every_changed_byte_of_the_file_is_noticed_or_harmless(created: Created) -> None:
    data = created.keys._ring.to_bytes()
    for position in range(0, len(data), 7):
        changed = bytearray(data)
        changed[position] ^= 1
        try:
            ring = KeyRing.from_bytes(bytes(changed))
        except (KeysDamaged, KeysNewer, KeysWeakened):
            continue
        assert ring == created.keys._ring


def _rewritten(path: Path, change: Callable[[dict[str, Any]], None]) -> bytes:
    body = json.loads(path.read_bytes())
    change(body)
    del body["checksum"]
    return json.dumps({**body, "checksum": _checksum(body)}).encode()


def _set_user(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda body: body["users"][-1].update(values)


def _set_wrap(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda body: body["users"][0]["wrap"].update(values)


@pytest.mark.parametrize("change", [_set_user(role="chair"), _set_user(label="Hoa")])
def test_nobody_is_promoted_by_editing_the_file(
    created: Created, path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.GUEST)
    ring = KeyRing.from_bytes(_rewritten(path, change))
    with pytest.raises(KeysAltered):
        ring.open("Lan", PASSWORD)
    with pytest.raises(KeysAltered):
        ring.open_with_recovery(created.recovery_code)


def test_a_wrap_moved_to_another_user_opens_nothing(created: Created, path: Path) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.GUEST)

    def swap(body: dict[str, Any]) -> None:
        body["users"][0]["wrap"], body["users"][1]["wrap"] = body["users"][1]["wrap"], body["users"][0]["wrap"]

    with pytest.raises(WrongPassword):
        KeyRing.from_bytes(_rewritten(path, swap)).open("Lan", "ruộng bậc thang")


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 8},
        {"memory_kib": 7 * 1024, "iterations": 1},
        {"iterations": 0},
        {"lanes": 0},
        {"memory_kib": 1 << 24},
        {"iterations": 1 << 20},
        {"lanes": 500},
    ],
)
def test_a_key_file_that_is_too_cheap_or_too_heavy_to_open_is_refused(
    created: Created, path: Path, cost: dict[str, int]
) -> None:
    with pytest.raises(KeysWeakened):
        KeyRing.from_bytes(_rewritten(path, _set_wrap(**cost)))


@pytest.mark.parametrize("change", [{"kdf": "md5"}, {"salt": "AAAA"}, {"sealed": "?"}, {"lanes": None}])
def test_a_malformed_wrap_is_damage(created: Created, path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(KeysDamaged):
        KeyRing.from_bytes(_rewritten(path, _set_wrap(**change)))


def test_a_newer_programs_key_file_is_left_alone(created: Created, path: Path) -> None:
    newer = _rewritten(path, lambda body: body.update(version=2))
    path.write_bytes(newer)
    with pytest.raises(KeysNewer):
        KeyFile.open(path)
    assert path.read_bytes() == newer


def test_a_full_disk_leaves_the_old_password_in_force(created: Created, path: Path) -> None:
    before = path.read_bytes()
    with file_size_limit(64), pytest.raises(KeysUnwritable) as caught:
        created.keys.set_password(created.key, "Lan", "một mật khẩu khác")
    assert caught.value.details["full"]
    assert path.read_bytes() == before
    assert created.keys.unlock("Lan", PASSWORD).key == created.key
    assert sorted(found.name for found in path.parent.iterdir()) == ["keys.json", "keys.json.bak"]


def test_a_backups_keys_open_by_any_users_password_or_the_code(created: Created, path: Path) -> None:
    created.keys.add_user(created.key, "Thu", "ruộng bậc thang", Role.GUEST)
    data = path.read_bytes()
    assert opener(PASSWORD)(data) == created.key
    assert opener("ruộng bậc thang")(data) == created.key
    assert opener("ruộng bậc thang", "Thu")(data) == created.key
    assert recovery_opener(created.recovery_code)(data) == created.key
    with pytest.raises(WrongPassword):
        opener(PASSWORD, "Thu")(data)
    with pytest.raises(WrongPassword):
        opener("không phải")(data)
