"""Step 2: what each column of the list is."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.importing.mapping import ListMapping, SheetMapping, Target
from desktop.ui.importing.body import Body, put_scrolling
from desktop.ui.importing.card_grid import CardGrid
from desktop.ui.importing.column_card import ColumnCard
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label


class ColumnStep(QWidget):
    """Shows the columns of one sheet at a time and collects what they are.

    Signals:
        target_chosen: Sheet, position of the column in it, and the key of a field or None.
    """

    target_chosen = Signal(str, int, object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping = ListMapping(())
        self._targets: Sequence[Target] = ()
        self._shown = ""
        self.cards: list[ColumnCard] = []
        self.sheets = Choice()
        self.sheets.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.sheets.setAccessibleName(texts.SHEET)
        self.sheets.activated.connect(lambda _at: self._show_sheet(self.sheets.currentText()))
        self._sheet_label = label(texts.SHEET, wrap=False)
        self._sheet_label.setBuddy(self.sheets)
        self.where = label("", "muted")
        self.grid = CardGrid()
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._sheet_label)
        row.addWidget(self.sheets)
        row.addWidget(self.where, 1)
        body = Body(gap=tokens.S)
        body.column.addWidget(label(texts.COLUMNS_HINT))
        body.column.addLayout(row)
        body.column.addWidget(self.grid, 1)
        put_scrolling(self, body)

    def show_mapping(self, mapping: ListMapping, ticked: Collection[str], targets: Sequence[Target]) -> None:
        """Show the sheets that are to be read."""
        self._mapping, self._targets = mapping, targets
        names = [one.sheet for one in mapping.sheets if one.sheet in ticked]
        self.sheets.clear()
        self.sheets.addItems(names)
        for widget in (self.sheets, self._sheet_label):
            widget.setVisible(len(names) > 1)
        self._show_sheet(self._shown if self._shown in names else names[0])

    def clear(self) -> None:
        """Show no column."""
        self.cards = []
        self.grid.show_cards(())

    def refresh(self, mapping: ListMapping) -> None:
        """Show the same sheet by a changed mapping."""
        self._mapping = mapping
        for card, column in zip(self.cards, self._sheet.columns, strict=True):
            card.show_column(column)

    @property
    def _sheet(self) -> SheetMapping:
        return next(one for one in self._mapping.sheets if one.sheet == self._shown)

    def _show_sheet(self, name: str) -> None:
        self._shown = name
        self.sheets.setCurrentText(name)
        sheet = self._sheet
        self.where.setText(" ".join(filter(None, (_header(sheet), _branch(sheet), self._same()))))
        self.cards = []
        for position, column in enumerate(sheet.columns):
            card = ColumnCard(column, self._targets)
            card.target_chosen.connect(
                lambda key, position=position: self.target_chosen.emit(self._shown, position, key)
            )
            self.cards.append(card)
        self.grid.show_cards(self.cards)

    def _same(self) -> str:
        return texts.SAME_HEADINGS if self.sheets.count() > 1 else ""


def _header(sheet: SheetMapping) -> str:
    first, last = sheet.header[0] + 1, sheet.header[1] + 1
    if first == last:
        return texts.HEADER_AT.format(row=first)
    return texts.HEADER_FROM.format(first=first, last=last)


def _branch(sheet: SheetMapping) -> str:
    return texts.ALL_OF_BRANCH.format(branch=sheet.branch) if sheet.branch else ""
