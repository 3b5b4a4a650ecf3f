"""Every foreseen failure has a sentence that a person can act on."""

import importlib
import pkgutil

import pytest

import desktop
import sync
from desktop.ui.texts import errors
from sync.errors import all_app_errors

for package in (desktop, sync):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


OURS = [error for error in all_app_errors() if error.__module__.startswith(("desktop.", "sync."))]


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.code)
def test_every_error_has_a_sentence(error):
    assert error.code in errors()


def test_no_sentence_is_left_without_its_error():
    assert set(errors()) == {error.code for error in OURS}
