"""A listening province for each test, and somebody who talks to it without the carrier."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync.carriers.https_messages import decode_welcome, introduce
from sync.ids import uuid7
from sync.manifest_codec import encode_standing
from sync.standing import Standing
from tests.sync.server.web.pages import sign_in
from tests.sync.server.web.towns import Computer, Town, browser, running_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with running_town(tmp_path / "tinh") as town:
        yield town


@pytest.fixture
def client(town: Town) -> Iterator[httpx.Client]:
    with browser(town) as client:
        yield client


@pytest.fixture
def inside(client: httpx.Client) -> httpx.Client:
    """Somebody of the province who has signed in."""
    assert sign_in(client).headers["location"] == "/"
    return client


@pytest.fixture
def computer(town: Town) -> Computer:
    return town.computer()


@pytest.fixture
def session(town: Town, computer: Computer, client: httpx.Client) -> dict[str, str]:
    """The header of a session of `computer`."""
    return begin(town, computer, client)


def begin(town: Town, computer: Computer, client: httpx.Client) -> dict[str, str]:
    body = encode_standing(Standing())
    signed = introduce(computer.device, computer.keys, uuid7().bytes, "/v1/hello", body, town.keys.tls)
    welcome = decode_welcome(client.post("/v1/hello", headers={"Authorization": signed}, content=body).content)
    return {"Authorization": f"Bearer {welcome.token}"}
