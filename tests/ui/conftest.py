"""A Qt application with the product's look, for every test of the window."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import Look, apply_look, current

LOOKS = [Look(theme, scale) for theme in ("light", "dark", "contrast") for scale in (100, 200)]


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    """Each test starts from light, 100 %."""
    if current() != Look() or not qapp.styleSheet():
        apply_look(Look())
    yield
    # Without a running event loop nothing that was closed is deleted, and every later look would be put on it too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if current() != Look():
        apply_look(Look())


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look.theme}-{look.scale}")
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    """Every theme at the smallest and the largest text."""
    apply_look(request.param)
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """A task runner that is shut down after the test."""
    runner = TaskRunner()
    yield runner
    runner.shutdown()
