"""What was found of this computer: a sign, a word and a sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.texts import helpdesk as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import SIGNS, Sign
from desktop.ui.widgets.labels import label, rule

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check


class CheckList(QWidget):
    """Shows checks, the newest ones in place of the last; hidden while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self.sentences: list[str] = []
        self.hide()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.sentences = [texts.said(check) for check in checks]
        for check, sentence in zip(checks, self.sentences, strict=True):
            self._column.addWidget(_line(check, sentence))
        self.setVisible(bool(checks))
        self.updateGeometry()


class FirstChecks(CheckList):
    """Before the register is made: only what wants seeing to, under a calm heading."""

    def show_checks(self, checks: Sequence[Check]) -> None:
        super().show_checks([check for check in checks if check.tone != "good"])
        if self.sentences:
            self._column.insertWidget(0, label(texts.FIRST_HEADING, "muted"))
            self._column.insertWidget(0, rule())


def _line(check: Check, sentence: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.M)
    row.addWidget(Sign(SIGNS[check.tone], check.tone, 24), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    subject = texts.SUBJECTS[check.subject]
    named = subject if check.tone == "good" else f"{subject}: {texts.tone_of(check).lower()}"
    words.addWidget(label(named, "strong"))
    words.addWidget(label(sentence))
    row.addLayout(words, 1)
    return line
