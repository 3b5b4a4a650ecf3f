"""Pages as grey pictures for a printer, a band at a time, so that a page at 600 dots an inch needs little memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, Self

from PySide6.QtGui import QImage

from desktop.ui.widgets.pdf_pages import PDFIUM, UnreadablePdf

_POINTS_PER_INCH = 72
_BAND_PX = 1024


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a page.

    Attributes:
        top: How far below the page's upper edge it begins, in pixels.
    """

    top: int
    picture: QImage


class PrintPages:
    """An open document, to be drawn for a printer on any one thread; closed at the end of a `with`."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with PDFIUM:
            try:
                self._document: Any = pypdfium2.PdfDocument(data)
                self.sizes: list[tuple[float, float]] = [
                    self._document.get_page_size(at) for at in range(len(self._document))
                ]
            except pypdfium2.PdfiumError as exc:
                raise UnreadablePdf from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        with PDFIUM:
            self._document.close()

    def bands(self, page: int, dots_per_inch: int) -> Iterator[Band]:
        """The page from top to bottom."""
        scale = dots_per_inch / _POINTS_PER_INCH
        height = ceil(self.sizes[page][1] * scale)
        for top in range(0, height, _BAND_PX):
            yield Band(top, self._draw(page, scale, top, max(0, height - top - _BAND_PX)))

    def _draw(self, page: int, scale: float, above: int, below: int) -> QImage:
        """Draw a page without so many pixels above and below.

        PDFium's wrapper rounds what is cut away up to whole pixels; half a pixel less comes out right.
        """
        cut = [max(0.0, pixels - 0.5) / scale for pixels in (below, above)]
        with PDFIUM:
            bitmap = self._document[page].render(scale=scale, crop=(0, cut[0], 0, cut[1]), grayscale=True)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8
            ).copy()
            bitmap.close()
        return picture
