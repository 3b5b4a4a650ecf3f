"""Reading requests within bounds, and refusing them in one way."""

import asyncio
import json
from typing import Any, Final
from urllib.parse import parse_qs

from fastapi import Request, Response

PATIENCE_S: Final = 300  # for the body of one request: 256 KiB over a line of a kilobyte a second
_LARGEST_FORM: Final = 8 * 1024


class Refused(Exception):
    """An answer that is given at once, from wherever it turns out.

    Attributes:
        status: HTTP status.
        reason: Stable word for the other side.
    """

    def __init__(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers or {}

    def response(self) -> Response:
        """The answer."""
        body = json.dumps({"reason": self.reason})
        return Response(body, self.status, media_type="application/json", headers=self.headers)


def come_back_in(seconds: int) -> Refused:
    """429: too much at once, or too many guesses."""
    return Refused(429, "busy", {"Retry-After": str(seconds)})


async def body_of(request: Request, largest: int) -> bytes:
    """The whole body.

    Raises:
        Refused: it is larger, or did not arrive within five minutes.
        ClientDisconnect: the line broke.
    """
    if _announced(request) > largest:
        raise Refused(413, "too_large", {"Connection": "close"})
    parts, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE_S):
            async for part in request.stream():
                size += len(part)
                if size > largest:
                    raise Refused(413, "too_large", {"Connection": "close"})
                parts.append(part)
    except TimeoutError as exc:
        raise Refused(408, "too_slow", {"Connection": "close"}) from exc
    return b"".join(parts)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name.

    Raises:
        Refused: it is none (400), or too large; and what `body_of` raises.
    """
    body = await body_of(request, _LARGEST_FORM)
    try:
        fields: dict[str, Any] = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as exc:
        raise Refused(400, "form") from exc
    return {name: values[0] for name, values in fields.items()}


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def number_in(request: Request, header: str, most: int) -> int:
    """A header that is a whole number within 0 and `most`; Refused (400) when it is not."""
    given = request.headers.get(header, "")
    if not given.isascii() or not given.isdigit() or len(given) > 12 or int(given) > most:
        raise Refused(400, "header")
    return int(given)


def identifier_in(text: str) -> bytes:
    """Sixteen bytes in hexadecimal; Refused (400) when it is anything else."""
    return _hexadecimal(text, 16)


def digest_in(text: str) -> bytes:
    """Thirty-two bytes in hexadecimal; Refused (400) when it is anything else."""
    return _hexadecimal(text, 32)


def _hexadecimal(text: str, size: int) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != size or len(text) != 2 * size:
        raise Refused(400, "id")
    return found


def _announced(request: Request) -> int:
    given = request.headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() else 0
