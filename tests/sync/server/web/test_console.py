"""The console: only for the province's people, true to the data, deaf to what communes type into it."""

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert

from desktop.store.store import Store
from desktop.ui.theme.tokens import DARK, LIGHT
from sync.clock import Clock
from sync.server.overviews import DeviceRow, UnitOverview
from sync.server.tables import UNIT
from sync.server.web import console_words as words
from sync.server.web.listing import Listing, listed
from sync.server.web.staff import Staff, StaffKnown
from tests.people import COMMUNE
from tests.sync.server.web.pages import page, sign_in
from tests.sync.server.web.towns import CHEAP, STAFF, Computer, Town, browser, fill, waiting

EVIL = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("path", ["/", f"/xa/{COMMUNE}", f"/may/{'0' * 32}/thu-hoi"])
def test_nobody_looks_without_signing_in(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (303, "/dang-nhap")
    client.cookies.set("__Host-so-hoi", "guessed", path="/")
    assert client.get(path).status_code == 303


def test_name_and_password_let_in_however_the_name_is_spelt(town: Town, client: httpx.Client) -> None:
    assert sign_in(client, "  LAN ").status_code == 303
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [("Lan", "sai"), ("Mai", STAFF[1]), ("", ""), ("Lan", ""), ("La\0n", "\0")]
)
def test_a_wrong_name_or_password_says_no_more_than_that(client: httpx.Client, name: str, password: str) -> None:
    response = sign_in(client, name, password)
    assert response.status_code == 401
    assert "Tên hoặc mật khẩu chưa đúng" in response.text
    assert client.get("/").status_code == 303


def test_guessing_passwords_is_slowed_down(town: Town, client: httpx.Client) -> None:
    for _ in range(5):
        assert sign_in(client, password="sai").status_code == 401
    response = sign_in(client)
    assert response.status_code == 429
    assert "Hãy đợi 15 phút" in response.text
    town.wall.ms += 901_000
    assert sign_in(client).status_code == 303


def test_the_form_to_sign_in_works_only_where_it_was_shown(town: Town, client: httpx.Client) -> None:
    token = page(client.get("/dang-nhap")).token
    with browser(town) as elsewhere:
        data = {"ten": STAFF[0], "mat-khau": STAFF[1], "dau": token}
        assert elsewhere.post("/dang-nhap", data=data).status_code == 403
        assert elsewhere.post("/dang-nhap", data={**data, "dau": ""}).status_code == 403


def test_cookies_are_for_this_site_and_no_script(client: httpx.Client) -> None:
    cookies = client.get("/dang-nhap").headers.get_list("set-cookie") + sign_in(client).headers.get_list("set-cookie")
    assert len(cookies) >= 2
    for cookie in cookies:
        lowered = cookie.lower()
        assert cookie.startswith("__Host-")
        assert all(word in lowered for word in ("httponly", "secure", "samesite=strict", "path=/"))


def test_signing_out_ends_the_session_everywhere(inside: httpx.Client, town: Town) -> None:
    cookie = inside.cookies["__Host-so-hoi"]
    assert inside.post("/dang-xuat", data={"dau": "x"}).status_code == 403
    assert inside.post("/dang-xuat", data={"dau": page(inside.get("/")).token}).status_code == 303
    inside.cookies.set("__Host-so-hoi", cookie, path="/")
    assert inside.get("/").status_code == 303


def test_a_session_lasts_a_working_day(inside: httpx.Client, town: Town) -> None:
    town.wall.ms += 7 * 3600 * 1000
    assert inside.get("/").status_code == 200
    town.wall.ms += 2 * 3600 * 1000
    assert inside.get("/").status_code == 303


def test_every_page_is_armoured(inside: httpx.Client) -> None:
    for path in ("/", "/dang-nhap", "/console.css", f"/xa/{COMMUNE}", "/xa/none"):
        headers = inside.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"


