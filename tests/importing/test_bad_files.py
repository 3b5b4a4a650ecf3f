"""Files that cannot be read: each says why, in a sentence of its own."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

import desktop.importing.errors as errors
from desktop.importing.reading import read_workbook
from desktop.importing.understand import read_list
from desktop.models.sheets import MEMBER
from desktop.ui.texts.importing import ERRORS
from sync.errors import all_app_errors

LISTS = Path(__file__).parents[1] / "data" / "lists"
HTML = "<html><head><meta charset='utf-8'></head><body><table><tr><td>Họ và tên</td></tr></table></body></html>"


def workbook(*rows: list[str]) -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("DS")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return data.getvalue()


def stray_cell() -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Họ và tên"])
        sheet.write(1_048_575, 16_383, "x")
    return data.getvalue()


def ole(stream: str) -> bytes:
    """As much of a compound file as tells what it holds."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def locked_xls() -> bytes:
    """A sheet of Excel 2003 whose first record after its beginning asks for a password."""
    data = bytearray((LISTS / "hoi-vien-font-vntime.xls").read_bytes())
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    data[start + 20 : start + 22] = b"\x2f\x00"
    return bytes(data)


def archive(**parts: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in parts.items():
            zipped.writestr(name.replace("__", "/"), text)
    return data.getvalue()


BAD_FILES = [
    ("no bytes.xlsx", b"", errors.FileEmpty),
    ("only blanks.csv", b"\r\n \r\n", errors.FileEmpty),
    ("no cells.xlsx", workbook(), errors.FileEmpty),
    ("html.xlsx", HTML.encode(), errors.FileIsHtml),
    ("html.xls", b"\xef\xbb\xbf\r\n" + HTML.encode(), errors.FileIsHtml),
    ("html in utf-16.xls", HTML.encode("utf-16"), errors.FileIsHtml),
    ("web archive.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", errors.FileIsHtml),
    ("password.xlsx", ole("EncryptedPackage"), errors.FileLocked),
    ("password.xls", locked_xls(), errors.FileLocked),
    ("password.ods", archive(mimetype="x", **{"META-INF__manifest.xml": "<encryption-data/>"}), errors.FileLocked),
    ("truncated.xlsx", (LISTS / "hoi-vien-co-loi.xlsx").read_bytes()[:9000], errors.FileTruncated),
    ("truncated.xls", (LISTS / "hoi-vien-font-vntime.xls").read_bytes()[:30_000], errors.FileTruncated),
    ("first bytes.xls", b"\xd0\xcf\x11\xe0", errors.FileTruncated),
    ("stray cell.xlsx", stray_cell(), errors.FileTooSpread),
    ("letter.docx", archive(**{"word__document.xml": "<w/>"}), errors.FileUnreadable),
    ("letter.doc", ole("WordDocument"), errors.FileUnreadable),
    ("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", errors.FileUnreadable),
    ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), errors.FileUnreadable),
    ("noise.xlsx", bytes(range(1, 256)) * 40, errors.FileUnreadable),
]


@pytest.mark.parametrize(("name", "data", "error"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_a_bad_file_says_what_is_wrong_with_it(name, data, error, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error):
        read_workbook(tmp_path / name)


def test_a_file_that_is_gone_says_so(tmp_path):
    with pytest.raises(errors.FileGone):
        read_workbook(tmp_path / "gone.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        [["Nguyễn Thị Lan", "05/03/1962", "025162000001"], ["Lê Thị Hoa", "1970", "025170000002"]],
        [["Kính gửi"], ["Đề nghị các chi hội nộp danh sách hội viên trước ngày 5."]],
        [["Mã hàng", "Đơn giá"], ["A1", "5000"]],
    ],
    ids=["people without headings", "a letter", "another list"],
)
def test_a_list_without_headings_to_recognise_says_so(rows, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(workbook(*rows))
    with pytest.raises(errors.NoHeader):
        read_list(tmp_path / "list.xlsx", MEMBER)


def test_headings_with_nobody_below_say_so(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(workbook(["STT", "Họ và tên", "Ngày sinh"], ["1"], ["2"]))
    with pytest.raises(errors.NoRows):
        read_list(tmp_path / "list.xlsx", MEMBER)


def test_a_sheet_under_a_strange_name_is_read_all_the_same(tmp_path):
    (tmp_path / "list.dat").write_bytes((LISTS / "hoi-vien-co-loi.xlsx").read_bytes())
    assert read_workbook(tmp_path / "list.dat").form == "xlsx"


@pytest.mark.parametrize("cut", range(100, 16_000, 1500))
def test_a_list_cut_anywhere_fails_in_words(cut, tmp_path):
    (tmp_path / "list.xlsx").write_bytes((LISTS / "hoi-vien-co-loi.xlsx").read_bytes()[:cut])
    with pytest.raises(errors.ImportFailed):
        read_workbook(tmp_path / "list.xlsx")


def test_every_reason_has_its_own_sentence():
    codes = [error.code for error in all_app_errors(errors.ImportFailed)]
    assert set(codes) <= ERRORS.keys()
    assert len({ERRORS[code] for code in codes}) == len(codes)
