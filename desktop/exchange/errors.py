"""What can stand in the way of an exchange on this computer's own side."""

from sync.errors import AppError


class ExchangeRunning(AppError):
    """Another exchange of this computer is under way."""

    code = "exchange.running"


class NotJoined(AppError):
    """The province has not admitted this computer."""

    code = "exchange.not_joined"


class ServerUnknown(AppError):
    """The province named no server, and nobody typed one."""

    code = "exchange.no_server"


class NoInvitation(AppError):
    """Nothing on the stick invites this commune."""

    code = "exchange.no_invitation"


class OtherCommune(AppError):
    """The invitation is for another commune than the one whose register this is.

    Details: commune, the name of the one invited.
    """

    code = "exchange.other_commune"


class AdmissionFalse(AppError):
    """What came as the province's admission is not for this computer."""

    code = "exchange.admission_false"


class FileEarly(AppError):
    """The bundle continues something that has not come yet; it can be opened again later."""

    code = "exchange.file_early"