def test_no_page_holds_a_script_or_a_style_of_its_own(inside: httpx.Client) -> None:
    for path in ("/", "/dang-nhap", f"/xa/{COMMUNE}"):
        found = page(inside.get(path))
        assert not [tag for tag, _ in found.tags if tag in ("script", "style", "iframe", "object")]
        assert not [attrs for _, attrs in found.tags if any(name.startswith("on") or name == "style" for name in attrs)]


def test_a_commune_shows_its_figures(town: Town, inside: httpx.Client, computer: Computer, store: Store) -> None:
    fill(store, 2)
    with computer.carrier() as carrier:
        for sealed in waiting(store, computer):
            carrier.send(sealed)
    town.wall.ms += 3 * 24 * 3600 * 1000
    assert sign_in(inside).status_code == 303
    found = page(inside.get("/"))
    assert "Xã Thử" in found.text
    assert "3 ngày trước" in found.text
    opened = page(inside.get(found.rows()[0]))
    assert "Văn phòng" in opened.text
    assert "đang dùng" in opened.text


@pytest.fixture
def evil(town: Town) -> Computer:
    """A computer and a commune with names that would like to be markup."""
    with town.database.writing() as db:
        db.execute(insert(UNIT).values(code="x/../y", name=EVIL, joined_ms=0))
    computer = Computer(town, EVIL)
    computer.join()
    return computer


def test_what_is_typed_elsewhere_stays_text(town: Town, inside: httpx.Client, evil: Computer) -> None:
    device = evil.device.hex()
    for path in ("/", f"/xa/{COMMUNE}", f"/may/{device}/thu-hoi", "/?tim=" + EVIL.replace("&", "%26")):
        response = inside.get(path)
        assert response.status_code == 200
        found = page(response)
        assert not [tag for tag, _ in found.tags if tag in ("script", "img")]
        assert not [attrs for _, attrs in found.tags if "onerror" in attrs]
        assert EVIL in found.text or path == f"/xa/{COMMUNE}"
    refused = sign_in(inside, EVIL, "sai")
    assert not [tag for tag, _ in page(refused).tags if tag in ("script", "img")]


def test_a_computer_is_suspended_and_let_in_again(town: Town, inside: httpx.Client, computer: Computer) -> None:
    path = f"/may/{computer.device.hex()}"
    asked = page(inside.get(f"{path}/tam-ngung"))
    assert "Tạm ngừng máy “Văn phòng” của Xã Thử?" in asked.text
    assert "không mất gì" in asked.text
    assert inside.post(f"{path}/tam-ngung", data={"dau": "x"}).status_code == 403
    assert town.province.device(computer.device).status == "active"
    assert inside.post(f"{path}/tam-ngung", data={"dau": asked.token}).status_code == 303
    assert town.province.device(computer.device).status == "suspended"
    assert inside.get(f"{path}/tam-ngung").status_code == 404
    again = page(inside.get(f"{path}/noi-lai"))
    assert inside.post(f"{path}/noi-lai", data={"dau": again.token}).status_code == 303
    assert town.province.device(computer.device).status == "active"


def test_revoking_wants_the_computers_name(town: Town, inside: httpx.Client, computer: Computer) -> None:
    path = f"/may/{computer.device.hex()}/thu-hoi"
    asked = page(inside.get(path))
    assert "Việc chưa gửi vẫn nằm trong máy" in asked.text
    for typed in ("", "văn phòng", "Máy khác"):
        response = inside.post(path, data={"dau": asked.token, "ten-may": typed})
        assert response.status_code == 400
        assert "Chưa có gì thay đổi" in response.text
    assert town.province.device(computer.device).status == "active"
    assert inside.post(path, data={"dau": asked.token, "ten-may": " Văn  phòng "}).status_code == 303
    assert town.province.device(computer.device).status == "revoked"
    assert "thu-hoi" not in "".join(page(inside.get(f"/xa/{COMMUNE}")).links())


