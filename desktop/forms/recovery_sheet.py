"""The sheet with the recovery code, to be kept in a sealed envelope."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import segno

from desktop.forms.dates import short_date
from desktop.forms.fonts import Style
from desktop.forms.paper import A4, MM
from desktop.forms.pen import Align, Pen
from desktop.forms.prose import Block, Dots, Gap, Paragraph, Rule, Run, centred, labelled, stack

A_ROW = 4
BOX_HEIGHT = 15 * MM
QUIET = 4  # modules of white around a QR code

KEEP = (
    "In một bản, cho vào phong bì dán kín, cất nơi có khóa và không để cùng máy tính.",
    "Ai có mã này đều mở được dữ liệu: không chụp ảnh, không gửi qua Zalo hay thư điện tử.",
    "Khi quên mật khẩu: mở chương trình, chọn “Quên mật khẩu”, rồi gõ tám nhóm ký tự dưới đây.",
    "Khi phiếu bị lộ hoặc thất lạc: vào Hệ thống, tạo mã khôi phục mới; mã cũ hết hiệu lực ngay.",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to call."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says.

    Attributes:
        unit: As "Hội LHPN xã Hồng Phong".
        code: Groups with a dash between them.
        contacts: Whom to call; none leaves lines to write on.
    """

    unit: str
    code: str
    made_on: date
    contacts: Sequence[Contact] = ()


@dataclass(frozen=True, slots=True)
class CodeBoxes:
    """The groups of the code, large, numbered, in rows of four."""

    code: str

    @property
    def groups(self) -> list[str]:
        """What stands between the dashes."""
        return [group for group in re.split(r"[-\s]+", self.code) if group]

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return -(-len(self.groups) // A_ROW) * (BOX_HEIGHT + 4 * MM)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw a box for each group."""
        step = width / A_ROW
        for index, group in enumerate(self.groups):
            row, column = divmod(index, A_ROW)
            left, foot = x + column * step, top - row * (BOX_HEIGHT + 4 * MM) - BOX_HEIGHT
            pen.box(left + MM, foot, step - 2 * MM, BOX_HEIGHT)
            pen.text(left + 2.5 * MM, foot + BOX_HEIGHT - 4 * MM, str(index + 1), Style.REGULAR, 9)
            self._spaced(pen, group, left + step / 2, foot + 4 * MM)

    @staticmethod
    def _spaced(pen: Pen, group: str, middle: float, foot: float) -> None:
        """Set the symbols apart, so that they can be read out one by one."""
        size, pitch = 24, 6.4 * MM
        for position, symbol in enumerate(group):
            x = middle + (position - (len(group) - 1) / 2) * pitch
            pen.text(x, foot, symbol, Style.BOLD, size, align=Align.CENTRE)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with a line of explanation at its right."""

    content: str
    note: str
    side: float = 42 * MM

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return self.side

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the dark modules, a run of them at a time."""
        rows = [bytes(row) for row in segno.make(self.content, error="m", micro=False).matrix]
        module = self.side / (len(rows) + 2 * QUIET)
        for row, line in enumerate(rows):
            y = top - (row + QUIET + 1) * module
            for run in re.finditer(rb"\x01+", line):
                start, end = run.span()
                pen.box(x + (start + QUIET) * module, y, (end - start) * module, module, grey=0)
        beside = x + self.side + 4 * MM
        text = Paragraph((Run(self.note, Style.ITALIC),), 12)
        room = x + width - beside
        text.draw(pen, beside, top - (self.side - text.height(pen, room)) / 2, room)


def render_recovery_sheet(sheet: RecoverySheet, *, watermark: str | None = None) -> bytes:
    """Draw the one-page sheet with the recovery code."""
    pen = Pen(A4, title="Phiếu khôi phục", watermark=watermark)
    stack(list(_blocks(sheet)), pen, A4.left, A4.text_top, A4.text_width)
    return pen.finish()


def _blocks(sheet: RecoverySheet) -> Iterator[Block]:
    yield centred(sheet.unit.upper(), Style.BOLD, 13)
    yield centred("PHIẾU KHÔI PHỤC DỮ LIỆU SỔ HỘI", Style.BOLD, 18, before=14)
    yield centred(f"Lập ngày {short_date(sheet.made_on)}", Style.ITALIC, 13)
    yield Rule(80, 5, 12)
    for number, rule in enumerate(KEEP, start=1):
        yield Paragraph((Run(f"{number}. {rule}"),), 13, hanging=13, before=3)
    yield Paragraph((Run("MÃ KHÔI PHỤC", Style.BOLD),), 13, before=14)
    yield Gap(6)
    yield CodeBoxes(sheet.code)
    yield Gap(4)
    yield QrCode(sheet.code, "Có máy quét mã thì quét ô này thay cho gõ. Mã trong ô giống hệt mã in ở trên.")
    yield Paragraph((Run("KHI CẦN GIÚP, GỌI", Style.BOLD),), 13, before=8)
    for contact in sheet.contacts:
        yield labelled(contact.name, contact.phone, bold=True)
    if not sheet.contacts:
        yield Dots(2)
    yield Paragraph((Run("NGƯỜI GIỮ PHIẾU, NƠI CẤT", Style.BOLD),), 13, before=12)
    yield Dots(3)
