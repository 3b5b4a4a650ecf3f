"""The Vietnamese wording of the window; every module here may bring a part of `ERRORS`."""

import importlib
import pkgutil
from functools import cache

from sync.errors import AppError

UNKNOWN = (
    "Có lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, gửi tệp hỗ trợ cho người phụ trách."
)


@cache
def errors() -> dict[str, str]:
    """The sentence for every stable reason: what happened, how the data is, what to do now."""
    merged: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        part = importlib.import_module(f"{__name__}.{module.name}")
        merged.update(getattr(part, "ERRORS", {}))
    return merged


def explain(error: BaseException) -> str:
    """Word one failure for the person at the screen."""
    if isinstance(error, AppError) and error.code in errors():
        return errors()[error.code].format_map(error.details)
    return UNKNOWN