@pytest.mark.parametrize("path", [f"/may/{'0' * 32}/thu-hoi", "/may/x/thu-hoi", "/xa/99999", "/xa/%00"])
def test_what_is_not_there_is_said_kindly(inside: httpx.Client, path: str) -> None:
    response = inside.get(path)
    assert response.status_code in (400, 404)
    assert "Về trang đầu" in response.text


def test_a_form_that_is_none_is_refused(inside: httpx.Client) -> None:
    assert inside.post("/dang-xuat", content=b"\xff\xfe").status_code in (400, 403)
    assert inside.post("/dang-xuat", content=b"a=1&" * 100).status_code == 400
    assert inside.post("/dang-xuat", content=b"x" * 10_000).status_code == 413


# ---- the list ----

MACHINE = DeviceRow(bytes(16), "1", "Máy xách tay", b"", "", "active", 0, None, 5)
PHU, DAN, XA = (
    UnitOverview("00001", "Phường Phú Lương", (MACHINE,), 7, 0),
    UnitOverview("00002", "Xã Đan Phượng", (), 900, 2),
    UnitOverview("00003", "Xã Ba Vì", (replace(MACHINE, last_receipt_ms=9),) * 2, 30, 1),
)
ALL = (PHU, DAN, XA)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [XA, DAN, PHU]),
        ({"tim": "dan phuong"}, [DAN]),
        ({"tim": "PHƯ"}, [DAN, PHU]),
        ({"tim": "xach tay"}, [XA, PHU]),
        ({"tim": "00003"}, [XA]),
        ({"tim": "khong co"}, []),
        ({"theo": "thay-doi", "chieu": "giam"}, [DAN, XA, PHU]),
        ({"theo": "thay-doi"}, [PHU, XA, DAN]),
        ({"theo": "bien-nhan"}, [DAN, PHU, XA]),
        ({"theo": "may", "chieu": "giam"}, [XA, PHU, DAN]),
        ({"theo": "cho-xem", "chieu": "giam"}, [DAN, XA, PHU]),
        ({"theo": "'; DROP"}, [XA, DAN, PHU]),
        ({"chieu": "giam"}, [PHU, DAN, XA]),
    ],
)  # fmt: skip
def test_communes_are_found_and_ordered_as_the_address_says(
    query: dict[str, str], expected: list[UnitOverview]
) -> None:
    assert listed(ALL, Listing.of(query)) == expected


def test_a_heading_turns_its_own_order_round_and_keeps_the_search() -> None:
    listing = Listing.of({"tim": "a b&c", "theo": "thay-doi", "chieu": "giam"})
    assert listing.address("thay-doi") == "/?tim=a+b%26c&theo=thay-doi"
    assert listing.address("xa") == "/?tim=a+b%26c&theo=xa"
    assert listing.address("cho-xem").endswith("chieu=giam")


def test_days_are_counted_by_the_calendar() -> None:
    day = 24 * 3600 * 1000
    now = 1_795_000_000_000
    assert words.how_long_ago(None, now) == "chưa lần nào"
    assert words.how_long_ago(now, now) == "hôm nay"
    assert words.how_long_ago(now - day, now) == "hôm qua"
    assert words.how_long_ago(now - 40 * day, now) == "40 ngày trước"
    assert words.is_long_ago(now - 40 * day, now)
    assert not words.is_long_ago(now - 30 * day, now)
    assert words.is_long_ago(None, now)


@pytest.fixture
def style() -> str:
    return (Path(words.__file__).parent / "static" / "console.css").read_text(encoding="utf-8")


def test_the_colours_are_those_of_the_window(style: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    for block, theme in ((light, LIGHT), (dark, DARK)):
        found = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", block))
        names = {"field": "field_line", "on-accent": "on_accent"}
        assert found == {name: getattr(theme, names.get(name, name)) for name in found}
        assert len(found) == 12


def test_two_people_never_share_a_name(town: Town) -> None:
    staff = Staff(town.database, Clock(town.wall), CHEAP)
    with pytest.raises(StaffKnown):
        staff.add("  lan ", "khác")
