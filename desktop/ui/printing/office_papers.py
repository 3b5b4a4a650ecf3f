"""The papers of an open office, with its names on them and its mark where everything is invented."""

from desktop.registers.office import Office
from desktop.ui.printing.papers import Papers

DEMO_MARK = "BẢN MẪU"


def papers_of(office: Office) -> Papers:
    """Papers as this office prints them; a demo says so across every page."""
    return Papers(
        office.store,
        commune=office.commune_name,
        province=office.province_name,
        watermark=DEMO_MARK if office.is_demo else None,
    )
