"""The console's page of what waits for a person: told plainly, decided with a question first, and remembered."""

from hashlib import sha256

import httpx
import pytest
from sqlalchemy import insert, update

from desktop.store.store import Store
from sync.bundle import seal
from sync.ids import uuid7
from sync.manifest import Kind, Manifest
from sync.server.tables import QUARANTINE, RAW_BUNDLE, UNIT
from sync.server.web import held_words as words
from tests.people import COMMUNE
from tests.sync.server.web.pages import page
from tests.sync.server.web.towns import Computer, Town, fill, waiting

HOME = "/cho-xem"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def held(town: Town, computer: Computer, store: Store) -> bytes:
    """What a suspended computer sent; its digest."""
    town.province.set_status(computer.device, "suspended")
    fill(store, 2)
    (sealed,) = waiting(store, computer)
    assert town.province.take(sealed.blob).outcome == "held"
    return sha256(sealed.blob).digest()


def act(digest: bytes, choice: str) -> str:
    return f"{HOME}/goi/{digest.hex()}/{choice}"


def acts(client: httpx.Client) -> list[str]:
    return [link for link in page(client.get(HOME)).links() if link.startswith(f"{HOME}/")]


def decide(client: httpx.Client, path: str) -> httpx.Response:
    return client.post(path, data={"dau": page(client.get(path)).token})


def test_nobody_looks_at_it_without_signing_in(client: httpx.Client, held: bytes) -> None:
    for path in (HOME, act(held, "nhan"), f"{HOME}/le/1"):
        assert client.get(path).headers["location"] == "/dang-nhap"
        assert client.post(path, data={}).status_code in (303, 405)


def test_where_nothing_waits_that_is_said(inside: httpx.Client) -> None:
    found = page(inside.get(HOME))
    assert "Không có gói nào đang chờ" in found.text
    assert "do máy lạ ký, thì tỉnh không giữ" in found.text


def test_what_waits_is_listed_with_its_reason_and_what_to_do(town: Town, inside: httpx.Client, held: bytes) -> None:
    found = page(inside.get(HOME))
    for said in ("Xã Thử", COMMUNE, "Văn phòng", held.hex()[:8], "hôm nay", "KB", "1 gói đang chờ"):
        assert said in found.text
    assert words.BUNDLES["suspended"].short in found.text
    assert words.BUNDLES["suspended"].advice in found.text
    assert acts(inside) == [act(held, "nhan"), act(held, "de-rieng")]
    first = page(inside.get("/"))
    assert HOME in first.links()
    assert f"{HOME}?xa={COMMUNE}" in first.links()
    assert f"{HOME}?xa={COMMUNE}" in page(inside.get(f"/xa/{COMMUNE}")).links()
    assert "Văn phòng" in page(inside.get(f"{HOME}?xa={COMMUNE}")).text
    assert "Không có gói nào đang chờ" in page(inside.get(f"{HOME}?xa=00001")).text


def test_taking_in_asks_first_and_then_brings_it_into_the_register(
    town: Town, inside: httpx.Client, held: bytes
) -> None:
    asked = page(inside.get(act(held, "nhan")))
    assert "Nhận gói này vào sổ của Xã Thử?" in asked.text
    assert "thay đổi" in asked.text
    assert "theo đồng hồ của máy ở xã" in asked.text
    assert inside.post(act(held, "nhan"), data={"dau": "x"}).status_code == 403
    assert [each.changes for each in town.province.overview()] == [0]
    response = inside.post(act(held, "nhan"), data={"dau": asked.token})
    assert response.headers["location"] == f"{HOME}?xong=nhan"
    after = page(inside.get(response.headers["location"]))
    assert "Đã nhận gói vào sổ." in after.text
    assert "Ai đã quyết định" in after.text
    assert "lan" in after.text.casefold()
    assert [each.changes for each in town.province.overview()] != [0]
    assert inside.get(act(held, "nhan")).status_code == 404


def test_setting_aside_keeps_it_and_it_can_still_be_taken_in(town: Town, inside: httpx.Client, held: bytes) -> None:
    asked = page(inside.get(act(held, "de-rieng")))
    assert "Để riêng gói này của Xã Thử?" in asked.text
    assert "giữ nguyên" in asked.text
    assert inside.post(act(held, "de-rieng"), data={"dau": asked.token}).status_code == 303
    found = page(inside.get(HOME))
    assert "Không có gói nào đang chờ" in found.text
    assert "Đã để riêng" in found.text
    assert acts(inside) == [act(held, "nhan")]
    assert inside.get(act(held, "de-rieng")).status_code == 404
    assert decide(inside, act(held, "nhan")).status_code == 303
    assert [each.changes for each in town.province.overview()] != [0]


