"""Every trouble of the province's data has its sentence, with everything that the sentence names."""

import string

import pytest

from desktop.ui.texts import errors
from sync.errors import AppError, all_app_errors
from sync.server import backup, keyring, troubles
from sync.server.troubles import explained

OURS = [
    error
    for error in all_app_errors()
    if error.__module__ in (troubles.__name__, "sync.server.key_errors", "sync.server.backup_errors")
]


def test_these_are_all() -> None:
    assert {troubles.DatabaseFull, keyring.KeysMissing, backup.BackupDamaged} <= set(OURS)
    assert len({error.code for error in OURS}) == len(OURS)


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.code)
def test_every_error_has_a_sentence(error: type[AppError]) -> None:
    assert error.code in errors()
    named = {name for _, name, _, _ in string.Formatter().parse(errors()[error.code]) if name}
    assert named <= {"where", "folder", "file", "place", "shortest"}


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", troubles.DatabaseFull), ("53300", troubles.DatabaseBusy), ("40P01", troubles.DatabaseBusy),
        ("40001", troubles.DatabaseBusy), ("XX001", troubles.DatabaseDamaged), ("58030", troubles.DatabaseTrouble),
        ("25006", troubles.DatabaseReadOnly), ("57P01", troubles.DatabaseUnreachable),
        ("08006", troubles.DatabaseUnreachable), ("28P01", troubles.DatabaseUnreachable),
    ],
)  # fmt: skip
def test_postgresqls_troubles_are_told_apart(state: str, kind: type[AppError]) -> None:
    class FromDriver(Exception):
        sqlstate = state

    with pytest.raises(kind) as caught, explained("here"):
        raise FromDriver
    assert errors()[kind.code].format_map(caught.value.details)


@pytest.mark.parametrize("state", ["23505", "42601", "22P02"])
def test_a_bug_stays_a_bug(state: str) -> None:
    class FromDriver(Exception):
        sqlstate = state

    with pytest.raises(FromDriver), explained("here"):
        raise FromDriver
