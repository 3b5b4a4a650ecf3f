"""What stands at the bottom of each step: a line, and the button that leads on."""

from dataclasses import dataclass

from desktop.models.numbers import group_digits
from desktop.ui.importing.import_list import ImportList
from desktop.ui.importing.review import Review
from desktop.ui.texts import import_page as texts


@dataclass(frozen=True, slots=True)
class Foot:
    """The bottom of a step.

    Attributes:
        button: Words of the main button; empty for none.
        needs_her: Whether the line says what keeps her from going on.
    """

    button: str = ""
    status: str = ""
    is_ready: bool = False
    needs_her: bool = False


def at_file(given: ImportList | None, *, is_busy: bool) -> Foot:
    """A file that was read, with a sheet of it ticked, leads on."""
    if given is None or is_busy:
        return Foot(texts.NEXT)
    if not given.ticked:
        return Foot(texts.NEXT, texts.TICK_ONE, needs_her=True)
    return Foot(texts.NEXT, texts.NOTHING_YET, is_ready=True)


def at_columns(given: ImportList | None, *, news: str, trouble: str, is_busy: bool) -> Foot:
    """Columns by which the list was read lead on."""
    if trouble or given is None or given.reading is None or is_busy:
        return Foot(texts.NEXT, trouble, needs_her=bool(trouble))
    held = len(given.reading.doubtful) + len(given.reading.refused)
    rows = group_digits(len(given.reading.rows) + held)
    read_so = (texts.READ_SO if held else texts.READ_SO_ALL).format(rows=rows, doubtful=group_digits(held))
    return Foot(texts.NEXT, f"{news} {read_so}".strip(), is_ready=True)


def at_review(review: Review | None, *, is_busy: bool) -> Foot:
    """Rows that can be stored lead on; those without a decision stay behind."""
    if review is None or review.outcome is None:
        return Foot(texts.NOTHING_TO_IMPORT, texts.TRYING)
    stored, held = review.outcome.stored, review.open_count
    status = texts.HELD_BACK.format(count=group_digits(held)) if held else texts.NOTHING_YET
    words = texts.IMPORT.format(count=group_digits(stored)) if stored else texts.NOTHING_TO_IMPORT
    return Foot(words, status, is_ready=bool(stored) and not is_busy)
