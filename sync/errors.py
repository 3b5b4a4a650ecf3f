"""The failures that were foreseen: each has a stable reason that a sentence and a test can hang on."""

from typing import Any, ClassVar


class AppError(Exception):
    """Something that can go wrong on a good day.

    Attributes:
        code: Stable reason, "area.what"; the Vietnamese sentence is chosen by it.
        details: Values for that sentence, never a member's personal data.
    """

    code: ClassVar[str] = "app.failed"

    def __init__(self, message: str = "", /, **details: Any) -> None:
        super().__init__(message or self.__doc__ or self.code)
        self.details = details


def all_app_errors(root: type[AppError] = AppError) -> list[type[AppError]]:
    """Every subclass imported so far, by code."""
    found: dict[str, type[AppError]] = {}
    for kind in root.__subclasses__():
        if "code" in vars(kind):
            found[kind.code] = kind
        found.update({error.code: error for error in all_app_errors(kind)})
    return [found[code] for code in sorted(found)]
