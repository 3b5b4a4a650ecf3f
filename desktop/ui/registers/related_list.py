"""Rows of other registers that belong to this one: the tab "Liên quan"."""

from collections.abc import Container, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.numbers import group_digits
from desktop.registers.rows import Row
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.relations import Related, Relation
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link, quiet, secondary
from desktop.ui.widgets.labels import label


class RelatedRow(QPushButton):
    """One row in words; a click opens it where it belongs."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        words = [cell for cell in row.cells if cell]
        self.setProperty("role", "stat")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(" · ".join(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
        column.setSpacing(0)
        for line in (label(words[0] if words else texts.UNTITLED), label(" · ".join(words[1:]), "muted")):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if not line.text():
                line.hide()
            column.addWidget(line)

    # Qt overrides
    def sizeHint(self):  # type: ignore[no-untyped-def]
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def minimumSizeHint(self):  # type: ignore[no-untyped-def]
        return self.layout().minimumSize()  # type: ignore[union-attr]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.layout().totalHeightForWidth(width)  # type: ignore[union-attr]


class RelatedList(QWidget):
    """One section for each relation that has rows, one quiet line for those that have none.

    Signals:
        opened: A `Relation` and the id of a row in it.
        all_asked: A `Relation`: show every row of it in its own register.
        add_asked: A `Relation`: add a row to it.
    """

    opened = Signal(object, object)
    all_asked = Signal(object)
    add_asked = Signal(object)

    def __init__(self, related: Sequence[Related], *, edit: bool, pages: Container[str]) -> None:
        super().__init__()
        self._edit, self._pages = edit, pages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.M, 0, tokens.M)
        self._column.setSpacing(tokens.XS)
        for one in related:
            if one.count:
                self._section(one)
        none = [one.relation for one in related if not one.count]
        if none and edit:
            self._column.addWidget(label(texts.NONE_YET, "muted"))
            self._column.addWidget(self._offers(none))
        elif none:
            self._column.addWidget(label(texts.NONE_RELATED.format(names=", ".join(map(_name, none))), "muted"))
        self._column.addStretch(1)

    def _offers(self, relations: Sequence[Relation]) -> Bar:
        bar = Bar()
        for relation in relations:
            button = secondary(relation.heading, "add")
            button.setAccessibleName(texts.ADD_RELATED.format(name=_name(relation)))
            button.clicked.connect(partial(self.add_asked.emit, relation))
            bar.flow.addWidget(button)
        return bar

    def _section(self, related: Related) -> None:
        relation = related.relation
        head = QHBoxLayout()
        head.addWidget(label(f"{relation.heading} ({group_digits(related.count)})", "strong"), 1)
        if self._edit:
            add = quiet(texts.ADD, "add")
            add.setAccessibleName(texts.ADD_RELATED.format(name=_name(relation)))
            add.clicked.connect(partial(self.add_asked.emit, relation))
            head.addWidget(add)
        self._column.addLayout(head)
        for row in related.rows:
            button = RelatedRow(row)
            button.clicked.connect(partial(self.opened.emit, relation, row.id))
            self._column.addWidget(button)
        if related.count > len(related.rows) and relation.sheet.name in self._pages:
            more = link(texts.ALL_RELATED.format(count=group_digits(related.count)))
            more.clicked.connect(partial(self.all_asked.emit, relation))
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(tokens.M)


def _name(relation: Relation) -> str:
    return relation.heading[:1].lower() + relation.heading[1:]
