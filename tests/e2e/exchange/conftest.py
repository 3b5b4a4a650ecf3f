"""Two computers of a commune, one of another, a province on either kind of database, a stick."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.roads import ByNetwork, ByStick, Road
from tests.sync.server.places import Place, fresh_database, name_of, postgres_address

COMMUNE = "05611"
OTHER_COMMUNE = "05488"

Found = Callable[[str, str], Computer]


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of the private PostgreSQL."""
    return postgres_address()


@pytest.fixture(scope="session")
def template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A province's database with all tables, to be copied."""
    with fresh_database(postgres) as url:
        Place(url, tmp_path_factory.mktemp("tinh")).open().close()
        yield name_of(url)


@pytest.fixture
def file_place(tmp_path: Path) -> Place:
    """Where the province's data is, in a file: for what the kind of database has no part in."""
    folder = tmp_path / "tinh"
    folder.mkdir()
    return Place(None, folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, file_place: Place) -> Iterator[Place]:
    """Where the province's data is, on each kind of database in turn."""
    if request.param == "sqlite":
        yield file_place
        return
    postgres, template = request.getfixturevalue("postgres"), request.getfixturevalue("template")
    with fresh_database(postgres, template=template) as url:
        yield Place(url, file_place.folder)


@pytest.fixture
def province(place: Place) -> Iterator[Watched]:
    """A province on each kind of database."""
    province = Watched.at(place)
    yield province
    province.close()


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Found]:
    """Makes computers, which are switched off after the test."""
    computers: list[Computer] = []

    def founding(name: str, commune: str = COMMUNE) -> Computer:
        computers.append(Computer.founded(tmp_path / f"may-{len(computers)}", commune, name))
        return computers[-1]

    yield founding
    for computer in computers:
        computer.close()


@pytest.fixture
def desktop(found: Found) -> Computer:
    """The office's computer; Lan works at it."""
    return found("Nguyễn Thị Lan")


@pytest.fixture
def laptop(found: Found) -> Computer:
    """The deputy's laptop; Mai works at it."""
    return found("Hoàng Thị Mai")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that the province prepared."""
    from sync.carriers.stick import StickCarrier

    root = tmp_path / "USB"
    root.mkdir()
    StickCarrier(root).prepare()
    return root


@pytest.fixture(params=["stick", "network"])
def road(request: pytest.FixtureRequest, province: Watched, stick: Path) -> Iterator[Road]:
    """Each road in turn."""
    if request.param == "stick":
        yield ByStick(province, stick)
        return
    with province.on_the_network() as address:
        yield ByNetwork(province, address)


@pytest.fixture
def an(desktop: Computer, laptop: Computer, road: Road) -> UUID:
    """Mrs An, known to two computers that have joined."""
    road.join(desktop, laptop)
    branch = desktop.add_branch("Chi hội Na Pặng")
    person = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"), phone="0912000111")
    road.exchange(desktop, laptop)
    return person


@pytest.fixture
def an_on_her_way(desktop: Computer, laptop: Computer, province: Watched, stick: Path) -> UUID:
    """Mrs An, whom the laptop has not heard of yet: the answer with her lies on the stick; a change waits there."""
    road = ByStick(province, stick)
    road.join(desktop, laptop)
    branch = desktop.add_branch("Chi hội Na Pặng")
    person = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"))
    road.exchange(desktop)
    laptop.add_branch("Chi hội Bản Mới")
    laptop.by_stick(stick)
    province.receive(stick)
    return person
