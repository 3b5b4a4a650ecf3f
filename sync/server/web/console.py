"""The console's addresses: the communes, one commune's computers, letting a computer in and out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse

from sync.clock import Clock
from sync.errors import AppError
from sync.server.overviews import DeviceRow, UnitOverview
from sync.server.texts import explain
from sync.server.web.console_held import HOME, HeldDesk, Holder
from sync.server.web.console_pages import HEADERS, Pages
from sync.server.web.console_words import ACTS, Act
from sync.server.web.listing import Listing, listed
from sync.server.web.requests import Refused, form_of, identifier_in
from sync.server.web.signing_in import SignedIn, SigningIn
from sync.server.web.staff import Staff

_STYLE: Final = Path(__file__).parent / "static" / "console.css"
Page = Callable[[Request, SignedIn], Awaitable[Response]]


class Overseen(Holder, Protocol):
    """What the console asks of the province."""

    def overview(self) -> list[UnitOverview]:
        """The communes with their computers."""

    def device(self, device: bytes) -> DeviceRow | None:
        """One computer."""

    def set_status(self, device: bytes, status: str) -> None:
        """Let a computer in again, for now not, or never more."""


def console(province: Overseen, staff: Staff, name: str, clock: Clock | None = None) -> APIRouter:
    """The console as routes.

    Args:
        name: What the province is called.
    """
    clock = clock or Clock()
    pages = Pages(name, clock)
    desk, held = _Console(province, SigningIn(staff, clock), pages), HeldDesk(province, pages)
    router = APIRouter()
    for method, path, handler in (
        ("GET", "/console.css", desk.style),
        ("GET", "/dang-nhap", desk.ask),
        ("POST", "/dang-nhap", desk.sign_in),
        ("POST", "/dang-xuat", desk.inside(desk.sign_out)),
        ("GET", "/", desk.inside(desk.communes)),
        ("GET", "/xa/{unit}", desk.inside(desk.commune)),
        ("GET", "/may/{device}/{act}", desk.inside(desk.confirm)),
        ("POST", "/may/{device}/{act}", desk.inside(desk.carry_out)),
        ("GET", HOME, desk.inside(held.show)),
        ("GET", HOME + "/goi/{digest}/{choice}", desk.inside(held.confirm)),
        ("POST", HOME + "/goi/{digest}/{choice}", desk.inside(held.carry_out)),
        ("GET", HOME + "/le/{number}", desk.inside(held.confirm_seen)),
        ("POST", HOME + "/le/{number}", desk.inside(held.see)),
    ):
        router.add_route(path, desk.answering(handler), methods=[method])
    return router


@dataclass(frozen=True, slots=True)
class _Console:
    province: Overseen
    signing: SigningIn
    pages: Pages

    def inside(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        """The page, for whoever has signed in."""

        async def entered(request: Request) -> Response:
            who = await self.signing.who(request)
            if who is None:
                return RedirectResponse("/dang-nhap", 303)
            return await page(request, who)

        return entered

    def answering(self, handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """The handler, with its refusals turned into pages and every answer armoured."""

        async def answered(request: Request) -> Response:
            try:
                response = await handler(request)
            except Refused as refused:
                response = self.pages.refusal(refused)
            except AppError as error:
                response = self.pages.trouble(explain(error))
            except ClientDisconnect:
                response = Response(status_code=400)
            response.headers.update(HEADERS)
            return response

        return answered

    async def style(self, _request: Request) -> Response:
        """The one style sheet."""
        return Response(_STYLE.read_bytes(), media_type="text/css")

    async def ask(self, request: Request) -> Response:
        """The form to sign in."""
        token, response_cookie = self.signing.form_token(request)
        response = self.pages.sign_in(token)
        response_cookie(response)
        return response

    async def sign_in(self, request: Request) -> Response:
        """Check name and password."""
        form = await form_of(request)
        wait_s, token = await self.signing.attempt(request, form)
        if token:
            response: Response = RedirectResponse("/", 303)
            self.signing.admit(response, token)
            return response
        form_token, give_cookie = self.signing.form_token(request)
        response = self.pages.sign_in(form_token, name=form.get("ten", ""), wait_s=wait_s, has_failed=True)
        give_cookie(response)
        return response

    async def sign_out(self, request: Request, who: SignedIn) -> Response:
        """Forget the session."""
        who.require(await form_of(request))
        response = RedirectResponse("/dang-nhap", 303)
        self.signing.dismiss(request, response)
        return response

    async def communes(self, request: Request, who: SignedIn) -> Response:
        """Every commune, searched and sorted as the address says."""
        listing = Listing.of(request.query_params)
        units = await asyncio.to_thread(self.province.overview)
        return self.pages.communes(who, listing, listed(units, listing), units)

    async def commune(self, request: Request, who: SignedIn) -> Response:
        """One commune's computers."""
        unit = await self._unit(request.path_params["unit"])
        return self.pages.commune(who, unit)

    async def confirm(self, request: Request, who: SignedIn) -> Response:
        """Ask by name, and say what will happen to work that is still on the computer."""
        device, act = await self._asked(request)
        return self.pages.confirm(who, await self._unit(device.unit), device, act)

    async def carry_out(self, request: Request, who: SignedIn) -> Response:
        """Do it, if the computer's name was typed where it has to be."""
        form = await form_of(request)
        who.require(form)
        device, act = await self._asked(request)
        if act.names_it and " ".join(form.get("ten-may", "").split()) != device.name:
            return self.pages.confirm(who, await self._unit(device.unit), device, act, has_mistyped=True)
        await asyncio.to_thread(self.province.set_status, device.device, act.status)
        return RedirectResponse(f"/xa/{device.unit}", 303)

    async def _unit(self, code: str) -> UnitOverview:
        units = await asyncio.to_thread(self.province.overview)
        found = next((unit for unit in units if unit.unit == code), None)
        if found is None:
            raise Refused(404, "page")
        return found

    async def _asked(self, request: Request) -> tuple[DeviceRow, Act]:
        act = ACTS.get(request.path_params["act"])
        device = await asyncio.to_thread(self.province.device, identifier_in(request.path_params["device"]))
        if act is None or device is None or device.status not in act.from_:
            raise Refused(404, "page")
        return device, act
