"""Finds what is wider than its box: every word on a page must be readable whole."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

_SLACK = 1


def overflowing(window: QWidget) -> list[str]:
    """Say of each visible text that does not fit which it is, how wide it is and how much room it has."""
    return [line for widget in window.findChildren(QWidget) if widget.isVisible() for line in _judge(widget)]


def _judge(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _judge_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _judge_button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _judge_line(widget)
    elif isinstance(widget, QComboBox):
        yield from _judge_combo(widget)
    elif isinstance(widget, QTabBar):
        yield from _judge_tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _judge_header(widget)
    yield from _judge_place(widget)


def _judge_label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text:
        return
    room = label.contentsRect().adjusted(label.margin(), label.margin(), -label.margin(), -label.margin())
    flags = Qt.TextFlag.TextWordWrap.value if label.wordWrap() else 0
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10**6), flags, text)
    if needed.width() > room.width() + _SLACK:
        yield _line(label, text, needed.width(), room.width())
    if needed.height() > room.height() + 2:
        yield _line(label, text, needed.height(), room.height(), "high")


def _judge_button(button: QAbstractButton) -> Iterator[str]:
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    signs_only = isinstance(button, QToolButton) and (
        button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull()
    )
    if not text or signs_only:
        return
    needed = button.fontMetrics().horizontalAdvance(text)
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    if isinstance(button, QCheckBox | QRadioButton):
        part = QStyle.SubElement.SE_CheckBoxContents if isinstance(button, QCheckBox) else None
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = part or QStyle.SubElement.SE_RadioButtonContents
        room = button.style().subElementRect(part, option, button).width()
        # The style may hand out more than the widget has.
        room = min(room, button.width())
    elif isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
    else:
        room = button.contentsRect().width()
    if needed + icon > room + _SLACK:
        yield _line(button, text, needed + icon, room)


def _judge_line(line: QLineEdit) -> Iterator[str]:
    text = line.placeholderText()
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right() - 4
    if text and not line.text() and line.fontMetrics().horizontalAdvance(text) > room + _SLACK:
        yield _line(line, text, line.fontMetrics().horizontalAdvance(text), room)


def _judge_combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(control, option, part, combo).width()
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if not combo.isEditable() and needed > room + _SLACK:
        yield _line(combo, combo.currentText(), needed, room)


def _judge_tabs(tabs: QTabBar) -> Iterator[str]:
    for at in range(tabs.count()):
        needed, room = tabs.fontMetrics().horizontalAdvance(tabs.tabText(at)), tabs.tabRect(at).width()
        if needed > room + _SLACK:
            yield _line(tabs, tabs.tabText(at), needed, room)


def _judge_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    bold = header.font()
    bold.setWeight(bold.Weight.DemiBold)
    for at in range(header.count()):
        text = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        wraps = bool(header.defaultAlignment() & Qt.TextFlag.TextWordWrap.value)
        words = text.split() if wraps else [text]
        needed = max((QFontMetrics(bold).horizontalAdvance(word) for word in words), default=0)
        if not header.isSectionHidden(at) and needed > header.sectionSize(at) - 8 + _SLACK:
            yield _line(header, text, needed, header.sectionSize(at) - 8)


def _judge_place(widget: QWidget) -> Iterator[str]:
    """A child that reaches out of its parent sideways is cut, whatever its own box says."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or parent.objectName() == "qt_scrollarea_viewport":
        return
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.geometry().right() > parent.width() + _SLACK:
        yield _line(widget, widget.accessibleName() or type(widget).__name__, widget.geometry().right(), parent.width())


def _line(widget: QWidget, text: str, needed: int, room: int, how: str = "wide") -> str:
    return f"{type(widget).__name__} {text!r}: {needed} px {how} in {room}"
