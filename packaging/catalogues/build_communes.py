"""Make the compact file of administrative units from the package vietnamadminunits and our list of later changes."""

import argparse
import json
import sqlite3
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "desktop/models/catalogues/data/communes.json"
KINDS = {"Xã": "x", "Phường": "p", "Đặc khu": "d"}
CITY = "Thành phố "

SOURCES = [
    "Quyết định 19/2025/QĐ-TTg ngày 30/6/2025: danh mục và mã số đơn vị hành chính",
    "Gói vietnamadminunits 1.0.4 (MIT): đơn vị hành chính từ 1/7/2025 và đơn vị cũ được nhập vào từng xã",
    "Kho dữ liệu thanglequoc/vietnamese-provinces-database (MIT), bản 3.1.0 đến 5.2.0: các thay đổi năm 2026",
]
NOTE = (
    "Mã và tên theo danh mục có hiệu lực từ 1/7/2025; ba thay đổi của năm 2026 ghi theo nghị quyết nêu ở từng mục, "
    "đọc qua dữ liệu công khai, chưa đối chiếu với bản công báo. Đơn vị cũ là các xã, phường, thị trấn ngay trước "
    "1/7/2025; xã đã sáp nhập trước đó không có ở đây. "
    "Xã cũ bị chia thì đơn vị đứng đầu là đơn vị mà gói dữ liệu ước tính nhận phần chính."
)


def data_folder() -> Path:
    """Where the package keeps its data; the package itself is not imported, it would pull in the geometry libraries."""
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install vietnamadminunits==1.0.4 first")
    return Path(spec.origin).parent / "data"


def successors(conversion: dict[str, Any], codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """Old unit, by the package's own key, to the codes of the units that took it in, the main one first.

    The package mixes up namesakes where two old provinces became one: a part that goes to a unit made wholly of
    another old province's communes is dropped.
    """
    home: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for province, units in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for unit, old_units in units.items():
            for old in old_units:
                found[old].append((False, codes[province, unit]))
                home[province, unit].add(old.split("_")[0])
    for province, old_units in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in old_units.items():
            for part in parts:
                unit = part["newWardKey"]
                if old.split("_")[0] in home.get((province, unit), {old.split("_")[0]}):
                    found[old].append((not part["isDefaultNewWard"], codes[province, unit]))
    return {old: list(dict.fromkeys(code for _, code in sorted(parts))) for old, parts in found.items()}


def build(folder: Path) -> dict[str, Any]:
    """Read the package's data and shape our document."""
    database = sqlite3.connect(folder / "dataset.db")
    conversion = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    provinces: dict[str, str] = {}
    communes: dict[str, list[list[str]]] = defaultdict(list)
    codes: dict[tuple[str, str], str] = {}
    for province_code, province, code, kind, name, province_key, key in database.execute(
        "select provinceCode, province, wardCode, wardType, ward, provinceKey, wardKey from admin_units order by 1, 3"
    ):
        provinces[province_code] = normalize("NFC", province)
        communes[province_code].append([code, KINDS[kind], normalize("NFC", name).removeprefix(kind + " ")])
        codes[province_key, key] = code

    before: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    taken = successors(conversion, codes)
    for province, district, ward, *keys in database.execute(
        "select province, district, ward, provinceKey, districtKey, wardKey from admin_units_legacy"
        " order by provinceCode, districtCode, wardCode"
    ):
        names = [normalize("NFC", name or "") for name in (province, district, ward)]
        before[names[0]][names[1]][names[2]] = " ".join(taken["_".join(key or "" for key in keys)])
    return {
        "list_id": "19/2025/QĐ-TTg",
        "title": "Đơn vị hành chính",
        "sources": SOURCES,
        "note": NOTE,
        "valid_from": "2025-07-01",
        "provinces": provinces,
        "communes": communes,
        "changes": checked_changes(communes),
        "before": before,
    }


def checked_changes(communes: dict[str, list[list[str]]]) -> list[dict[str, Any]]:
    """Our later changes, each ward's code compared with its name."""
    changes = json.loads((HERE / "changes.json").read_text(encoding="utf-8"))
    for change in changes:
        named = {code: name for code, _, name in communes[change["city"]]}
        wrong = {code for code, name in change["wards"].items() if named.get(code) != name}
        if wrong:
            raise SystemExit(f"codes and names disagree: {sorted(wrong)}")
        change["wards"] = sorted(change["wards"])
    return list(changes)


def dump(document: dict[str, Any]) -> str:
    """JSON with one province or district a line, so that a change reads as one."""

    def compact(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def lines(mapping: dict[str, Any], write: Any = compact) -> str:
        return "{\n" + ",\n".join(f"{compact(key)}:{write(value)}" for key, value in mapping.items()) + "}"

    parts = {key: compact(value) for key, value in document.items()}
    parts["communes"] = lines(document["communes"])
    parts["before"] = lines(document["before"], lines)
    return "{\n" + ",\n".join(f"{compact(key)}:{value}" for key, value in parts.items()) + "\n}\n"


def main() -> None:
    """Write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-o", "--output", type=Path, default=TARGET)
    output = options.parse_args().output
    output.write_text(dump(build(data_folder())), encoding="utf-8")
    print(f"{output.name}: {output.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
