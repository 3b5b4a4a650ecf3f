"""Pages of a PDF as pictures. PDFium works for one thread at a time, so every call goes through one lock."""

from dataclasses import dataclass
from threading import Lock
from typing import Any, Self

from PySide6.QtGui import QColor, QImage

from sync.errors import AppError

PDFIUM = Lock()
_POINTS_PER_INCH = 72


class UnreadablePdf(AppError):
    """The bytes are no PDF that can be drawn."""

    code = "pdf.unreadable"


@dataclass(frozen=True, slots=True)
class PageSize:
    """One page in points."""

    width: float
    height: float


class PdfPages:
    """An open document, closed at the end of a `with`.

    Safe to call from any thread; keep it off the window's own, for drawing takes time.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with PDFIUM:
            try:
                self._document: Any = pypdfium2.PdfDocument(data)
                sizes = [self._document.get_page_size(at) for at in range(len(self._document))]
            except pypdfium2.PdfiumError as exc:
                raise UnreadablePdf from exc
        self.sizes = [PageSize(width, height) for width, height in sizes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document, once what is being drawn is drawn; twice is the same as once."""
        with PDFIUM:
            document, self._document = self._document, None
            if document is not None:
                document.close()

    def draw(self, page: int, pixels_per_inch: float, paper: QColor | None = None) -> QImage:
        """One page as a picture.

        Args:
            page: From 0.
            paper: Behind the drawing; white where nothing is said.
        Raises:
            UnreadablePdf: it is closed.
        """
        fill = (255, 255, 255, 255) if paper is None else (paper.red(), paper.green(), paper.blue(), 255)
        with PDFIUM:
            if self._document is None:
                raise UnreadablePdf
            bitmap = self._document[page].render(
                scale=pixels_per_inch / _POINTS_PER_INCH, fill_color=fill, prefer_bgrx=True
            )
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
        return picture
