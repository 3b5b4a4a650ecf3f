"""How this computer stands with the province, put together from what lies here."""

from datetime import datetime

from sqlalchemy import Connection, select

from desktop.exchange.desk import Refused, Status, Way
from desktop.exchange.enrolment import Enrolment, asked, joined
from desktop.exchange.memory import Held, Memory, moment, remembered
from desktop.exchange.waiting import count_on_stick, unconfirmed, waiting_since_ms
from desktop.store.exchange import StoreExchange
from desktop.store.store import Store
from sync.tables import ACT, CHANGE, EXCHANGE, INCARNATION


def status_of(store: Store, exchange: StoreExchange, conflicts: int) -> Status:
    """The status of one open register.

    Args:
        conflicts: How many fields wait for a person.
    """
    memory, standings = remembered(store), exchange.standings()
    with store.reading() as db:
        parts = unconfirmed(db)
        since_ms = waiting_since_ms(db, parts)
    held, asking = joined(store), asked(store)
    pending = asking is not None and bool(asking.request)
    last, done = memory.last, memory.last_done
    on_stick = count_on_stick(parts, memory.on_stick)
    known = held or (asking if pending else None)
    return Status(
        joined=held is not None,
        invitation_pending=pending,
        province=known.card.name if known else "",
        server=_server(held),
        device_name=known.name if known else "",
        waiting=standings.waiting,
        waiting_since=_moment(since_ms),
        on_stick=on_stick,
        on_stick_since=_moment(memory.on_stick_ms) if on_stick else None,
        received_on=_moment(memory.received_ms),
        last_exchange=_moment(done.at_ms) if done else None,
        last_way=Way(done.way) if done else None,
        problem=last.problem if last else "",
        problem_on=_moment(last.at_ms) if last and last.problem else None,
        refused=tuple(_refused(each) for each in memory.held),
        conflicts=conflicts,
        loading=standings.is_loading,
        give_back=standings.gives_back,
        clock_offset_s=_seconds(memory),
    )


def last_change_ms(db: Connection) -> int | None:
    """When something was last saved on this computer, by its clock; None where nothing ever was."""
    query = (
        select(ACT.c.at_ms)
        .join(INCARNATION, INCARNATION.c.id == ACT.c.incarnation)
        .where(INCARNATION.c.foreign.is_not(True))
        .order_by(ACT.c.id.desc())
        .limit(1)
    )
    return db.execute(query).scalar()


def begins_late(store: Store) -> bool:
    """Whether this computer holds what others wrote and nothing of how it came to be."""
    with store.reading() as db:
        others = select(CHANGE.c.id).join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        has_cells = db.execute(select(EXCHANGE.c.id).where(EXCHANGE.c.has_whole_cells)).first() is not None
        return has_cells and db.execute(others.where(INCARNATION.c.foreign).limit(1)).first() is None


def _server(held: Enrolment | None) -> str:
    addresses = held.addresses if held else ()
    return addresses[0] if addresses else ""


def _refused(held: Held) -> Refused:
    on = moment(held.at_ms)
    return Refused(f"Gói dữ liệu ngày {on:%d/%m/%Y}", held.reason, held.there, on)


def _seconds(memory: Memory) -> int | None:
    return None if memory.offset_ms is None else round(memory.offset_ms / 1000)


def _moment(ms: int | None) -> datetime | None:
    return moment(ms) if ms else None
