"""Servers that are not as they should be, at an address of this computer."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sync.server.keyring import ProvinceKeys


@contextmanager
def answering(keys: ProvinceKeys, folder: Path, answer: bytes) -> Iterator[str]:
    """A server with these keys that says the same bytes to whatever it is asked, and hangs up.

    Yields:
        Its address.
    """
    folder.mkdir()
    (folder / "key.pem").write_bytes(keys.tls_key_pem)
    (folder / "certificate.pem").write_bytes(keys.tls_certificate_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    listening = socket.create_server(("127.0.0.1", 0))
    ended = Event()

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                near, _ = listening.accept()
                near.settimeout(5)
                with context.wrap_socket(near, server_side=True) as line:
                    _read_request(line)
                    line.sendall(answer)

    thread = Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def _read_request(line: ssl.SSLSocket) -> None:
    """The whole of it: whoever hangs up on unread bytes takes back what he said."""
    said = b""
    while b"\r\n\r\n" not in said and (more := line.recv(65536)):
        said += more
    head, _, body = said.partition(b"\r\n\r\n")
    sizes = [field.partition(b":")[2] for field in head.lower().split(b"\r\n") if field.startswith(b"content-length:")]
    while len(body) < int(sizes[0] if sizes else 0) and (more := line.recv(65536)):
        body += more
