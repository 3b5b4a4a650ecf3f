"""What kind of file this is, told from its bytes: the name of a list often lies."""

import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Literal

from desktop.importing.errors import FileEmpty, FileIsHtml, FileLocked, FileTruncated, FileUnreadable

Form = Literal["xlsx", "ods", "xls", "text"]

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"<style", b"mime-version:", b"<div")
_OTHER_FILES = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x1f\x8b", b"{\\rtf", b"SQLite",
    b"<?xml",
)  # fmt: skip


def form_of(data: bytes) -> Form:
    """Tell the kind of a file, or why it cannot be read.

    Args:
        data: The whole file.
    Raises:
        FileEmpty, FileIsHtml, FileLocked, FileTruncated, FileUnreadable.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise FileEmpty
    if data.startswith(_ZIP):
        return _form_of_zip(data)
    if data.startswith(_OLE):
        return _form_of_ole(data)
    if data.startswith(_BARE_BIFF):
        return "xls"
    if _OLE.startswith(data[:8]):
        raise FileTruncated
    if _is_html(data):
        raise FileIsHtml
    if data.startswith(_OTHER_FILES) or _is_binary(data):
        raise FileUnreadable
    return "text"


def _form_of_zip(data: bytes) -> Form:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            damaged = archive.testzip()
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            told = archive.read("mimetype") if "mimetype" in names else b""
    except RuntimeError as exc:  # an encrypted archive
        raise FileLocked from exc
    except Exception as exc:  # zipfile raises many kinds on damaged bytes
        raise FileTruncated from exc
    if damaged is not None:
        raise FileTruncated
    if b"encryption-data" in manifest:
        raise FileLocked
    return _form_of_parts(names, told)


def _form_of_parts(names: Collection[str], told: bytes) -> Form:
    if any(name.lower().startswith("xl/workbook") for name in names):
        return "xlsx"
    if b"opendocument.spreadsheet" in told:
        return "ods"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        raise FileTruncated
    raise FileUnreadable


def _form_of_ole(data: bytes) -> Form:
    if _wide("EncryptedPackage") in data:
        raise FileLocked
    if _wide("WordDocument") in data or _wide("PowerPoint Document") in data:
        raise FileUnreadable
    if _wide("Workbook") in data or _wide("Book") in data:
        return "xls"
    raise FileTruncated  # the directory is gone, or it never had a sheet


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_html(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith(_HTML) or (head.startswith((b"<?xml", b"<!--")) and b"<html" in head)


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding that a list comes in."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 5:
        return min(head[0::2].count(0), head[1::2].count(0)) > len(head) // 20  # one half empty is UTF-16
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a" for byte in head)
    return controls > len(head) // 100
