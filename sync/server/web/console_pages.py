"""The console's pages: values in, HTML out; whatever a commune typed is shown as text and as nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from sync.clock import Clock
from sync.manifest import Kind, Manifest
from sync.server.holding import HeldBundle, HeldRecords, Holding
from sync.server.overviews import DeviceRow, UnitOverview
from sync.server.web import console_words as words
from sync.server.web import held_words
from sync.server.web.listing import Listing
from sync.server.web.requests import Refused
from sync.server.web.signing_in import SignedIn

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
COLUMNS: Final = (
    ("xa", "Xã, phường"),
    ("may", "Số máy"),
    ("bien-nhan", "Nhận gần nhất"),
    ("thay-doi", "Thay đổi đã nhận"),
    ("cho-xem", "Chờ người xem"),
)
_REFUSALS: Final = {
    403: "Trang này đã mở quá lâu hoặc không phải do bảng điều khiển đưa ra. Chưa có gì thay đổi. Hãy mở lại trang.",
    404: "Không có trang này, hoặc việc này không còn làm được với máy đó. Hãy quay lại trang đầu.",
    429: "Máy chủ đang bận. Hãy thử lại sau ít phút.",
}


class Pages:
    """Draws the pages of one province's console."""

    def __init__(self, name: str, clock: Clock) -> None:
        self._clock = clock
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            province=name, statuses=words.STATUSES, acts=tuple(words.ACTS.values()), figure=words.figure,
            moment=words.moment, ago=self._ago, is_late=self._is_late, why=held_words.why,
            why_said=held_words.why_said, size=held_words.size_said, acts_said=held_words.ACTS,
        )  # fmt: skip

    def sign_in(self, token: str, *, name: str = "", wait_s: int = 0, has_failed: bool = False) -> Response:
        """The form to sign in.

        Args:
            wait_s: Too many failures: how long to wait.
        """
        status = 429 if wait_s else 401 if has_failed else 200
        minutes = -(-wait_s // 60)
        return self._page("dang-nhap.html", status, token=token, name=name, minutes=minutes, has_failed=has_failed)

    def communes(
        self, who: SignedIn, listing: Listing, found: Sequence[UnitOverview], all_units: Sequence[UnitOverview]
    ) -> Response:
        """The communes, with figures over all of them."""
        totals = {
            "communes": len(all_units),
            "computers": sum(len(unit.computers) for unit in all_units),
            "held": sum(unit.held for unit in all_units),
            "late": sum(self._is_late(unit.last_receipt_ms) for unit in all_units),
        }
        return self._page("xa.html", who=who, listing=listing, found=found, totals=totals, columns=COLUMNS)

    def commune(self, who: SignedIn, unit: UnitOverview) -> Response:
        """One commune's computers."""
        return self._page("mot-xa.html", who=who, unit=unit)

    def confirm(
        self, who: SignedIn, unit: UnitOverview, device: DeviceRow, act: words.Act, *, has_mistyped: bool = False
    ) -> Response:
        """What will happen, before it does."""
        status = 400 if has_mistyped else 200
        return self._page("xac-nhan.html", status, who=who, unit=unit, device=device, act=act, mistyped=has_mistyped)

    def held(self, who: SignedIn, holding: Holding, *, unit: str = "", done: str = "") -> Response:
        """What waits for a person, what was set aside, who decided.

        Args:
            unit: Only of this commune.
            done: What was just done.
        """
        bundles, aside, records, decisions = (
            tuple(each for each in part if not unit or each.unit == unit)
            for part in (holding.bundles, holding.aside, holding.records, holding.decisions)
        )
        count = len(bundles) if unit else holding.count
        return self._page(
            "cho-xem.html", who=who, unit=unit, done=done, count=count, bundles=bundles, aside=aside, records=records,
            decisions=decisions,
        )  # fmt: skip

    def decide(self, who: SignedIn, held: HeldBundle, manifest: Manifest | None, choice: held_words.Choice) -> Response:
        """What is in a bundle and what will happen to it, before it does."""
        facts = [("Cỡ", held_words.size_said(held.size)), ("Mã gói", held.digest.hex()[:12])]
        if manifest is not None:
            what = "hồ sơ gửi lại" if manifest.kind is Kind.STATE else "thay đổi"
            facts.append(("Trong gói", f"{words.figure(manifest.records)} {what}"))
            facts.append(("Đóng gói lúc", f"{words.moment(manifest.created_ms)}, theo đồng hồ của máy ở xã"))
        return self._page(
            "quyet-dinh.html", who=who, held=held, choice=choice, facts=facts, reason=held_words.why(held.reason),
            address=f"/cho-xem/goi/{held.digest.hex()}/{choice.path}",
        )  # fmt: skip

    def see(self, who: SignedIn, held: HeldRecords) -> Response:
        """What it means to have seen records that are held."""
        return self._page(
            "quyet-dinh.html", who=who, held=held, choice=held_words.SEEN,
            facts=[("Số thay đổi", words.figure(held.count))], reason=held_words.why(held.reason, is_record=True),
            address=f"/cho-xem/le/{held.number}",
        )  # fmt: skip

    def still_held(self, who: SignedIn, reason: str) -> Response:
        """A bundle that could not be taken in, and why."""
        found = held_words.why(reason)
        sentence = held_words.STILL_HELD.format(reason=found.short[0].lower() + found.short[1:], advice=found.advice)
        return self._page("thong-bao.html", 409, who=who, sentence=sentence)

    def refusal(self, refused: Refused) -> Response:
        """Why not, in words."""
        sentence = _REFUSALS.get(refused.status, "Máy chủ không hiểu yêu cầu này. Chưa có gì thay đổi.")
        response = self._page("thong-bao.html", refused.status, sentence=sentence)
        response.headers.update(refused.headers)
        return response

    def trouble(self, sentence: str) -> Response:
        """The server's own failure."""
        return self._page("thong-bao.html", 503, sentence=sentence)

    def _page(self, template: str, status: int = 200, **values: Any) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(**values), status)

    def _ago(self, moment_ms: int | None) -> str:
        return words.how_long_ago(moment_ms, self._clock.now_ms())

    def _is_late(self, moment_ms: int | None) -> bool:
        return words.is_long_ago(moment_ms, self._clock.now_ms())
