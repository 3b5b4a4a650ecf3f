"""The network as a road for bundles: one line to the province's server, which may break at any byte."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from sync.bundle_errors import BundleDamaged
from sync.carriers import FETCH, Check, Parcel, Report, unreported, unstopped
from sync.carriers.https_download import SUFFIX, Download, FileGone
from sync.carriers.https_errors import (
    DeviceRefused,
    NetworkError,
    ServerCut,
    ServerNonsense,
    ServerUnreachable,
    refused_invitation,
)
from sync.carriers.https_line import Line, Reply, Timing
from sync.carriers.https_messages import (
    CBOR,
    OCTETS,
    Received,
    Waiting,
    Welcome,
    decode_listing,
    decode_welcome,
    encode_cursor,
    introduce,
)
from sync.carriers.https_patience import Patience
from sync.carriers.https_upload import FIRST_CHUNK, PASSING, Upload
from sync.certificate import CertificateFalse, decode_card
from sync.keys import PrivateKeys
from sync.manifest_codec import encode_standing
from sync.standing import Cursor, Standing

_HELLO: Final = "/v1/hello"
_PULLS: Final = 3  # files may vanish between the list and the fetching, when the server starts anew


class HttpsCarrier:
    """Exchanges with one server, whose key is pinned. For one thread; a `with` hangs up at the end.

    Every call tries again after a cut, a busy or a troubled server, and goes on from where it was.
    """

    def __init__(
        self, url: str, fingerprint: bytes, device: bytes = b"", keys: PrivateKeys | None = None, *,
        folder: Path | None = None, timing: Timing | None = None, proxy: str | None = None,
    ) -> None:  # fmt: skip
        """Nothing is sent before the first call.

        Args:
            url: Address as typed, with or without "https://" and port.
            fingerprint: SHA-256 of the server's public TLS key: all 32 bytes, or the first 10 from a code.
            device: Who asks, 16 bytes; not needed to join.
            keys: What it signs with.
            folder: Where a download that was cut waits to go on; by default it lasts as long as this carrier.
            proxy: Address of an HTTP proxy to pass through; those of the environment are never used.
        Raises:
            AddressMistyped: `url` names no server.
        """
        self._timing = timing or Timing()
        self._line = Line(url, fingerprint, self._timing, proxy=proxy)
        self._device = device
        self._keys = keys
        self._folder = folder
        self._temporary: TemporaryDirectory[str] | None = None
        self._token = ""
        self._chunk = FIRST_CHUNK  # what the line bears is found out once

    @property
    def tls(self) -> bytes:
        """SHA-256 of the server's key, 32 bytes, to be pinned from now on; empty before the first answer by a code."""
        return self._line.tls

    def card(self, check: Check = unstopped) -> bytes:
        """How the province describes itself, in its own signed bytes.

        Raises:
            ServerNonsense: the card is none, or names another server than this one.
        """
        data = self._patiently("GET", "/v1/card", check=check).body
        try:
            card = decode_card(data)
        except (BundleDamaged, CertificateFalse) as exc:
            raise ServerNonsense("no card") from exc
        if card.tls != self.tls:
            raise ServerNonsense("the card of another server")
        return data

    def enrol(self, blob: bytes, check: Check = unstopped) -> bytes:
        """Ask to be let in with an ENROL bundle; gives the ADMITTED bundle. Asking twice is asking once.

        Raises:
            InvitationRefused: or one of its kinds.
        """
        try:
            reply = self._patiently("POST", "/v1/enrol", headers={"Content-Type": OCTETS}, body=blob, check=check)
        except DeviceRefused as refused:
            raise refused_invitation(refused.details["reason"]) from refused
        return reply.body

    def hello(self, standing: Standing = Standing(), check: Check = unstopped) -> Welcome:  # noqa: B008 - frozen
        """Begin a session; the other calls do so by themselves when there is none.

        Raises:
            DeviceRefused: the province does not know this computer, or not any more.
        """
        patience = Patience(self._timing, check)
        while True:
            try:
                return self._hello(standing)
            except PASSING as error:
                self._bear(error, patience)

    def send(self, parcel: Parcel, report: Report = unreported, check: Check = unstopped) -> Received:
        """Bring one bundle up. The answer says that it is stored; its receipt comes down in a bundle."""
        self._ready(check)
        upload = Upload(parcel, self._ask, Patience(self._timing, check), report, self._chunk)
        try:
            return upload.run()
        finally:
            self._chunk = upload.chunk

    def fetch(self, standing: Standing, report: Report = unreported, check: Check = unstopped) -> Iterator[bytes]:
        """Bring down what the province has for a computer that stands so, bundle by bundle, in order.

        A bundle is forgotten here when the next one is asked for.
        """
        patience = Patience(self._timing, check)
        for _ in range(_PULLS):
            waiting = self._pull(standing, check)
            self._keep_only(waiting)
            has_given = False
            try:
                for blob in self._files(waiting, patience, report):
                    has_given = True
                    yield blob
                return
            except FileGone:
                if has_given:
                    return  # the caller stands elsewhere by now and asks again
        raise ServerCut("files vanish before they are fetched")

    def confirm(self, cursor: Cursor, check: Check = unstopped) -> None:
        """Tell the province what was committed here."""
        self._ready(check)
        self._patiently("POST", "/v1/ack", headers={"Content-Type": CBOR}, body=encode_cursor(cursor), check=check)

    def close(self) -> None:
        """Hang up."""
        self._line.close()
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _pull(self, standing: Standing, check: Check) -> list[Waiting]:
        self._ready(check, standing)
        body = encode_standing(standing)
        reply = self._patiently("POST", "/v1/pull", headers={"Content-Type": CBOR}, body=body, check=check)
        try:
            return decode_listing(reply.body)
        except ValueError as exc:
            raise ServerNonsense("no list of files") from exc

    def _files(self, waiting: list[Waiting], patience: Patience, report: Report) -> Iterator[bytes]:
        total, before = sum(file.size for file in waiting), 0
        for file in waiting:
            patience.check()
            report(FETCH, before, total)
            if file.blob:
                yield file.blob
            else:
                done = before
                download = Download(
                    file, self._home(), self._stream, patience,
                    lambda here, done=done: report(FETCH, done + here, total),  # type: ignore[misc]
                )  # fmt: skip
                yield download.run()
                download.forget()
            before += file.size
        if waiting:
            report(FETCH, total, total)

    def _home(self) -> Path:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._folder
        if self._temporary is None:
            self._temporary = TemporaryDirectory(prefix="so-hoi-")
        return Path(self._temporary.name)

    def _keep_only(self, waiting: list[Waiting]) -> None:
        """Let go of what was begun once and is offered no more."""
        if self._folder is not None and self._folder.is_dir():
            names = {f"{file.digest.hex()}{SUFFIX}" for file in waiting}
            for path in self._folder.glob(f"*{SUFFIX}"):
                if path.name not in names:
                    path.unlink()

    def _ready(self, check: Check, standing: Standing | None = None) -> None:
        if not self._token:
            self.hello(standing or Standing(), check)

    def _hello(self, standing: Standing) -> Welcome:
        if self._keys is None or not self.tls:
            raise ValueError("only joining needs neither keys nor the whole fingerprint")
        body = encode_standing(standing)
        signed = introduce(self._device, self._keys, os.urandom(16), _HELLO, body, self.tls)
        reply = self._line.ask("POST", _HELLO, headers={"Authorization": signed, "Content-Type": CBOR}, body=body)
        try:
            welcome = decode_welcome(reply.body)
        except ValueError as exc:
            raise ServerNonsense("no welcome") from exc
        self._token = welcome.token
        return welcome

    def _patiently(self, method: str, path: str, *, check: Check, **how: Any) -> Reply:
        """Ask until there is a success."""
        patience = Patience(self._timing, check)
        while True:
            check()
            try:
                reply = self._ask(method, path, **how)
            except PASSING as error:
                self._bear(error, patience)
            else:
                if reply.status >= 400:
                    raise ServerNonsense(f"status {reply.status}")
                return reply

    def _ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Reply:
        """Ask once within the session; an expired one is renewed."""
        reply = self._line.ask(method, path, headers=self._signed(headers), body=body)
        if reply.status == 401 and self._token:
            self._hello(Standing())
            reply = self._line.ask(method, path, headers=self._signed(headers), body=body)
        return reply

    @contextmanager
    def _stream(self, path: str, headers: Mapping[str, str]) -> Iterator[tuple[Reply, Iterator[bytes]]]:
        with self._line.streamed("GET", path, headers=self._signed(headers)) as (reply, pieces):
            if reply.status != 401:
                yield reply, pieces
                return
        self._hello(Standing())
        with self._line.streamed("GET", path, headers=self._signed(headers)) as answered:
            yield answered

    def _signed(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        session = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {**session, **(headers or {})}

    def _bear(self, error: NetworkError, patience: Patience) -> None:
        """Try again later, unless the server was never there."""
        if isinstance(error, ServerUnreachable) and not self._line.was_reached:
            raise error
        patience.failed(error)
