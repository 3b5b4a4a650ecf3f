"""The log of views and prints as a table."""

from collections.abc import Sequence

from desktop.models.numbers import group_digits
from desktop.ui.settings.services import AccessLine
from desktop.ui.texts import settings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.words_table import WordsTable

_COUNT = texts.LOG_COLUMNS.index("Số dòng")


class AccessTable(WordsTable):
    """Shows lines of the log in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(texts.LOG_HEADING)
        self.show_lines(())

    def show_lines(self, lines: Sequence[AccessLine]) -> None:
        """Show other lines."""
        rows = [
            (
                f"{line.at:%d/%m/%Y %H:%M}", line.who, texts.LOG_ACTS[line.act], line.what, group_digits(line.count),
                line.fields, line.purpose,
            )
            for line in lines
        ]  # fmt: skip
        self.show_words(texts.LOG_COLUMNS, rows, numeric=frozenset({_COUNT}))

    def fit(self) -> None:
        """As `WordsTable` does; six rows are seen at least."""
        self.setMinimumHeight(min(320, current().px(tokens.ROW) * 6))
        super().fit()
