"""The console's addresses for what is held: the list, and taking in, setting aside or having seen one of it."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from sync.manifest import Manifest
from sync.server.holding import HeldBundle, HeldRecords, HeldUnknown, Holding
from sync.server.province import Taken
from sync.server.web import held_words as words
from sync.server.web.console_pages import Pages
from sync.server.web.requests import Refused, digest_in, form_of
from sync.server.web.signing_in import SignedIn

HOME = "/cho-xem"


class Holder(Protocol):
    """What the console asks of the province about what is held."""

    def all_held(self) -> Holding:
        """What waits for a person, and what was decided."""

    def held(self, digest: bytes) -> tuple[HeldBundle, Manifest | None]:
        """One bundle that waits, and what it says of itself."""

    def release(self, digest: bytes, who: str) -> Taken:
        """Take in a bundle that waits."""

    def set_aside(self, digest: bytes, who: str) -> None:
        """Keep a bundle off the list."""

    def held_records(self, number: int) -> HeldRecords:
        """Single records that wait to be looked at."""

    def see_records(self, number: int, who: str) -> None:
        """Note that somebody looked at them."""


@dataclass(frozen=True, slots=True)
class HeldDesk:
    """Answers for `/cho-xem` and everything below it."""

    province: Holder
    pages: Pages

    async def show(self, request: Request, who: SignedIn) -> Response:
        """Everything that waits; of one commune where the address names it."""
        holding = await asyncio.to_thread(self.province.all_held)
        unit = request.query_params.get("xa", "")
        return self.pages.held(who, holding, unit=unit, done=words.DONE.get(request.query_params.get("xong", ""), ""))

    async def confirm(self, request: Request, who: SignedIn) -> Response:
        """What is in a bundle, and what will happen."""
        held, manifest, choice = await self._asked(request)
        return self.pages.decide(who, held, manifest, choice)

    async def carry_out(self, request: Request, who: SignedIn) -> Response:
        """Do it; a bundle that still cannot be taken in says why."""
        who.require(await form_of(request))
        held, _, choice = await self._asked(request)
        if choice is words.ASIDE:
            await asyncio.to_thread(self.province.set_aside, held.digest, who.name)
            return _done(choice)
        taken = await asyncio.to_thread(self.province.release, held.digest, who.name)
        return self.pages.still_held(who, taken.reason) if taken.outcome == "held" else _done(choice)

    async def confirm_seen(self, request: Request, who: SignedIn) -> Response:
        """What it means to have seen records."""
        return self.pages.see(who, await self._records(request))

    async def see(self, request: Request, who: SignedIn) -> Response:
        """Take records off the list."""
        who.require(await form_of(request))
        records = await self._records(request)
        try:
            await asyncio.to_thread(self.province.see_records, records.number, who.name)
        except HeldUnknown as exc:
            raise Refused(404, "page") from exc
        return _done(words.SEEN)

    async def _asked(self, request: Request) -> tuple[HeldBundle, Manifest | None, words.Choice]:
        choice = words.CHOICES.get(request.path_params["choice"])
        try:
            held, manifest = await asyncio.to_thread(self.province.held, digest_in(request.path_params["digest"]))
        except HeldUnknown as exc:
            raise Refused(404, "page") from exc
        if choice is None or (held.is_hopeless and choice is words.TAKE) or (held.is_aside and choice is words.ASIDE):
            raise Refused(404, "page")
        return held, manifest, choice

    async def _records(self, request: Request) -> HeldRecords:
        number = request.path_params["number"]
        if not number.isascii() or not number.isdigit() or len(number) > 9:
            raise Refused(404, "page")
        try:
            return await asyncio.to_thread(self.province.held_records, int(number))
        except HeldUnknown as exc:
            raise Refused(404, "page") from exc


def _done(choice: words.Choice) -> Response:
    return RedirectResponse(f"{HOME}?xong={choice.path}", 303)
