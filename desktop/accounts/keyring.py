"""The wrapped file key and the users who can open it, as a value: what `keys.json` says."""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn, Self

from desktop.accounts.errors import (
    BadLabel,
    KeysAltered,
    KeysDamaged,
    KeysNewer,
    LabelTaken,
    LastChair,
    NoSuchUser,
    ShortPassword,
    WrongPassword,
    WrongRecoveryCode,
)
from desktop.accounts.recovery import read_code
from desktop.accounts.roles import Act, Role, may
from desktop.accounts.wraps import SecretRefused, Wrap
from sync.slow_key import Cost

VERSION = 1
SHORTEST_PASSWORD = 6
LONGEST_LABEL = 24
_FORMAT = "sohoi-keys"
_RECOVERY = "recovery"
_USER_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class User:
    """A person who signs in at this computer.

    Attributes:
        id: 32 hex digits of a UUIDv7; history and the access log name the user by it.
        label: The given name, as the sign-in page shows it; the full name stands in the encrypted register.
    """

    id: str
    label: str
    role: Role


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Users with their wraps, and the wrap under the recovery code.

    Every change takes the file key: it seals the whole list, so that nobody without the key can promote
    himself by editing the file.
    """

    users: tuple[User, ...]
    wraps: Mapping[str, Wrap]
    recovery: Wrap
    seal: str = ""

    @classmethod
    def create(cls, key: bytes, user: User, password: str, code: str, *, cost: Cost) -> Self:
        """The ring of a new register with its first user."""
        _check_password(password)
        recovery = Wrap.seal(key, code, owner=_RECOVERY, cost=cost)
        wraps = {user.id: Wrap.seal(key, password, owner=user.id, cost=cost)}
        first = replace(user, label=_clean_label(user.label))
        return cls((first,), wraps, recovery)._sealed(key)

    def find(self, who: str) -> User:
        """The user of that id or label; case does not count.

        Raises:
            NoSuchUser: nobody is called so.
        """
        wanted = _fold(who)
        for user in self.users:
            if wanted in (user.id, _fold(user.label)):
                return user
        raise NoSuchUser(label=who)

    def open(self, who: str, password: str) -> bytes:
        """Give the file key to a user.

        Raises:
            WrongPassword: not hers.
            NoSuchUser: nobody is called so.
            KeysAltered: the list of users was changed by somebody without the key.
        """
        user = self.find(who)
        try:
            key = self.wraps[user.id].open(password, owner=user.id)
        except SecretRefused as exc:
            raise WrongPassword(label=user.label, wait_s=0) from exc
        return self._checked(key)

    def open_with_recovery(self, typed: str) -> bytes:
        """Give the file key to whoever holds the recovery sheet.

        Raises:
            RecoveryCodeLength, RecoveryCodeMistyped: a slip of typing.
            WrongRecoveryCode: another register's code, or one that was replaced.
            KeysAltered: the list of users was changed by somebody without the key.
        """
        try:
            key = self.recovery.open(read_code(typed), owner=_RECOVERY)
        except SecretRefused as exc:
            raise WrongRecoveryCode from exc
        return self._checked(key)

    def with_user(self, key: bytes, user: User, password: str, *, cost: Cost) -> Self:
        """One user more, or the same user with another label, role or password."""
        _check_password(password)
        kept = self._with_listed(replace(user, label=_clean_label(user.label)))
        wraps = {**self.wraps, user.id: Wrap.seal(key, password, owner=user.id, cost=cost)}
        return replace(kept, wraps=wraps)._sealed(key)

    def with_role(self, key: bytes, who: str, role: Role) -> Self:
        """The user in another role."""
        return self._with_listed(replace(self.find(who), role=role))._sealed(key)

    def with_label(self, key: bytes, who: str, label: str) -> Self:
        """The user under another short name."""
        return self._with_listed(replace(self.find(who), label=_clean_label(label)))._sealed(key)

    def without(self, key: bytes, who: str) -> Self:
        """One user fewer; what she wrote keeps her id."""
        gone = self.find(who)
        users = tuple(user for user in self.users if user != gone)
        _check_chair(users)
        wraps = {owner: wrap for owner, wrap in self.wraps.items() if owner != gone.id}
        return replace(self, users=users, wraps=wraps)._sealed(key)

    def with_recovery(self, key: bytes, code: str, *, cost: Cost) -> Self:
        """A new recovery code; the old sheet opens nothing from now on."""
        return replace(self, recovery=Wrap.seal(key, code, owner=_RECOVERY, cost=cost))._sealed(key)

    def to_bytes(self) -> bytes:
        """The file `keys.json`, with a checksum that tells damage from change."""
        body = {**self._body(), "seal": self.seal}
        return json.dumps({**body, "checksum": _checksum(body)}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read `keys.json`.

        Raises:
            KeysDamaged: not whole, or not a key file.
            KeysNewer: a newer program wrote it.
            KeysWeakened: a wrap would be too cheap to guess at.
        """
        try:
            body = json.loads(data)
            if body["format"] != _FORMAT:
                _damaged("not a key file")
            if body["version"] > VERSION:
                raise KeysNewer(version=body["version"])
            if body.pop("checksum") != _checksum(body):
                _damaged("the checksum does not fit")
            users = tuple(User(entry["id"], entry["label"], Role(entry["role"])) for entry in body["users"])
            wraps = {entry["id"]: Wrap.from_json(entry["wrap"]) for entry in body["users"]}
            ring = cls(users, wraps, Wrap.from_json(body["recovery"]), str(body["seal"]))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as exc:
            raise KeysDamaged(str(exc)) from exc
        if len(wraps) != len(users) or not all(_USER_ID.fullmatch(owner) for owner in wraps):
            _damaged("users and wraps do not fit together")
        return ring

    def _with_listed(self, user: User) -> Self:
        others = tuple(other for other in self.users if other.id != user.id)
        if any(_fold(other.label) == _fold(user.label) for other in others):
            raise LabelTaken(label=user.label)
        listed = (
            tuple(user if other.id == user.id else other for other in self.users)
            if len(others) < len(self.users)
            else (*self.users, user)
        )
        _check_chair(listed)
        return replace(self, users=listed)

    def _body(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "version": VERSION,
            "users": [
                {"id": user.id, "label": user.label, "role": user.role.value, "wrap": self.wraps[user.id].to_json()}
                for user in self.users
            ],
            "recovery": self.recovery.to_json(),
        }

    def _sealed(self, key: bytes) -> Self:
        return replace(self, seal=_seal(key, self._body()))

    def _checked(self, key: bytes) -> bytes:
        if not hmac.compare_digest(_seal(key, self._body()).encode(), self.seal.encode()):
            raise KeysAltered
        return key


def _seal(key: bytes, body: Mapping[str, Any]) -> str:
    own_key = hmac.digest(key, b"sohoi keys.json seal", "sha256")  # the file key itself goes to the database only
    return hmac.digest(own_key, _canonical(body), "sha256").hex()


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _damaged(why: str) -> NoReturn:
    raise KeysDamaged(why)


def _check_password(password: str) -> None:
    if len(unicodedata.normalize("NFC", password)) < SHORTEST_PASSWORD:
        raise ShortPassword(shortest=SHORTEST_PASSWORD)


def _check_chair(users: tuple[User, ...]) -> None:
    if not any(may(user.role, Act.MANAGE_USERS) for user in users):
        raise LastChair


def _clean_label(label: str) -> str:
    clean = unicodedata.normalize("NFC", " ".join(label.split()))
    if not 1 <= len(clean) <= LONGEST_LABEL or not clean.isprintable():
        raise BadLabel(longest=LONGEST_LABEL)
    return clean


def _fold(label: str) -> str:
    return unicodedata.normalize("NFC", label).strip().casefold()
