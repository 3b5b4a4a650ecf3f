"""The form of the office's papers: the lines of its letterhead, what rosters carry, what figures watch."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.forms.letterhead import Letterhead
from desktop.registers.office_settings import VARIANTS, OfficeSettings
from desktop.ui.printing.letterheads import LINES, lines_of, text_of
from desktop.ui.registers.bar import Bar
from desktop.ui.settings.services import PaperDoor
from desktop.ui.texts import settings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import CountBox

_SEVERAL = frozenset({"signer", "preparer"})
_MOST_BLANK_ROWS = 200


class FewLines(QPlainTextEdit):
    """A field of a few lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + current().px(16))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class PaperForm(QWidget):
    """Shows settings and gives them back changed.

    Signals:
        changed: Something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, door: PaperDoor) -> None:
        super().__init__()
        self._door = door
        self._settings = OfficeSettings()
        self._is_filling = False
        self.variants = {variant: QRadioButton(texts.VARIANTS[variant]) for variant in VARIANTS}
        self.lines: dict[str, QLineEdit | FewLines] = {
            line: FewLines() if line in _SEVERAL else QLineEdit() for line in LINES
        }
        self._names = {line: label(texts.LINES[line]) for line in LINES}
        self._helps = {line: label(words, "muted") for line, words in texts.LINE_HELP.items()}
        self.branch_line = label(texts.BRANCH_LINE, "muted")
        self.standard_button = secondary(texts.STANDARD, "undo")
        self.phone = QCheckBox(texts.SHOW_PHONE)
        self.blank_rows, self.watch = CountBox(), CountBox()
        self.blank_rows.setRange(0, _MOST_BLANK_ROWS)
        self.watch.setRange(0, 100)
        self.watch.setSuffix(texts.PERCENT)
        self.place, self.chair = QLineEdit(), QLineEdit()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, tokens.S, 0)
        column.setSpacing(tokens.M)
        card, group = Card(texts.VARIANT), QButtonGroup(self)
        for button in self.variants.values():
            group.addButton(button)
            card.body.addWidget(button)
        column.addWidget(card)
        card = Card(texts.HEADING_LINES)
        for line, field in self.lines.items():
            self._names[line].setBuddy(field)
            field.setAccessibleName(texts.LINES[line])
            card.body.addWidget(self._names[line])
            card.body.addWidget(field)
            if line in self._helps:
                field.setAccessibleDescription(texts.LINE_HELP[line])
                card.body.addWidget(self._helps[line])
            if line == "issuer":
                card.body.addWidget(self.branch_line)
        bar = Bar()
        bar.flow.addWidget(self.standard_button)
        card.body.addWidget(bar)
        column.addWidget(card)
        card = Card(texts.HEADING_ROSTERS)
        card.body.addWidget(self.phone)
        for words, widget in (
            (texts.BLANK_ROWS, self.blank_rows),
            (texts.PLACE, self.place),
            (texts.CHAIR, self.chair),
        ):
            _add_named(card, words, widget)
        column.addWidget(card)
        card = Card(texts.HEADING_FIGURES)
        _add_named(card, texts.WATCH, self.watch)
        column.addWidget(card)

    def _connect(self) -> None:
        for variant, button in self.variants.items():
            button.clicked.connect(partial(self._take_variant, variant))
        for line, field in self.lines.items():
            field.textChanged.connect(partial(self._take_line, line))
        self.standard_button.clicked.connect(self._take_standard)
        taken: tuple[tuple[Any, str, Callable[[], object]], ...] = (
            (self.phone.toggled, "show_phone", self.phone.isChecked),
            (self.blank_rows.valueChanged, "blank_rows", self.blank_rows.value),
            (self.watch.valueChanged, "watch_percent", self.watch.value),
            (self.place.textChanged, "place", self.place.text),
            (self.chair.textChanged, "chair", self.chair.text),
        )
        for signal, name, value in taken:
            signal.connect(partial(self._take_value, name, value))

    @property
    def settings(self) -> OfficeSettings:
        """What stands in the form."""
        return self._settings

    def show_settings(self, settings: OfficeSettings) -> None:
        """Fill the form."""
        self._settings = settings
        self._is_filling = True
        self.variants[settings.variant].setChecked(True)
        self.phone.setChecked(settings.show_phone)
        self.blank_rows.setValue(settings.blank_rows)
        self.watch.setValue(settings.watch_percent)
        for field, text in ((self.place, settings.place), (self.chair, settings.chair)):
            if field.text() != text:
                field.setText(text)
        self._show_lines(self._door.letterhead(settings))
        self._is_filling = False

    def _show_lines(self, head: Letterhead) -> None:
        printed = lines_of(self._settings.variant)
        of_branch = self._settings.variant == "C"
        for line, field in self.lines.items():
            shown = line in printed and not (of_branch and line == "issuer")
            for widget in (self._names[line], field, self._helps.get(line)):
                if widget is not None:
                    widget.setVisible(shown)
            _put(field, text_of(head, line))
        self.branch_line.setVisible(of_branch)

    def _take_variant(self, variant: str) -> None:
        if variant != self._settings.variant:
            self.show_settings(replace(self._settings, variant=variant))
            self.changed.emit()

    def _take_line(self, line: str, *_typed: object) -> None:
        if self._is_filling:
            return
        field, variant = self.lines[line], self._settings.variant
        text = field.toPlainText() if isinstance(field, FewLines) else field.text()
        is_standard = text == text_of(self._door.standard(variant), line)
        self._settings = self._settings.with_line(variant, line, None if is_standard else text)
        self.changed.emit()

    def _take_value(self, name: str, value: Callable[[], object], *_new: object) -> None:
        if not self._is_filling:
            self._settings = replace(self._settings, **{name: value()})  # type: ignore[arg-type]
            self.changed.emit()

    def _take_standard(self) -> None:
        settings = self._settings
        for line in LINES:
            settings = settings.with_line(settings.variant, line, None)
        self.show_settings(settings)
        self.changed.emit()


def _put(field: QLineEdit | FewLines, text: str) -> None:
    if isinstance(field, FewLines):
        if field.toPlainText() != text:
            field.setPlainText(text)
    elif field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)


def _add_named(card: Card, words: str, field: QWidget) -> None:
    name = label(words)
    name.setBuddy(field)
    field.setAccessibleName(words)
    card.body.addWidget(name)
    card.body.addWidget(field)
