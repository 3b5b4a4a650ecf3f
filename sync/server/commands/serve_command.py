"""`sohoi-server serve`: the province on the network, until Ctrl+C or SIGTERM."""

import argparse
import signal
from types import FrameType

from sync.certificate import encode_card
from sync.clock import Clock
from sync.server.commands.cli import print_json
from sync.server.commands.context import Context
from sync.server.commands.lease import leased
from sync.server.web.app import make_app
from sync.server.web.console import console
from sync.server.web.serving import listen, serve, url_of
from sync.server.web.staff import Staff


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=_port, default=8443, metavar="N", help="cổng (mặc định 8443; 0: cổng bất kỳ)")
    parser.add_argument("--address", default="0.0.0.0", metavar="IP", help="địa chỉ để lắng nghe (mặc định: mọi nơi)")


def run(context: Context, args: argparse.Namespace) -> None:
    """Says where it listens once it answers, and nothing after that."""
    with leased(context.folder), context.opened() as opened, listen(args.address, args.port) as listening:
        keys = opened.keys
        card = encode_card(keys.card, keys.private)
        app = make_app(opened.province, card=card, tls=keys.tls, folder=context.folder)
        app.include_router(console(opened.province, Staff(opened.database, Clock()), keys.name))
        url = url_of(listening)

        def ready() -> None:
            if getattr(args, "json", False):
                print_json({"url": url, "port": listening.getsockname()[1], "fingerprint": keys.tls.hex()})
            else:
                print(f"Máy chủ của {keys.name} đang chạy tại {url} (Ctrl+C để dừng).", flush=True)

        with _stopping_quietly():
            serve(app, keys, listening, ready)


class _stopping_quietly:  # noqa: N801 - reads as what it does
    """The server raises the signal that stopped it once more when it is done; here it has been heard."""

    def __enter__(self) -> None:
        self._before = {each: signal.signal(each, _heard) for each in (signal.SIGINT, signal.SIGTERM)}

    def __exit__(self, *_: object) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)


def _heard(_signal: int, _frame: FrameType | None) -> None:
    """Nothing more to do."""


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("0 – 65535")
    return port
