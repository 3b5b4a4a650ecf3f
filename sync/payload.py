"""The frames of a bundle's payload."""

from sync import strict
from sync.carried import ActNote as ActNote
from sync.carried import Known as Known
from sync.carried import Log as Log
from sync.carried import Origin as Origin
from sync.carried import PayloadFalse as PayloadFalse
from sync.carried import RowCells as RowCells
from sync.carried import in_frames as in_frames
from sync.cell_frames import CELLS, read_cells
from sync.cell_frames import LARGE_BUNDLE as LARGE_BUNDLE
from sync.cell_frames import cell_frames as cell_frames
from sync.cell_frames import cell_portions as cell_portions
from sync.cell_frames import write_cells as write_cells
from sync.columns import WRONG
from sync.record_frames import RECORDS, read_records
from sync.record_frames import write_records as write_records


def read_frame(data: bytes) -> tuple[list[Log], list[Known], list[RowCells]]:
    """Read what `write_records` or `write_cells` wrote.

    Raises:
        PayloadFalse: it is anything else.
    """
    try:
        content = strict.read(data)
        if content[0] == RECORDS:
            return (*read_records(content), [])
        if content[0] == CELLS:
            return [], [], read_cells(content)
    except WRONG as exc:
        raise PayloadFalse() from exc
    raise PayloadFalse("a frame of no known sort")
