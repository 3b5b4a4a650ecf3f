"""What can go wrong between a computer and its province's server; each leaves both sides as they were."""

from sync.errors import AppError


class NetworkError(AppError):
    """The exchange over the network stopped; what was not confirmed is sent again another time."""

    code = "net.failed"


class ServerUnreachable(NetworkError):
    """Nobody answers at the server's address: no network, no such name, nothing listens there."""

    code = "net.unreachable"


class ServerKeyChanged(NetworkError):
    """Whoever answers does not hold the key that was pinned; not a byte was sent to it."""

    code = "net.other_key"


class ServerCut(NetworkError):
    """The line broke or fell silent midway, again and again."""

    code = "net.cut"


class ServerTroubled(NetworkError):
    """The server says that something failed on its side (5xx).

    Details: status.
    """

    code = "net.server_trouble"


class ServerNonsense(NetworkError):
    """The answer is not one that a province's server gives: garbage, too big, or of another kind."""

    code = "net.nonsense"


class DeviceRefused(NetworkError):
    """The province does not know this computer, or has suspended or revoked it.

    Details: reason, one of "unknown", "suspended", "revoked".
    """

    code = "net.refused"


class ServerBusy(NetworkError):
    """The server asks to come back later (429).

    Details: wait_s.
    """

    code = "net.busy"


class InvitationRefused(NetworkError):
    """The server does not let this computer in.

    Details: reason, the server's stable word for it.
    """

    code = "net.invitation_refused"


class InvitationUnknown(InvitationRefused):
    """The province issued no such invitation."""

    code = "net.invitation_unknown"


class InvitationUsed(InvitationRefused):
    """Another computer was let in with this invitation."""

    code = "net.invitation_used"


class InvitationElsewhere(InvitationRefused):
    """The invitation is for another commune."""

    code = "net.invitation_elsewhere"


class DeviceTaken(InvitationRefused):
    """Another computer was let in under this id; this one is a copy and has to draw an id of its own."""

    code = "net.device_taken"


class AddressMistyped(NetworkError):
    """What was given as the server's address is none.

    Details: address.
    """

    code = "net.address"


def refused_invitation(reason: str) -> InvitationRefused:
    """The error for the word with which a server refuses a request to join."""
    kinds: dict[str, type[InvitationRefused]] = {
        "enrol.unknown_code": InvitationUnknown,
        "enrol.code_used": InvitationUsed,
        "enrol.other_unit": InvitationElsewhere,
        "enrol.device_taken": DeviceTaken,
    }
    return kinds.get(reason, InvitationRefused)(reason=reason)
