"""Types Vietnamese as UniKey does: the key comes through, then Backspaces, then the word anew with its mark."""

from collections.abc import Iterator
from itertools import takewhile
from unicodedata import normalize

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_HOOKS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
METHODS = ("telex", "vni")

NAMES = ("Nguyễn Thị Thúy Hường", "Đặng Thị Huệ", "Lò Thị Pưởng", "Hoàng Thị Mỷ")


def type_like_unikey(widget: QWidget, text: str, method: str = "telex") -> None:
    """Send to a widget every key that UniKey would send while a person types `text`.

    Args:
        method: "telex" (marks are letters) or "vni" (marks are digits).
    """
    for key, shown_before, shown_after in strokes(text, method):
        kept = _common_start(shown_before, shown_after)
        if shown_after == shown_before + key:
            press(widget, key)
            continue
        press(widget, key)  # comes through first, and is taken back with the letters it changes
        for _ in range(len(shown_before) - len(kept) + len(key)):
            press(widget, "\b")
        for letter in shown_after[len(kept) :]:
            press(widget, letter)


def _common_start(one: str, other: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in pairs)


def strokes(text: str, method: str) -> Iterator[tuple[str, str, str]]:
    """Each key, with the word as it stood before it and after it."""
    for at, word in enumerate(text.split(" ")):
        if at:
            yield " ", "", " "
        yield from _word_strokes(word, method)


def _word_strokes(word: str, method: str) -> Iterator[tuple[str, str, str]]:
    shown = ""
    tone = ""
    for letter in normalize("NFC", word):
        marks = normalize("NFD", letter)
        tone += "".join(_TONES[mark][METHODS.index(method)] for mark in marks if mark in _TONES)
        toneless = normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        base = {"đ": "d", "Đ": "D"}.get(letter, marks[0])
        yield base, shown, shown + base
        if toneless != base:
            yield _hook_key(letter, marks, method), shown + base, shown + toneless
        shown += toneless
    if tone:
        yield tone, shown, normalize("NFC", word)


def _hook_key(letter: str, marks: str, method: str) -> str:
    if letter in "đĐ":
        return "d" if method == "telex" else "9"
    digit = next(_HOOKS[mark] for mark in marks if mark in _HOOKS)
    if method == "vni":
        return digit
    return marks[0].lower() if digit == "6" else "w"


def press(widget: QWidget, letter: str) -> None:
    """One key down and up; "\\b" is Backspace."""
    key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter))
    QApplication.processEvents()


def replayed(text: str, method: str) -> str:
    """What a plain buffer holds after the strokes; for checking the replay itself."""
    whole = ""
    for _, before, after in strokes(text, method):
        whole = whole[: len(whole) - len(before)] + after
    return whole