@pytest.mark.parametrize("reason", ["unit", "bundle.other_unit", "kind"])
def test_what_can_never_be_taken_in_offers_no_such_button(
    town: Town, inside: httpx.Client, held: bytes, reason: str
) -> None:
    with town.database.writing() as db:
        db.execute(update(RAW_BUNDLE).values(reason=reason))
    assert "không bao giờ vào sổ" in page(inside.get(HOME)).text
    assert acts(inside) == [act(held, "de-rieng")]
    assert inside.get(act(held, "nhan")).status_code == 404
    assert decide(inside, act(held, "de-rieng")).status_code == 303
    assert acts(inside) == []


def test_what_still_cannot_be_taken_in_says_why(town: Town, inside: httpx.Client, computer: Computer) -> None:
    sender = computer.sender
    manifest = Manifest(Kind.DOWN, uuid7().bytes, COMMUNE, computer.device, (sender.card.keys.recipient,), 0)
    blob = seal(manifest, [], computer.keys).blob
    town.province.set_status(computer.device, "revoked")
    assert town.province.take(blob).outcome == "held"
    response = decide(inside, act(sha256(blob).digest(), "nhan"))
    assert response.status_code == 409
    assert "không phải loại gói mà máy ở xã gửi lên" in response.text
    assert "Gói vẫn được giữ nguyên" in response.text
    assert acts(inside) == [act(sha256(blob).digest(), "de-rieng")]


def test_single_changes_are_listed_and_put_away_once_they_were_seen(
    town: Town, inside: httpx.Client, computer: Computer
) -> None:
    line = {"unit": COMMUNE, "device": computer.device, "at_ms": town.wall.ms, "bundle": b"b" * 16, "detail": ""}
    with town.database.writing() as db:
        for reason in ("poison", "poison", "scope", "value"):
            db.execute(insert(QUARANTINE).values(**line, reason=reason))
    found = page(inside.get(HOME))
    for reason in ("poison", "scope", "value"):
        assert words.RECORDS[reason].short in found.text
        assert words.RECORDS[reason].advice in found.text
    first = acts(inside)[-1]
    asked = page(inside.get(first))
    assert "vẫn không hiện trong sổ" in asked.text
    assert inside.post(first, data={"dau": "x"}).status_code == 403
    assert inside.post(first, data={"dau": asked.token}).headers["location"] == f"{HOME}?xong=da-xem"
    assert inside.post(first, data={"dau": asked.token}).status_code == 404
    assert len(acts(inside)) == 2
    assert "đã xem, 2 thay đổi" in page(inside.get(HOME)).text


@pytest.mark.parametrize("path", [f"{HOME}/goi/x/nhan", f"{HOME}/goi/{'0' * 64}/nhan", f"{HOME}/goi/{'0' * 64}/xoa",
                                  f"{HOME}/le/0", f"{HOME}/le/x", f"{HOME}/le/99999999999999999999"])  # fmt: skip
def test_what_is_not_there_is_said_kindly(inside: httpx.Client, path: str) -> None:
    response = inside.get(path)
    assert response.status_code in (400, 404)
    assert "Về trang đầu" in response.text


def test_what_a_commune_typed_stays_text(town: Town, inside: httpx.Client, store: Store) -> None:
    computer = Computer(town, EVIL)
    computer.join()
    with town.database.writing() as db:
        db.execute(update(UNIT).values(name=EVIL))
    town.province.set_status(computer.device, "revoked")
    fill(store, 1)
    (sealed,) = waiting(store, computer)
    town.province.take(sealed.blob)
    digest = sha256(sealed.blob).digest()
    for path in (HOME, act(digest, "nhan"), f"{HOME}?xa={EVIL}", f"{HOME}?xong={EVIL}"):
        response = inside.get(path)
        assert response.status_code == 200
        assert not [tag for tag, _ in page(response).tags if tag == "script"]
        assert "default-src 'none'" in response.headers["content-security-policy"]


def test_every_reason_of_the_province_has_words_of_its_own() -> None:
    for reason in ("suspended", "revoked", "unknown", "unit", "kind", "bundle.nonsense", "bundle.other_unit"):
        assert words.why(reason) is not words.OTHER
    for reason in ("scope", "poison", "value"):
        assert words.why(reason, is_record=True) is not words.OTHER_RECORDS
        assert words.why_said(reason) == words.RECORDS[reason].short
    assert words.why("something.new") is words.OTHER
