"""Names of branches as lists write them: in headings, in tabs, in titles."""

import re
from collections.abc import Iterable

from desktop.models.names import accent_fold, fold

_NUMBERED = re.compile(r"^\s*(?:[IVXLC]+|\d{1,3}|[A-Za-z])\s*(?:[.)/:]+|\s[-–])\s*|^\s*[-–+*•]+\s*")
_COUNTED = re.compile(
    r"[\s:\-–=,(]*(?:gồm|có|tổng số|tổng)?[\s:]*\d+\s*(?:hội viên|hv|người|chị em|chị|đồng chí|đ/c|thành viên)\b.*$"
    r"|\s*\(\s*\d+\s*\)\s*$|\s*[:=]\s*\d+\s*$",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"^(?:chi\s*hội|chi\s*hoi|ch\.?(?=\s)|c\.\s?hội|c\.\s?h\.?)\s*[:\-–]?\s*", re.IGNORECASE)
_OF_WOMEN = re.compile(r"^(?:phụ nữ|phu nu|lhpn|pn)\s+", re.IGNORECASE)
_PLACE = re.compile(
    r"^(?:thôn|xóm|bản|ấp|khu phố|khu dân cư|khu|khóm|buôn|bon|làng|phum|sóc|tổ dân phố|tdp|kp|khối phố|khối|tiểu khu|"
    r"cụm|đội|liên gia|phố|plei|thon|xom|khu pho|to dan pho)\b[\s:.]*\S",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^tổ(?:\s+phụ nữ|\s+hội|\s+pn)?(?:\s+số)?[\s:]+\S{1,20}(?:\s+\S+){0,3}$", re.IGNORECASE)
_IN_TITLE = re.compile(r"\b(?:chi\s+hội|chi\s+hoi)\b\s*[:\-–]?\s*(.+)$", re.IGNORECASE)
_TITLE_ENDS = re.compile(
    r"\s*(?:[(\[;]|,|\s[-–]\s|\bnăm\s+\d{4}|\btháng\s+\d|\bquý\b|\bxã\b|\bphường\b|\btính đến\b|\btham gia\b|"
    r"\bđề nghị\b|\bnhận\b).*$",
    re.IGNORECASE,
)
_NO_BRANCH = re.compile(
    r"^(?:trưởng|phó|các|theo|toàn|trực thuộc|thuộc|năm|\d{4}$|mạnh|kiểu mẫu|xuất sắc)\b", re.IGNORECASE
)
_DEFAULT_TABS = re.compile(
    r"(sheet|trang tinh|trang|bang|worksheet|table|du lieu|data|ds|dshv|hv|danh sach|list|book)?"
    r"( ?(hoi vien|hv|phu nu|chung|tong hop))*[\s\d()]*"
)
_SMALL = "hội thôn xóm bản ấp khu phố tổ dân cư khóm buôn làng số phụ nữ tiểu khối và"
_LOWER = frozenset(word for word in _SMALL.split())


def branch_of_row(text: str) -> str | None:
    """The branch that a heading among the rows names, or None when it is no such heading.

    >>> branch_of_row("I. CHI HỘI THÔN ĐOÀI (80 hội viên)"), branch_of_row("Nguyễn Thị Bản")
    ('Chi hội thôn Đoài', None)
    """
    bare = _bare(text)
    if _BRANCH.match(bare) and _BRANCH.sub("", bare):
        return tidy_branch(text)
    return tidy_branch(text) if _PLACE.match(bare) and len(bare) <= 40 else None


def group_of_row(text: str) -> str | None:
    """The group (tổ) that a heading among the rows names, or None."""
    bare = _bare(text)
    return _cased(bare) if _GROUP.match(bare) and not _PLACE.match(bare) else None


def tidy_branch(text: str) -> str:
    """A branch's name as it is kept: no numbering, no count, capitals only where a name has them.

    >>> tidy_branch("CHI HỘI: BẮC"), tidy_branch("CH Nam - 35 HV"), tidy_branch("Chi hội phụ nữ Đông")
    ('Chi hội Bắc', 'Chi hội Nam', 'Chi hội phụ nữ Đông')
    """
    bare = _bare(text)
    rest = _BRANCH.sub("", bare)
    if rest == bare or not rest:
        return _cased(bare)
    return f"Chi hội {_cased(rest, inside=True)}"


def branch_of_tab(name: str) -> str | None:
    """The branch a tab is named after; None for a name that any tab could have.

    >>> branch_of_tab("Bắc"), branch_of_tab("Chi hội Nam"), branch_of_tab("Sheet1"), branch_of_tab("DS hội viên")
    ('Chi hội Bắc', 'Chi hội Nam', None, None)
    """
    if _DEFAULT_TABS.fullmatch(fold(name)) and not name.strip().isdecimal():
        return None
    tidy = tidy_branch(name)
    return tidy if tidy.startswith("Chi hội ") else f"Chi hội {tidy}"


def branch_of_title(texts: Iterable[str]) -> str | None:
    """The branch that a list's title or letterhead speaks of.

    >>> branch_of_title(["HỘI LHPN XÃ", "DANH SÁCH HỘI VIÊN CHI HỘI BẮC NĂM 2025"])
    'Chi hội Bắc'
    >>> branch_of_title(["DANH SÁCH CHI HỘI TRƯỞNG", "DANH SÁCH HỘI VIÊN CÁC CHI HỘI"]) is None
    True
    """
    for text in texts:
        told = _IN_TITLE.search(" ".join(text.split()))
        name = _COUNTED.sub("", _TITLE_ENDS.sub("", told[1])).strip(" .:-–") if told else ""
        if name and not _NO_BRANCH.match(name) and len(name.split()) <= 8:
            return tidy_branch(f"Chi hội {_cased(name, inside=True)}")
    return None


def branch_key(name: str) -> str:
    """What two spellings of one branch have in common.

    >>> branch_key("CHI HỘI PHỤ NỮ BẮC") == branch_key("Bắc"), branch_key("Hạ") == branch_key("Hà")
    (True, False)
    """
    bare = _OF_WOMEN.sub("", _BRANCH.sub("", _bare(name)))
    return accent_fold(bare) or accent_fold(name)


def _bare(text: str) -> str:
    text = " ".join(text.split())
    unnumbered = _NUMBERED.sub("", text)
    return _COUNTED.sub("", unnumbered or text).strip(" .:-–")


def _cased(name: str, *, inside: bool = False) -> str:
    """A name typed all in capitals or all in small letters, with the capitals it ought to have."""
    letters = [char for char in name if char.isalpha()]
    if not letters or not (name.isupper() or name.islower()) or (len(letters) == 1 and name.isupper()):
        return name
    words = [word.lower() if word.lower() in _LOWER else _capital(word) for word in name.split()]
    if words and not inside:
        words[0] = _capital(words[0])
    return " ".join(words)


def _capital(word: str) -> str:
    if any(char.isdigit() for char in word):
        return word.upper()
    return "-".join(part.capitalize() for part in word.split("-"))
