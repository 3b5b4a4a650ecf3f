"""Every failure of users, keys and roles is told in words."""

import re

import pytest

from desktop.accounts import errors, recovery, roles  # noqa: F401  (their errors count in)
from desktop.ui.texts.accounts import ERRORS
from sync.errors import AppError, all_app_errors

OURS = [error for error in all_app_errors() if error.code.startswith("accounts.")]


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.code)
def test_every_failure_of_accounts_has_a_sentence(error: type[AppError]) -> None:
    assert error.code in ERRORS


def test_no_sentence_is_left_over() -> None:
    assert set(ERRORS) == {error.code for error in OURS}


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_a_sentence_is_a_whole_vietnamese_sentence(code: str) -> None:
    assert re.search(r"[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", ERRORS[code])
    assert ERRORS[code].endswith(".")
