"""Makes lists as commune offices keep them, each with the truth about everybody in it."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unicodedata import normalize

from tests.importing.people import BRANCHES, Woman, women
from tests.importing.wordings import DECOYS, ORDINALS, WORDINGS

_DATE_STYLES = [
    ["text", "loose"], ["cell", "text", "loose"], ["cell"], ["iso"], ["short", "text"], ["words"], ["month_first"],
    ["serial"],
]  # fmt: skip


@dataclass
class MessyList:
    """A list and the truth about it.

    Attributes:
        carries: What is told of everybody: keys of `WORDINGS`.
        sheets: Rows of cells by name of the tab.
        rows: Who stands where, rows as Excel numbers them.
        birth_years: Of the birth date only the year is told; `joined_years` likewise.
    """

    people: list[Woman]
    carries: set[str]
    sheets: dict[str, list[list[Any]]] = field(default_factory=dict)
    merges: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)
    rows: dict[tuple[str, int], Woman] = field(default_factory=dict)
    birth_years: bool = False
    joined_years: bool = False


def _excel(rng: random.Random, iso: str, style: str) -> Any:
    day = date.fromisoformat(iso)
    match style:
        case "cell":
            return day
        case "serial":
            return float((day - date(1899, 12, 30)).days)
        case "iso":
            return iso
        case "month_first":
            return f"{day.month}/{day.day}/{day.year}"
        case "short":
            return f"{day.day}/{day.month}/{day.year % 100:02d}"
        case "loose":
            sign = rng.choice("/-.")
            return rng.choice(["", " "]) + f"{day.day}{sign}{day.month}{sign}{day.year}" + rng.choice(["", " "])
        case "words":
            return f"ngày {day.day} tháng {day.month} năm {day.year}"
    return day.strftime("%d/%m/%Y")


def _name(rng: random.Random, name: str) -> str:
    return rng.choice(
        [name, name, name, name.upper(), f"  {name.replace(' ', '  ', 1)} ", normalize("NFD", name), name.lower()]
    )


def make(seed: int, *, as_text: bool = False) -> MessyList:
    """Make a list; the same seed gives the same list.

    Args:
        as_text: Every cell is text and nothing is merged or hidden, as in CSV.
    """
    rng = random.Random(seed)
    by = (
        rng.choice(["column", "column", "heading", "tabs", "title"])
        if not as_text
        else rng.choice(["column", "heading", "title"])
    )
    branches = rng.sample(BRANCHES, 1 if by == "title" else rng.randint(2, 4))
    people = women(rng, rng.randint(max(8, 4 * len(branches)), 40), branches)
    carries = {"name"} | {
        key
        for key in ("birth", "citizen_id", "phone", "ethnicity", "joined", "party", "core", "note")
        if rng.random() < 0.8
    }
    if not carries & {"birth", "citizen_id", "phone"}:
        carries.add("birth")
    made = MessyList(people, carries)
    plan = _Plan(rng, made, by, as_text)
    if by == "tabs":
        for branch in branches:
            tab = branch.removeprefix("Chi hội ") if rng.random() < 0.5 else branch
            title = f"DANH SÁCH HỘI VIÊN {branch.upper()}" if rng.random() < 0.5 else "DANH SÁCH HỘI VIÊN"
            plan.sheet(tab, title, [one for one in people if one.branch == branch])
    else:
        title = f"DANH SÁCH HỘI VIÊN {branches[0].upper()} NĂM 2025" if by == "title" else "DANH SÁCH HỘI VIÊN PHỤ NỮ"
        plan.sheet(rng.choice(["Sheet1", "DS hội viên", "Danh sách"]), title, people)
    return made


class _Plan:
    """One office's habits, kept through all sheets of its file."""

    def __init__(self, rng: random.Random, made: MessyList, by: str, as_text: bool) -> None:
        self.rng, self.made, self.by, self.as_text = rng, made, by, as_text
        self.apart = "name" if rng.random() < 0.3 else ""
        self.birth_form = rng.choice(["one", "one", "one", "parts", "by_sex", "year"])
        self.styles = ["text"] if rng.random() < 0.3 else rng.choice(_DATE_STYLES)
        if as_text and self.styles in (["cell", "text", "loose"], ["cell"], ["serial"]):
            self.styles = ["text"]
        if self.styles == ["month_first"] and self.birth_form == "one":
            made.carries.discard("joined")
        self.number_ids = rng.choice(["text", "mixed", "spaced"])
        self.phones = rng.choice(["text", "dotted", "plus", "number"])
        self.ditto = rng.random() < 0.3
        self.group_marks = {"party", "core"} <= made.carries and rng.random() < 0.5
        self.has_ordinal = rng.random() < 0.85
        self.joined_years = made.joined_years = rng.random() < 0.3
        made.birth_years = self.birth_form in ("by_sex", "year")

    def sheet(self, name: str, title: str, people: list[Woman]) -> None:
        rng = self.rng
        rows: list[list[Any]] = []
        merges: list[tuple[int, int, int, int]] = []
        for _ in range(rng.randint(0, 3)):
            rows.append([rng.choice(["HỘI LHPN XÃ TÂN LẬP", "BAN CHẤP HÀNH", "", "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM"])])
        rows.append(["", title] if rng.random() < 0.5 else [title])
        rows.extend([[""]] * rng.randint(0, 2))
        columns = self._columns()
        head = self._head(columns, rows, merges)
        if rng.random() < 0.2:
            rows.append([f"({place})" for place in range(1, len(head) + 1)])
        self._body(name, columns, rows, people, head)
        self._foot(rows, len(people), columns)
        self.made.sheets[name] = rows
        self.made.merges[name] = [] if self.as_text else merges

    def _columns(self) -> list[str]:
        rng = self.rng
        keys = [
            key for key in ("birth", "citizen_id", "phone", "ethnicity", "joined", "note") if key in self.made.carries
        ]
        marks = [key for key in ("party", "core") if key in self.made.carries]
        keys += ["marks"] if self.group_marks else marks
        if self.by == "column":
            keys.append("branch")
        keys += rng.sample(list(DECOYS), rng.randint(0, 2))
        rng.shuffle(keys)
        return [*(["ordinal"] if self.has_ordinal else []), "name", *keys]

    def _head(self, columns: list[str], rows: list[list[Any]], merges: list[tuple[int, int, int, int]]) -> list[str]:
        """Write one or two heading rows; return the flat keys of the columns."""
        rng = self.rng
        top: list[str] = []
        sub: list[str] = []
        keys: list[str] = []
        first = len(rows)
        for key in columns:
            at = len(top)
            if key == "ordinal":
                parts = [(rng.choice(ORDINALS), "", "ordinal")]
            elif key == "name" and self.apart:
                parts = rng.choice([
                    [("Họ đệm", "", "family"), ("Tên", "", "given")],
                    [("Họ và tên đệm", "", "family"), ("Tên", "", "given")],
                    [("Họ và tên", "Họ và chữ lót", "family"), ("", "Tên", "given")],
                ])  # fmt: skip
            elif key == "birth" and self.birth_form == "parts":
                parts = rng.choice([
                    [("Ngày", "", "day"), ("Tháng", "", "month"), ("Năm sinh", "", "year")],
                    [("Ngày sinh", "Ngày", "day"), ("", "Tháng", "month"), ("", "Năm", "year")],
                ])  # fmt: skip
            elif key == "birth" and self.birth_form == "by_sex":
                parts = [("Năm sinh", "Nam", "man"), ("", "Nữ", "woman")]
            elif key == "birth":
                wording = "Năm sinh" if self.birth_form == "year" else rng.choice(WORDINGS["birth"])
                parts = [(wording, "", "birth")]
            elif key == "marks":
                parts = [("Là", "Đảng viên", "party"), ("", "Nòng cốt", "core")]
            elif key in WORDINGS:
                parts = [(rng.choice(WORDINGS[key]), "", key)]
            else:
                parts = [(key, "", key)]
            if len(parts) > 1 and parts[0][1]:
                merges.append((first, at, first, at + len(parts) - 1))
            for over, under, part in parts:
                top.append(over)
                sub.append(under)
                keys.append(part)
        rows.append(top)
        if any(sub):
            rows.append(sub)
            merges.extend((first, at, first + 1, at) for at, under in enumerate(sub) if not under and top[at])
        return keys

    def _body(
        self, sheet: str, columns: list[str], rows: list[list[Any]], people: list[Woman], keys: list[str]
    ) -> None:
        rng = self.rng
        branch, above, number = "", None, 0
        capitals = rng.random() < 0.5
        for one in people:
            if rng.random() < 0.05:
                rows.append([""] * len(keys))
            if self.by == "heading" and one.branch != branch:
                text = one.branch.upper() if capitals else one.branch
                text = rng.choice(["", "", "I. ", "2. "]) + text + rng.choice(["", "", " (12 hội viên)", ":"])
                rows.append([""] * keys.index("name" if "name" in keys else "family") + [text])
                above = None
            branch, number = one.branch, number + 1
            rows.append([self._cell(key, one, above, number) for key in keys])
            self.made.rows[sheet, len(rows)] = one
            above = one

    def _cell(self, key: str, one: Woman, above: Woman | None, number: int) -> Any:
        rng = self.rng
        born = date.fromisoformat(one.birth)
        match key:
            case "ordinal":
                return str(number) if self.as_text else float(number)
            case "name":
                return _name(rng, one.name)
            case "family":
                return " ".join(one.name.split()[:-1])
            case "given":
                return one.name.split()[-1]
            case "birth":
                return (
                    self._number(born.year)
                    if self.birth_form == "year"
                    else _excel(rng, one.birth, rng.choice(self.styles))
                )
            case "day":
                return self._number(born.day)
            case "month":
                return self._number(born.month)
            case "year" | "woman":
                return self._number(born.year)
            case "citizen_id":
                return self._citizen_id(one)
            case "phone":
                return self._phone(one)
            case "ethnicity":
                same = self.ditto and above is not None and above.ethnicity == one.ethnicity
                return "nt" if same else one.ethnicity[0]
            case "joined":
                if self.joined_years:
                    return self._number(int((one.joined)[:4]))
                return _excel(
                    rng,
                    one.joined,
                    rng.choice([style for style in self.styles if style != "month_first"] or ["text"]),
                )
            case "party" | "core":
                return rng.choice(["x", "X"]) if getattr(one, key) else ""
            case "branch":
                return one.branch
            case "note":
                return one.note
        return DECOYS[key](rng) if key in DECOYS else ""

    def _number(self, number: int) -> Any:
        return str(number) if self.as_text else float(number)

    def _citizen_id(self, one: Woman) -> Any:
        number = one.citizen_id or ""
        if not number or self.number_ids == "text":
            return number
        if self.number_ids == "spaced":
            return f"{number[:3]} {number[3:6]} {number[6:]}"
        lost = number.lstrip("0") if self.as_text else float(number)
        return lost if self.rng.random() < 0.5 else number

    def _phone(self, one: Woman) -> Any:
        number = one.phone or ""
        if not number or self.phones == "text":
            return number
        if self.phones == "dotted":
            return f"{number[:4]}.{number[4:7]}.{number[7:]}"
        if self.phones == "plus":
            return f"+84 {number[1:]}"
        return number.lstrip("0") if self.as_text else float(number)

    def _foot(self, rows: list[list[Any]], count: int, columns: list[str]) -> None:
        rng = self.rng
        if rng.random() < 0.6:
            rows.append(["", f"Tổng cộng: {count} hội viên"] if rng.random() < 0.6 else ["", "Tổng cộng", float(count)])
        if rng.random() < 0.5:
            rows.append([])
            rows.append([""] * 3 + ["Tân Lập, ngày 5 tháng 12 năm 2025"])
            rows.append(["", "Người lập biểu", "", "TM. BAN CHẤP HÀNH"])
            rows.append(["", "(Ký, ghi rõ họ tên)", "", "CHỦ TỊCH"])
            rows.append(["", "Nguyễn Thị Bình", "", "Trần Thị Sen"])


def expected(made: MessyList, one: Woman) -> dict[str, Any]:
    """What must be read of one woman, by field key, for what the list carries."""
    told = {
        "name": ("full_name", one.name),
        "birth": ("birth_date", one.birth[:4] if made.birth_years else one.birth),
        "citizen_id": ("citizen_id", one.citizen_id),
        "phone": ("phone", one.phone),
        "ethnicity": ("ethnicity", one.ethnicity[1]),
        "joined": ("joined_on", one.joined[:4] if made.joined_years else one.joined),
        "party": ("party_member", one.party),
        "core": ("core_member", one.core),
        "note": ("note", one.note or None),
    }
    return dict(told[key] for key in made.carries)
