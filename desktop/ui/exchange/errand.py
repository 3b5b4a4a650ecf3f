"""The errand with a stick, in three small pictures."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.meetings.columns import Columns
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label

_PICTURES = (("computer", "stick"), ("stick", "province"), ("stick", "good"))


class Errand(Card):
    """Write, carry, plug in again."""

    def __init__(self) -> None:
        super().__init__(texts.ERRAND)
        steps = [
            _step(number, picture, heading, sentence)
            for number, (picture, (heading, sentence)) in enumerate(
                zip(_PICTURES, texts.ERRAND_STEPS, strict=True), start=1
            )
        ]
        self.body.addWidget(Columns(steps, narrowest=260, most=3, gap=tokens.XL, level=True))
        self.body.addWidget(label(texts.ERRAND_SAFE, "muted"))


def _step(number: int, picture: tuple[str, str], heading: str, sentence: str) -> QWidget:
    step = QWidget()
    pictures = QHBoxLayout()
    pictures.setSpacing(tokens.S)
    for at, sign in enumerate(picture):
        if at:
            pictures.addWidget(Sign("right", "muted", 20))
        pictures.addWidget(Sign(sign, "accent", 40))
    pictures.addStretch(1)
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    column.addLayout(pictures)
    column.addWidget(label(f"{number}. {heading}", "strong"))
    column.addWidget(label(sentence))
    column.addStretch(1)
    return step
