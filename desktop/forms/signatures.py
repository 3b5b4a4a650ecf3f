"""Where people sign at the end of a paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.forms.fonts import Style
from desktop.forms.letterhead import Signer
from desktop.forms.paper import MM
from desktop.forms.pen import Align, Pen
from desktop.forms.text import clean, fit, wrap


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signers side by side, the last one at the right under place and date.

    Attributes:
        signers: From left to right.
        dated: Place and date over the rightmost; empty leaves the line out.
        room: Height kept free for the signature, in points.
    """

    signers: Sequence[Signer]
    dated: str = ""
    size: float = 13
    room: float = 22 * MM
    before: float = 8

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        column = self._column(width)
        posts = max(self._post_height(pen, signer, column) for signer in self.signers)
        names = max(len(self._name(pen, signer, column)[0]) for signer in self.signers)
        return self.before + self._date_height() + posts + self.room + names * self._leading

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw every signer's posts, hint and name."""
        column = self._column(width)
        middles = [x + column * (index + 0.5) for index in range(len(self.signers))]
        y = top - self.before
        if self.dated:
            face = pen.face(Style.ITALIC)
            day = fit(clean(self.dated), face, width=max(column, width / 2), size=self.size, floor=8)
            middle = min(middles[-1], x + width - face.width(day.lines[0], day.size) / 2)
            pen.text(middle, y - self.size, day.lines[0], Style.ITALIC, day.size, align=Align.CENTRE)
            y -= self._date_height()
        posts = max(self._post_height(pen, signer, column) for signer in self.signers)
        for signer, middle in zip(self.signers, middles, strict=True):
            self._draw_post(pen, signer, middle, y, column)
            lines, size = self._name(pen, signer, column)
            for number, line in enumerate(lines, start=1):
                foot = y - posts - self.room - number * self._leading + self.size * 0.25
                pen.text(middle, foot, line, Style.BOLD, size, align=Align.CENTRE)

    @property
    def _leading(self) -> float:
        return self.size * 1.25

    def _date_height(self) -> float:
        return self._leading if self.dated else 0

    def _column(self, width: float) -> float:
        return width / len(self.signers)

    def _posts(self, pen: Pen, signer: Signer, column: float) -> list[str]:
        face = pen.face(Style.BOLD)
        return [part for line in signer.lines for part in wrap(clean(line), face, self.size, column - 2 * MM)]

    def _post_height(self, pen: Pen, signer: Signer, column: float) -> float:
        return (len(self._posts(pen, signer, column)) + bool(signer.hint)) * self._leading

    def _name(self, pen: Pen, signer: Signer, column: float) -> tuple[tuple[str, ...], float]:
        fitted = fit(clean(signer.name), pen.face(Style.BOLD), width=column - 2 * MM, size=self.size, floor=11)
        return fitted.lines, fitted.size

    def _draw_post(self, pen: Pen, signer: Signer, middle: float, top: float, column: float) -> None:
        y = top - self.size
        for line in self._posts(pen, signer, column):
            pen.text(middle, y, line, Style.BOLD, self.size, align=Align.CENTRE)
            y -= self._leading
        if signer.hint:
            pen.text(middle, y, f"({clean(signer.hint)})", Style.ITALIC, self.size - 1, align=Align.CENTRE)


@dataclass(frozen=True, slots=True)
class Recipients:
    """The list of those who get the paper, bottom left."""

    lines: Sequence[str]
    scale: float = 1

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return (16 + 14 * len(self._wrapped(pen, width))) * self.scale

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the word and the list."""
        y = top - 12 * self.scale
        pen.text(x, y, "Nơi nhận:", Style.BOLD_ITALIC, 12 * self.scale)
        for line in self._wrapped(pen, width):
            y -= 14 * self.scale
            pen.text(x, y, line, Style.REGULAR, 11 * self.scale)

    def _wrapped(self, pen: Pen, width: float) -> list[str]:
        face = pen.face(Style.REGULAR)
        return [part for line in self.lines for part in wrap(f"- {clean(line)}", face, 11 * self.scale, width)]


@dataclass(frozen=True, slots=True)
class Closing:
    """Recipients at the left, the signature at the right."""

    recipients: Recipients
    signatures: Signatures

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return max(self.recipients.height(pen, width / 2), self.signatures.height(pen, width / 2))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both side by side."""
        self.recipients.draw(pen, x, top, width / 2)
        self.signatures.draw(pen, x + width / 2, top, width / 2)
