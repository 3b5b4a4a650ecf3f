"""The head and the foot of an administrative paper: who issues it, the national title, who signs."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from desktop.forms.dates import dated
from desktop.forms.fonts import Face, Style
from desktop.forms.paper import MM
from desktop.forms.pen import Align, Numbering, Pen
from desktop.forms.text import balanced, clean, fit

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEADING_BREAKS = r"BAN (THƯỜNG VỤ|CHẤP HÀNH) |PHỤ NỮ |VIỆT NAM |(?= (XÃ|PHƯỜNG|ĐẶC KHU|TỈNH|THÀNH PHỐ|THÔN) )"
UNIT_KINDS = ("xã", "phường", "đặc khu", "tỉnh", "thành phố")


class Variant(Enum):
    """Which lines stand top left.

    Attributes:
        A: The provincial Union, and under it the standing committee of the commune's.
        B: The Fatherland Front of the commune, and under it the Union.
        C: The commune's Union, and under it a branch.
        D: Nothing; a plain list.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs.

    Attributes:
        lines: Authority and post, as ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH").
        name: Printed under the signature; empty leaves the room.
        hint: In brackets under the post, as "Ký, ghi rõ họ tên".
    """

    lines: tuple[str, ...]
    name: str = ""
    hint: str = ""


PREPARER = Signer(("NGƯỜI LẬP BIỂU",), hint="Ký, ghi rõ họ tên")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every paper of one office; all of it can be edited.

    Attributes:
        superior: The body above, top line left.
        issuer: The body that issues, bold, under it.
        place: Where papers are dated: "Hồng Phong, ngày …".
        signer: Who signs at the right.
        preparer: Who signs lists at the left.
        page_numbers: Where lists carry them.
    """

    variant: Variant
    superior: str = ""
    issuer: str = ""
    nation: str = NATION
    motto: str = MOTTO
    place: str = ""
    signer: Signer = field(default=Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")))
    preparer: Signer = PREPARER
    page_numbers: Numbering = Numbering.OF_TOTAL

    def signed_by(self, name: str) -> "Letterhead":
        """The same letterhead with the signer's name."""
        return replace(self, signer=replace(self.signer, name=name))


def standard(variant: Variant, *, commune: str, province: str = "", branch: str = "") -> Letterhead:
    """The lines a commune starts with.

    Args:
        commune: With its kind, as "xã Hồng Phong".
        province: With its kind, as "tỉnh Hưng Yên".
        branch: As "Chi hội phụ nữ thôn Đông" or "thôn Đông"; used by variant C.
    Source:
        Heads of published papers of the Union at centre, province and branch; B follows the order of 2025.
    """
    union = f"HỘI LHPN {commune.upper()}"
    place = place_name(commune)
    if variant is Variant.A:
        return Letterhead(variant, f"HỘI LHPN {province.upper()}", f"BAN THƯỜNG VỤ {union}", place=place)
    if variant is Variant.B:
        front = f"ỦY BAN MTTQ VIỆT NAM {commune.upper()}"
        return Letterhead(variant, front, "HỘI LIÊN HIỆP PHỤ NỮ", place=place)
    if variant is Variant.C:
        known = branch.lower().startswith("chi hội")
        name = branch if known else f"Chi hội phụ nữ {branch}"
        signer = Signer(("TM. BAN CHẤP HÀNH CHI HỘI", "CHI HỘI TRƯỞNG"))
        return Letterhead(variant, union, name.strip().upper(), place=place, signer=signer)
    return Letterhead(variant, place=place)


def place_name(commune: str) -> str:
    """The name a paper is dated from: without the kind of unit, unless the name is a number.

    >>> place_name("xã Hồng Phong"), place_name("Phường 5")
    ('Hồng Phong', 'Phường 5')
    """
    for kind in UNIT_KINDS:
        name = commune[len(kind) :].strip()
        if commune.lower().startswith(f"{kind} ") and not name.isdigit():
            return name
    return commune


def document_number(number: int | None, symbol: str) -> str:
    """The number line of a document; room to write where there is no number yet.

    >>> document_number(5, "GM-BTV")
    'Số: 05/GM-BTV'
    """
    return f"Số: {number:02}/{symbol}" if number is not None else f"Số: ......../{symbol}"


def break_heading(text: str, face: Face, size: float, width: float) -> list[str]:
    """Break the name of a body where it is read in two, else into lines of about the same length."""
    if face.width(text, size) <= width:
        return [text]
    halves = [(text[: found.end()].strip(), text[found.end() :].strip()) for found in re.finditer(HEADING_BREAKS, text)]
    halves = [(first, second) for first, second in halves if first and second and face.width(first, size) <= width]
    for first, second in halves:
        if face.width(second, size) <= width:
            return [first, second]
    for first, second in halves:
        return [first, *break_heading(second, face, size, width)]
    return balanced(text, face, size, width)


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead as a block at the top of page one.

    Attributes:
        number: As "Số: 05/GM-BTV"; None leaves the line of number and date out.
        issued_on: None leaves room to write the day.
        scale: 1 on A4; smaller on smaller paper.
        show_date: Minutes carry a number but no date up here.
    """

    letterhead: Letterhead
    number: str | None = None
    issued_on: date | None = None
    scale: float = 1
    show_date: bool = True

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        if self.letterhead.variant is Variant.D:
            return 0
        lines = max(sum(len(lines) for lines in self._left(pen, width)), 2)
        return (lines * 16 + (26 if self.number is not None else 4) + 14) * self.scale

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw both halves with their lines."""
        if self.letterhead.variant is Variant.D:
            return
        split = self._split(pen, width)
        left_end = self._draw_left(pen, x + split / 2, top, width)
        right = x + split + (width - split) / 2
        right_end = self._draw_right(pen, right, top, width - split)
        if self.number is None:
            return
        y = min(left_end, right_end) - 20 * self.scale
        pen.text(x + split / 2, y, clean(self.number), size=13 * self.scale, align=Align.CENTRE)
        if not self.show_date:
            return
        day = clean(dated(self.letterhead.place, self.issued_on))
        fitted = fit(day, pen.face(Style.ITALIC), width=width - split, size=13.5 * self.scale, floor=8)
        pen.text(right, y, fitted.lines[0], Style.ITALIC, fitted.size, align=Align.CENTRE)

    def _split(self, pen: Pen, width: float) -> float:
        """Where the right half begins: it takes what the national title needs, the left gets the rest."""
        nation = pen.face(Style.BOLD).width(clean(self.letterhead.nation), 12 * self.scale)
        return max(width - nation - 2, width * 0.36)

    def _left(self, pen: Pen, width: float) -> tuple[list[str], list[str]]:
        room = self._split(pen, width) - 7 * MM * self.scale
        size = 12 * self.scale
        superior = break_heading(clean(self.letterhead.superior), pen.face(Style.REGULAR), size, room)
        issuer = break_heading(clean(self.letterhead.issuer), pen.face(Style.BOLD), size, room)
        return superior, issuer

    def _draw_left(self, pen: Pen, middle: float, top: float, width: float) -> float:
        superior, issuer = self._left(pen, width)
        size, leading = 12 * self.scale, 16 * self.scale
        y = top - 12 * self.scale
        for style, lines in ((Style.REGULAR, superior), (Style.BOLD, issuer)):
            for line in lines:
                if line:
                    pen.text(middle, y, line, style, size, align=Align.CENTRE)
                    y -= leading
        longest = max(pen.face(Style.BOLD).width(line, size) for line in issuer)
        y += leading - 5 * self.scale
        pen.line(middle - longest / 5, y, middle + longest / 5, y, 0.7)
        return y

    def _draw_right(self, pen: Pen, middle: float, top: float, width: float) -> float:
        y = top - 12 * self.scale
        nation = fit(clean(self.letterhead.nation), pen.face(Style.BOLD), width=width, size=12 * self.scale, floor=6)
        pen.text(middle, y, nation.lines[0], Style.BOLD, nation.size, align=Align.CENTRE)
        motto, size = clean(self.letterhead.motto), 13 * self.scale
        y -= 16 * self.scale
        pen.text(middle, y, motto, Style.BOLD, size, align=Align.CENTRE)
        half = pen.face(Style.BOLD).width(motto, size) / 2
        y -= 5 * self.scale
        pen.line(middle - half, y, middle + half, y, 0.7)
        return y
