"""Who may do what."""

import itertools

import pytest

from desktop.accounts.roles import LABELS, PERMISSIONS, Act, NotAllowed, Role, may, require


def test_a_guest_looks_and_prints_and_nothing_else() -> None:
    assert {act for act in Act if may(Role.GUEST, act)} == {Act.VIEW, Act.PRINT}


def test_only_the_chair_manages_users_and_restores() -> None:
    for act in (Act.MANAGE_USERS, Act.RESTORE_BACKUP):
        assert [role for role in Role if may(role, act)] == [Role.CHAIR]


def test_an_officer_edits_but_changes_nothing_in_bulk() -> None:
    assert may(Role.OFFICER, Act.EDIT)
    assert not may(Role.OFFICER, Act.BULK)


def test_each_higher_role_may_do_all_the_lower_may() -> None:
    ladder = [Role.GUEST, Role.OFFICER, Role.DEPUTY, Role.CHAIR]
    for lower, higher in itertools.pairwise(ladder):
        assert PERMISSIONS[lower] < PERMISSIONS[higher]


def test_every_role_has_a_name_in_vietnamese() -> None:
    assert set(LABELS) == set(PERMISSIONS) == set(Role)


def test_an_act_beyond_the_role_is_stopped_by_name() -> None:
    require(Role.CHAIR, Act.MANAGE_USERS)
    with pytest.raises(NotAllowed) as caught:
        require(Role.GUEST, Act.EXPORT)
    assert caught.value.details["role"] == "Khách (chỉ in)"
