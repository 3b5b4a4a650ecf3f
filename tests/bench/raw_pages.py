"""The floor of a roster: the operators of a page and the bytes of a font, and nothing between."""

import zlib
from collections.abc import Sequence
from pathlib import Path

from tests.bench.hand_drawn import ROW_MM, SIZE, WIDTHS_MM, font_file

MM = 72 / 25.4
ROWS_OF_A_PAGE = 27


def write_roster(out: Path, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """A4, grid, heading row, page number; the font goes in whole, by glyph number."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    path = Path(font_file())
    face = TTFontFile(str(path))
    codes = {letter: f"{glyph:04x}" for letter, glyph in face.charToGlyph.items()}
    edges = [30 * MM]
    for width in WIDTHS_MM:
        edges.append(edges[-1] + width * MM)
    bodies = _font(path, face)
    pages: list[bytes] = []
    for start in range(0, len(lines), ROWS_OF_A_PAGE):
        operators = _page([headings, *lines[start : start + ROWS_OF_A_PAGE]], edges, codes, len(pages) + 1)
        packed = zlib.compress(operators)
        number = len(bodies) + 3  # the catalogue and the list of pages take 1 and 2
        bodies.append(b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed))
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % number
        )
        pages.append(b"%d 0 R" % (number + 1))
    tree = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), b" ".join(pages))
    _save(out, [b"<</Type/Catalog/Pages 2 0 R>>", tree, *bodies])


def _page(rows: Sequence[Sequence[str]], edges: Sequence[float], codes: dict[int, str], number: int) -> bytes:
    row, top = ROW_MM * MM, 277 * MM
    operators = [f"BT /F {SIZE} Tf"]
    y = top
    for texts in rows:
        for left, text in zip(edges, texts, strict=False):
            if text:
                shown = "".join([codes[ord(letter)] for letter in text])
                operators.append(f"1 0 0 1 {left + 3:.1f} {y - 17:.1f} Tm<{shown}>Tj")
        y -= row
    shown = "".join([codes[ord(letter)] for letter in f"Trang {number}"])
    operators.append(f"1 0 0 1 500 34 Tm<{shown}>Tj ET .5 w")
    lines = [top - at * row for at in range(len(rows) + 1)]
    operators += [f"{edges[0]:.1f} {line:.1f} m {edges[-1]:.1f} {line:.1f} l" for line in lines]
    operators += [f"{edge:.1f} {top:.1f} m {edge:.1f} {y:.1f} l" for edge in edges]
    return "\n".join([*operators, "S"]).encode("ascii")


def _font(path: Path, face: "TTFontFile") -> list[bytes]:  # type: ignore[name-defined]  # noqa: F821
    raw = path.read_bytes()
    packed = zlib.compress(raw)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/L/Encoding/Identity-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/L/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 5 0 R/CIDToGIDMap/Identity/DW 500>>",
        b"<</Type/FontDescriptor/FontName/L/Flags 4/FontBBox[-200 -300 1000 1000]/ItalicAngle 0/Ascent 891/Descent -216"
        b"/CapHeight %d/StemV 80/FontFile2 6 0 R>>" % int(face.capHeight),
        b"<</Filter/FlateDecode/Length %d/Length1 %d>>stream\n%b\nendstream" % (len(packed), len(raw), packed),
    ]


def _save(out: Path, bodies: Sequence[bytes]) -> None:
    with out.open("wb") as file:
        file.write(b"%PDF-1.5\n")
        places = []
        for number, body in enumerate(bodies, 1):
            places.append(file.tell())
            file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        table = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
        file.writelines(b"%010d 00000 n \n" % place for place in places)
        file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, table))
