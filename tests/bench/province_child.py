"""The province's server of a run: python -m tests.bench.province_child FOLDER PASSWORD PORT."""

import sys
from pathlib import Path

import uvicorn

from desktop.models.record import registry
from sync.certificate import encode_card
from sync.clock import Clock
from sync.server.database import Database
from sync.server.keyring import unlock
from sync.server.province import Province
from sync.server.web.app import make_app
from tests.bench.wire import HOST


def main(place: str, password: str, port: str) -> None:
    """Serve until the process is ended."""
    folder = Path(place)
    keys = unlock(folder, password)
    key, certificate = folder / "tls.key", folder / "tls.pem"
    key.write_bytes(keys.tls_key_pem)
    certificate.write_bytes(keys.tls_certificate_pem)
    province = Province(Database.open(None, folder, keys.database_key), keys, registry(), Clock())
    app = make_app(province, card=encode_card(keys.card, keys.private), tls=keys.tls, folder=folder)
    uvicorn.run(
        app, host=HOST, port=int(port), ssl_keyfile=key, ssl_certfile=str(certificate), log_level="warning",
        access_log=False,
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
