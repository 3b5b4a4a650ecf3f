"""`sohoi-server init`: makes a province: its keys, its database, the first person of its console."""

import argparse
import socket
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from desktop.models.record import registry
from sync.carriers.https_line import address
from sync.clock import Clock
from sync.server import keyring, timelines
from sync.server.backup_errors import DatabaseTaken
from sync.server.commands.context import Context
from sync.server.commands.lease import leased
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys
from sync.server.province import Province
from sync.server.web.staff import Staff
from sync.standing import NO_TIMELINE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the province is called, where it is found, who looks after it."""
    parser.add_argument("--name", default="Hội LHPN tỉnh", metavar="TÊN", help="tên của tỉnh, như các xã sẽ thấy")
    parser.add_argument(
        "--address", action="append", default=[], metavar="URL",
        help="địa chỉ để các máy ở xã tìm máy chủ; có thể ghi nhiều lần, địa chỉ tốt nhất trước",
    )  # fmt: skip
    parser.add_argument("--admin", default="quantri", metavar="TÊN", help="tên đăng nhập trang quản trị, cùng mật khẩu")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the folder, the province's id and the fingerprint of its network key."""
    addresses = tuple(address(each) for each in args.address)
    hosts = dict.fromkeys([*(urlsplit(each).hostname or "" for each in addresses), socket.gethostname(), "localhost"])
    keys = ProvinceKeys.generate(args.name, addresses, (*(host for host in hosts if host), "127.0.0.1"))
    password = context.password(is_new=True)
    with leased(context.folder):
        keyring.create(context.folder, keys, password)
        try:
            kind = _fill(context, keys, args.admin, password)
        except BaseException:
            for name in (keyring.FILE, keyring.SPARE):  # without its database it is no province
                (context.folder / name).unlink(missing_ok=True)
            raise
    return {
        "folder": str(context.folder),
        "name": keys.name,
        "province": keys.province.hex(),
        "fingerprint": keys.tls.hex(),
        "addresses": list(addresses),
        "admin": args.admin,
        "database": kind,
        "say": (
            f"Đã lập máy chủ của {keys.name} trong {context.folder}.\n"
            f"Người quản trị trang web: {args.admin}, cùng mật khẩu.\n"
            "Hãy sao lưu ngay bằng sohoi-server backup và giữ mật khẩu ở nơi an toàn: mất mật khẩu là mất máy chủ."
        ),
    }


def _fill(context: Context, keys: ProvinceKeys, admin: str, password: str) -> str:
    """Make the database and the first person of the console; tells which kind of database it is."""
    database = Database.open(context.url, context.folder, keys.database_key)
    with closing(database):
        with database.reading() as db:
            if timelines.current(db) != NO_TIMELINE:
                raise DatabaseTaken(where=database.where)
        Province(database, keys, registry(), Clock())
        Staff(database, Clock()).add(admin, password)
        context.note_place()
    return database.kind
