"""Has Qt speak Vietnamese where it brings words of its own; Qt ships no such translation."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.texts.qt import WORDS


class Translator(QTranslator):
    """Qt's words by the English ones, wherever they stand."""

    # Qt overrides
    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        return WORDS.get(sourceText, sourceText)


def speak_vietnamese(app: QApplication) -> None:
    """Translate Qt's own words from now on; twice does no harm."""
    if app.findChild(Translator) is None:
        app.installTranslator(Translator(app))
