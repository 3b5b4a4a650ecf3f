"""Every word that a window shows, and which of them no Vietnamese would say."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

_WORD = re.compile(r"[A-Za-zÀ-ỹĐđ]+")
_SYLLABLE = re.compile(
    r"(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu?|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(c|ch|m|n|ng|nh|p|t)?", re.I
)
_ENGLISH = frozenset({"at", "cut", "not", "ok", "on", "that", "the", "then", "up", "yes"})  # that could be syllables
_NAMES = frozenset({"excel", "word", "windows", "ctrl", "shift", "alt", "enter", "esc", "del", "tab"})
_QUOTED = re.compile(r"Save As|Excel Workbook|(?<!\S)/\S+")  # what Excel's own menu says; paths
_TYPES = frozenset({"xlsx", "xls", "ods", "csv", "web", "json", "opendocument", "unicode", "vntime", "hmong", "raglay"})


def shown_texts(window: QWidget) -> Iterator[str]:
    """What can be read, opened or heard in a window: labels, buttons, choices, headings, menus, names and hints."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield from _texts_of(widget)
            yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
            for action in widget.actions():
                yield action.text()


def _texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield widget.text()
        menu = widget.menu() if isinstance(widget, QToolButton) else getattr(widget, "menu", lambda: None)()
        if isinstance(menu, QMenu):
            yield from (action.text() for action in menu.actions())
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(at).text() for at in range(widget.count()))
    elif isinstance(widget, QHeaderView) and widget.model() and widget.orientation() is Qt.Orientation.Horizontal:
        yield from (str(widget.model().headerData(at, widget.orientation()) or "") for at in range(widget.count()))


def foreign_words(text: str) -> list[str]:
    """The words of a text that are no Vietnamese syllable, no abbreviation and no name on a key or a file.

    >>> foreign_words("In danh sách, Ctrl+P, HN-01, tệp .xlsx của Hội LHPN")
    []
    >>> foreign_words("Lưu as PDF? Cancel")
    ['as', 'Cancel']
    """
    plain = _QUOTED.sub("", text.replace("&", ""))
    return [word for word in _WORD.findall(plain) if _is_foreign(word)]


def _is_foreign(word: str) -> bool:
    if not word.isascii() or len(word) == 1 or word.lower() in _NAMES | _TYPES:
        return False
    if word.lower() in _ENGLISH:
        return True
    if word.isupper() and len(word) <= 5:
        return False
    return _SYLLABLE.fullmatch(normalize("NFC", word)) is None
