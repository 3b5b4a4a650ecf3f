"""Moments as one says them."""

from datetime import datetime

from desktop.models.kinds import today
from desktop.ui.texts import registers as texts


def said(moment: datetime) -> str:
    """A moment on the computer's clock: "08:12 hôm nay", "21:40 hôm qua", "08:12 ngày 19/11/2026"."""
    local = moment.astimezone() if moment.tzinfo else moment
    days = (today() - local.date()).days
    day = {0: texts.TODAY, 1: texts.YESTERDAY}.get(days, texts.ON_DAY.format(day=local.strftime("%d/%m/%Y")))
    return f"{local:%H:%M} {day}"
