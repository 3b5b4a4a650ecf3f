"""Wording of merging branches and hamlets."""

from typing import Final

ACT: Final = "Nhập {rows} thành một…"
