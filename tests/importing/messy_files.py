"""Writes made-up lists as files of every kind that lists come in."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize
from xml.sax.saxutils import escape

import xlsxwriter

from desktop.models.legacy_text import TCVN3, VNI
from tests.importing.messy import MessyList


def write_xlsx(made: MessyList, path: Path, *, encode: Any = None, font: str = "") -> None:
    """Write the list as a workbook, its text through an old encoding if one is given."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        style = book.add_format({"font_name": font}) if font else None
        for name, rows in made.sheets.items():
            sheet = book.add_worksheet(name)
            for top, left, bottom, right in made.merges.get(name, []):
                sheet.merge_range(top, left, bottom, right, "")
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, datetime.combine(value, datetime.min.time()), day)
                    elif isinstance(value, float):
                        sheet.write_number(at, column, value)
                    elif value:
                        sheet.write_string(at, column, encode(value) if encode else value, style)


def write_csv(
    made: MessyList, path: Path, *, delimiter: str = ";", encoding: str = "utf-8-sig", encode: Any = None
) -> None:
    """Write the list's one sheet as text."""
    (rows,) = made.sheets.values()
    width = max(map(len, rows))
    lines = []
    for row in rows:
        cells = [str(int(cell)) if isinstance(cell, float) else cell for cell in row] + [""] * (width - len(row))
        quoted = ['"' + cell.replace('"', '""') + '"' if set(cell) & set(f'{delimiter}"\n') else cell for cell in cells]
        lines.append(delimiter.join(quoted))
    text = "\r\n".join(lines) + "\r\n"
    path.write_bytes((encode(text) if encode else text).encode(encoding))


def write_ods(made: MessyList, path: Path) -> None:
    """Write the list as an OpenDocument spreadsheet, as small as it can be."""

    def cell(value: Any) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value:.0f}"/>'
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            if value
            else "<table:table-cell/>"
        )

    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>" + ("".join(map(cell, row)) or "<table:table-cell/>") + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in made.sheets.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')


def to_tcvn3(text: str) -> str:
    """Text as it was typed under .VnTime: toned capitals by their small letters."""
    signs = {meant: typed for typed, meant in TCVN3.items()}
    return "".join(signs.get(char) or signs.get(char.lower(), char) for char in normalize("NFC", text))


def to_vni(text: str) -> str:
    """Text as it was typed under VNI-Times."""
    signs: dict[str, str] = {}
    for typed, meant in VNI.items():
        if meant.isupper() == typed.isupper():
            signs.setdefault(meant, typed)
    return "".join(signs.get(char, char) for char in normalize("NFC", text))
