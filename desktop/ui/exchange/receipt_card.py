"""How an exchange ended well: the receipt, in figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.desk import Outcome, Way
from desktop.models.numbers import group_digits
from desktop.ui.exchange.words import outcome_words
from desktop.ui.registers.bar import Bar
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Sign
from desktop.ui.widgets.labels import label


class ReceiptCard(QFrame):
    """Shows an `Outcome` until she closes it.

    Signals:
        closed: She has read it.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setProperty("tone", "good")
        self.heading, self.pull = label("", "heading"), label(texts.MAY_PULL, "strong")
        self.sentence, self.news = label(""), label("", "attention")
        self.history = label("", "muted")
        self.figures = Bar()
        self.numbers = [label("", "heading", wrap=False) for _ in range(3)]
        self._names = [label("", "muted", wrap=False) for _ in range(3)]
        for number, name in zip(self.numbers, self._names, strict=True):
            self.figures.flow.addWidget(_figure(number, name))
        self.close_button = IconButton("close", texts.CLOSE)
        self.close_button.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        for widget in (self.heading, self.pull, self.sentence, self.figures, self.news, self.history):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.S, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(Sign("good", "good", 32), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, outcome: Outcome) -> None:
        """Show what an exchange did."""
        heading, sentence = outcome_words(outcome)
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.pull.setVisible(outcome.way is Way.STICK)
        sent = texts.FIGURE_WRITTEN if outcome.way is Way.STICK else texts.FIGURE_SENT
        shown = (
            (outcome.sent, sent), (outcome.received, texts.FIGURE_RECEIVED),
            (outcome.acknowledged, texts.FIGURE_ACKNOWLEDGED),
        )  # fmt: skip
        for (count, words), number, name in zip(shown, self.numbers, self._names, strict=True):
            number.setText(group_digits(count))
            name.setText(words)
        self.figures.setVisible(any(count for count, _ in shown))
        news = []
        if outcome.conflicts_new:
            news.append(texts.NEW_CONFLICTS.format(count=group_digits(outcome.conflicts_new)))
        if outcome.refused:
            news.append(texts.NEW_REFUSED.format(count=group_digits(outcome.refused)))
        self.news.setText("\n".join(news))
        self.news.setVisible(bool(news))
        since = outcome.history_from
        self.history.setText(texts.HISTORY_FROM.format(day=f"{since:%d/%m/%Y}") if since else "")
        self.history.setVisible(since is not None)
        figures = ", ".join(f"{words} {group_digits(count)}" for count, words in shown)
        rest = " ".join(filter(None, (sentence, *news, self.history.text())))
        self.setAccessibleName(f"{texts.RECEIPT}. {heading}. {figures}. {rest}".strip())
        self.show()


def _figure(number: QWidget, name: QWidget) -> QWidget:
    figure = QWidget()
    row = QHBoxLayout(figure)
    row.setContentsMargins(0, 0, tokens.L, 0)
    row.setSpacing(tokens.S)
    row.addWidget(number)
    row.addWidget(name)
    return figure
