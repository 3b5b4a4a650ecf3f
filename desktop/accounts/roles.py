"""Who may do what: the roles of the office and the acts each of them may carry out."""

from enum import StrEnum

from sync.errors import AppError


class Act(StrEnum):
    """Something a person can do with the registers."""

    VIEW = "view"
    VIEW_SENSITIVE = "view_sensitive"
    EDIT = "edit"
    DELETE = "delete"
    BULK = "bulk"
    MERGE = "merge"
    IMPORT = "import"
    EXPORT = "export"
    PRINT = "print"
    BACK_UP = "back_up"
    RESTORE_BACKUP = "restore_backup"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_USERS = "manage_users"


class Role(StrEnum):
    """What a user is in the office."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    OFFICER = "officer"
    GUEST = "guest"


LABELS: dict[Role, str] = {
    Role.CHAIR: "Chủ tịch",
    Role.DEPUTY: "Phó Chủ tịch",
    Role.OFFICER: "Cán bộ",
    Role.GUEST: "Khách (chỉ in)",
}

_GUEST = frozenset({Act.VIEW, Act.PRINT})
_OFFICER = _GUEST | {Act.VIEW_SENSITIVE, Act.EDIT, Act.DELETE, Act.IMPORT, Act.EXPORT, Act.BACK_UP}
_DEPUTY = _OFFICER | {Act.BULK, Act.MERGE, Act.CHANGE_SETTINGS}
_CHAIR = _DEPUTY | {Act.MANAGE_USERS, Act.RESTORE_BACKUP}

PERMISSIONS: dict[Role, frozenset[Act]] = {
    Role.CHAIR: _CHAIR,
    Role.DEPUTY: _DEPUTY,
    Role.OFFICER: _OFFICER,
    Role.GUEST: _GUEST,
}


class NotAllowed(AppError):
    """The user's role does not carry this act."""

    code = "accounts.not_allowed"


def may(role: Role, act: Act) -> bool:
    """Tell whether `role` carries `act`.

    >>> may(Role.GUEST, Act.PRINT), may(Role.GUEST, Act.EXPORT)
    (True, False)
    """
    return act in PERMISSIONS[role]


def require(role: Role, act: Act) -> None:
    """Stop here unless `role` carries `act`.

    Raises:
        NotAllowed: it does not.
    """
    if not may(role, act):
        raise NotAllowed(f"{role} may not {act}", role=LABELS[role], act=act.value)
