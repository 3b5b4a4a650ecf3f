"""What is typed to join: the computer's name, the server's address, the code of the province's letter."""

import re
from typing import Final

from PySide6.QtCore import Qt

from desktop.models.fields import Field
from desktop.models.kinds import TEXT
from desktop.ui.texts import exchange as texts
from desktop.ui.widgets.typed import LineEditor

NAME_FIELD: Final = Field(1, texts.NAME, TEXT, key="name", help=texts.NAME_HELP)
SERVER_FIELD: Final = Field(2, texts.SERVER, TEXT, key="server", help=texts.SERVER_HELP)
CODE_FIELD: Final = Field(3, texts.CODE, TEXT, key="code", help=texts.CODE_HELP)

_GROUP: Final = 4
_BETWEEN: Final = re.compile(r"[\s\-–—_.·]+")


def grouped(code: str) -> str:
    """A code in capitals and groups of four, as the province's letter shows it.

    >>> grouped(" k7qd 2mxp-9a ")
    'K7QD-2MXP-9A'
    """
    letters = _BETWEEN.sub("", code).upper()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


class NeededLine(LineEditor):
    """A line that says under it, in its own words, that it is needed."""

    def __init__(self, field: Field, needed: str) -> None:
        super().__init__(field)
        self._needed = needed
        self.line.textEdited.connect(lambda _text: self.show_problem(""))

    def check(self) -> bool:
        """Say under the line what is missing, and return whether all is well."""
        missing = not self.text().strip()
        self.show_problem(self._needed if missing else "")
        return not missing


class CodeLine(NeededLine):
    """The code: shown in groups once she leaves it, untouched while she types."""

    def __init__(self) -> None:
        super().__init__(CODE_FIELD, texts.CODE_NEEDED)
        hints = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        self.line.setInputMethodHints(hints | Qt.InputMethodHint.ImhSensitiveData)
        self.line.textChanged.connect(self._look_for_marks)

    def check(self) -> bool:
        if self.has_marks:
            self._look_for_marks()
            return False
        return super().check()

    @property
    def has_marks(self) -> bool:
        """Whether a Vietnamese keyboard has made other letters of it."""
        return not self.text().isascii() and not _BETWEEN.sub("", self.text()).isascii()

    def _look_for_marks(self) -> None:
        self.show_problem(texts.CODE_MARKS if self.has_marks else "")

    def _leave(self) -> None:
        if not self.has_marks:
            self.set_text(grouped(self.text()))
        self.left.emit()
