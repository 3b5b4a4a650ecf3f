"""Asks how to filter by one field."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QRadioButton, QVBoxLayout, QWidget

from desktop.models.catalogues import catalogue
from desktop.models.kinds import TEXT, today
from desktop.models.sheets import SheetField
from desktop.registers.query import Filter
from desktop.ui.registers.filter_words import RANGED_KINDS
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import last_row
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.chosen import ReferenceSource
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label

_LIST_PX = 300


class FilterDialog(QDialog):
    """One field: holding some value, still empty, or filled in."""

    def __init__(
        self, entry: SheetField, runner: TaskRunner, references: ReferenceSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._inputs: list[tuple[Any, FieldEditor]] = []
        self._ticks: QListWidget | None = None
        self.setWindowTitle(texts.FILTER_BY.format(label=entry.field.label))
        self.holding = QRadioButton(texts.FILTER_HOLDING)
        self.empty = QRadioButton(texts.FILTER_STATES["empty"].capitalize())
        self.filled = QRadioButton(texts.FILTER_STATES["filled"].capitalize())
        self.holding.setChecked(True)
        self.ok = primary(texts.FILTER_DO, "filter")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept_checked)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(entry.field.label, "heading"))
        column.addWidget(self.holding)
        column.addWidget(self._values(runner, references))
        column.addWidget(self.empty)
        column.addWidget(self.filled)
        column.addSpacing(tokens.S)
        column.addLayout(last_row(self, self.ok))
        self.setMinimumWidth(min(900, current().px(420)))

    def filters(self) -> list[Filter]:
        """What she asked for; nothing when nothing was chosen."""
        key = self._entry.key
        if self.empty.isChecked() or self.filled.isChecked():
            return [Filter(key, "empty" if self.empty.isChecked() else "filled")]
        if self._ticks is not None:
            values = [item.data(Qt.ItemDataRole.UserRole) for item in _ticked(self._ticks)]
            return [Filter(key, "is", values)] if values else []
        return [Filter(key, test, value) for test, editor in self._inputs if (value := editor.value()) is not None]

    def accept_checked(self) -> None:
        """Close, unless something typed cannot be read."""
        if self.holding.isChecked() and not all(editor.check() for _, editor in self._inputs):
            return
        self.accept()

    def _values(self, runner: TaskRunner, references: ReferenceSource) -> QWidget:
        field = replace(self._entry.field, required=False, help="")
        if field.kind.name in ("choice", "catalogue", "yes_no"):
            return self._tick_list()
        tests: list[tuple[Any, str]] = [("contains", texts.FILTER_TEXT)]
        if field.kind.name in RANGED_KINDS:
            tests = [("from", texts.FILTER_FROM), ("to", texts.FILTER_TO)]
        elif field.kind.name == "reference":
            tests = [("is", field.label)]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(tokens.XL, 0, 0, tokens.S)
        column.setSpacing(tokens.S)
        for test, words in tests:
            asked = replace(field, label=words)
            if test == "contains":
                asked = replace(asked, kind=TEXT)
            editor = editor_for(asked, runner, references)
            editor.changed.connect(lambda: self.holding.setChecked(True))
            self._inputs.append((test, editor))
            column.addWidget(editor)
        return holder

    def _tick_list(self) -> QWidget:
        kind = self._entry.field.kind
        choices: tuple[tuple[Any, str], ...] = kind.choices
        if kind.name == "yes_no":
            choices = ((True, kind.format(True)), (False, kind.format(False)))
        elif kind.name == "catalogue":
            choices = tuple((item.key, item.label) for item in catalogue(kind.target).entries(today()))
        ticks = QListWidget()
        line = current().px(tokens.ROW)
        ticks.setAccessibleName(self._entry.field.label)
        for value, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, line))
            ticks.addItem(item)
        ticks.itemChanged.connect(lambda _item: self.holding.setChecked(True))
        ticks.setFixedHeight(line * min(len(choices), _LIST_PX // line) + 8)
        self._ticks = ticks
        return ticks


def _ticked(ticks: QListWidget) -> list[QListWidgetItem]:
    items = (ticks.item(at) for at in range(ticks.count()))
    return [item for item in items if item.checkState() == Qt.CheckState.Checked]
