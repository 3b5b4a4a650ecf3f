"""Signing in to the console: a cookie that scripts and other sites cannot use, and slow guessing."""

import asyncio
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request, Response

from sync.clock import Clock
from sync.server.web.gate import Busy, Gate
from sync.server.web.requests import Refused, address_of
from sync.server.web.sessions import Sessions
from sync.server.web.staff import Staff
from sync.server.web.throttle import Throttle

_SESSION: Final = "__Host-so-hoi"
_FORM: Final = "__Host-so-hoi-mau"
_WORKDAY_S: Final = 8 * 3600
_FIELD: Final = "dau"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody of the province.

    Attributes:
        form_token: Stands in every form shown to her; no other site knows it.
    """

    name: str
    form_token: str

    def require(self, form: Mapping[str, str]) -> None:
        """Refused (403) unless the form is one that was shown to her."""
        if not hmac.compare_digest(form.get(_FIELD, "").encode(), self.form_token.encode()):
            raise Refused(403, "form")


@dataclass(slots=True)
class SigningIn:
    """Lives on the server's event loop; passwords are checked on threads, two at a time."""

    staff: Staff
    clock: Clock
    _sessions: Sessions[SignedIn] = field(init=False)
    _guesses: Throttle = field(init=False)
    _gate: Gate = field(default_factory=lambda: Gate(2, 8))

    def __post_init__(self) -> None:
        self._sessions = Sessions(self.clock, _WORKDAY_S)
        self._guesses = Throttle(self.clock, each=5, total=200)

    async def who(self, request: Request) -> SignedIn | None:
        """Who asks, if she has signed in and may still look."""
        who = self._sessions.who(request.cookies.get(_SESSION, ""))
        if who is None or not await asyncio.to_thread(self.staff.is_active, who.name):
            return None
        return who

    def form_token(self, request: Request) -> tuple[str, Callable[[Response], None]]:
        """What ties the form to sign in to this browser, and what puts its other half there."""
        token = request.cookies.get(_FORM, "") or secrets.token_urlsafe(24)
        return token, lambda response: _set(response, _FORM, token)

    async def attempt(self, request: Request, form: Mapping[str, str]) -> tuple[int, str]:
        """Try a name and password.

        Returns:
            Seconds to wait after too many failures, and the session's token, empty when it was refused.
        Raises:
            Refused: 403 for a form that was not ours, 429 when too many try at once.
        """
        given = request.cookies.get(_FORM, "")
        if not given or not hmac.compare_digest(form.get(_FIELD, "").encode(), given.encode()):
            raise Refused(403, "form")
        address = address_of(request)
        if wait_s := self._guesses.wait_s(address):
            return wait_s, ""
        name, password = form.get("ten", ""), form.get("mat-khau", "")
        try:
            async with self._gate.entered():
                is_right = await asyncio.to_thread(self.staff.is_right, name, password)
        except Busy as exc:
            raise Refused(429, "busy", {"Retry-After": "5"}) from exc
        if not is_right:
            self._guesses.failed(address)
            return 0, ""
        self._guesses.succeeded(address)
        return 0, self._sessions.begin(SignedIn(" ".join(name.split()), secrets.token_urlsafe(24)))

    def admit(self, response: Response, token: str) -> None:
        """Give the session's cookie."""
        _set(response, _SESSION, token)
        response.delete_cookie(_FORM, path="/", secure=True, httponly=True, samesite="strict")

    def dismiss(self, request: Request, response: Response) -> None:
        """End the session."""
        self._sessions.end(request.cookies.get(_SESSION, ""))
        response.delete_cookie(_SESSION, path="/", secure=True, httponly=True, samesite="strict")


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="strict")
