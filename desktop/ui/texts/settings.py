"""Wording of the settings page."""

from typing import Final

TITLE: Final = "Hệ thống"
