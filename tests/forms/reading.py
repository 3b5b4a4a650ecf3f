"""Reads papers back, as a person with a ruler would."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Box:
    """Where a text stands on its page, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Page:
    """The text of one page, and where each of its letters stands."""

    text: str
    width: float
    height: float
    letters: list[tuple[str, Box]]

    @property
    def flat(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    def box(self, text: str) -> Box:
        """The room a text takes; blanks and line breaks in it do not count."""
        sought = "".join(text.split())
        inked = [(letter, box) for letter, box in self.letters if not letter.isspace()]
        start = "".join(letter for letter, _ in inked).index(sought)
        boxes = [box for _, box in inked[start : start + len(sought)]]
        return Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )


def pages(paper: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(paper)
    try:
        return list(_pages(document))
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for page in document:
        text = page.get_textpage()
        count = text.count_chars()
        letters = [(text.get_text_range(index, 1), Box(*text.get_charbox(index))) for index in range(count)]
        whole = text.get_text_range()
        yield Page(whole, *page.get_size(), letters)


def said(paper: bytes) -> str:
    """All the text of a paper on one line."""
    return " ".join(" ".join(text.split()) for text in texts(paper))


def texts(paper: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def in_order(sought: list[str], text: str) -> bool:
    """All stand in the text, each after the one before it."""
    at = 0
    for each in sought:
        at = text.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True
