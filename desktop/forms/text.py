"""Making text fit the room it has: smaller down to a floor, then on more lines, never over the edge."""

import unicodedata
from dataclasses import dataclass

from desktop.forms.fonts import Face

STEP = 0.25  # points between two sizes that are tried
SMALLER = 0.75  # of the floor, for the sake of one long word


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit a width at a size."""

    lines: tuple[str, ...]
    size: float


def clean(text: str) -> str:
    """One line of composed letters: no line breaks, no invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())


def fit(text: str, face: Face, *, width: float, size: float, floor: float) -> Fitted:
    """Set a text on one line, smaller if need be, or on several lines at the floor."""
    wide = face.width(text, size)
    if wide <= width:
        return Fitted((text,), size)
    fitting = int(size * width / wide / STEP) * STEP
    if fitting >= floor:
        return Fitted((text,), fitting)
    # a word is broken only where it would become too small to read
    widest = max((face.width(word, 1) for word in text.split()), default=1.0)
    several = max(min(floor, int(width / widest / STEP) * STEP), floor * SMALLER)
    return Fitted(tuple(wrap(text, face, several, width)), several)


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """Break a text into lines; a word wider than the line is broken too."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = broken(word, face, size, width)
        lines += full
    return [*lines, line] if line or not lines else lines


def broken(word: str, face: Face, size: float, width: float) -> list[str]:
    """Pieces of a word, each as long as the width allows and at least one letter."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and face.width(piece + letter, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def balanced(text: str, face: Face, size: float, width: float) -> list[str]:
    """Wrap for a centred heading: as few lines as needed, of about the same length."""
    lines = wrap(text, face, size, width)
    if len(lines) == 1:
        return lines
    widest = max(face.width(word, size) for word in text.split())
    narrow, wide = min(max(width / len(lines), widest), width), width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(wrap(text, face, size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrap(text, face, size, wide)
