"""Why a list could not be read: each reason its own error, nothing is stored with any of them."""

from sync.errors import AppError


class ImportFailed(AppError):
    """The list could not be read; nothing was stored."""

    code = "import.failed"


class FileGone(ImportFailed):
    """The file is no longer where it was chosen, or may not be opened."""

    code = "import.gone"


class FileEmpty(ImportFailed):
    """The file has no bytes, or no sheet in it holds anything."""

    code = "import.empty"


class FileIsHtml(ImportFailed):
    """A web page saved under the name of a sheet."""

    code = "import.is_html"


class FileLocked(ImportFailed):
    """The sheet is protected by a password."""

    code = "import.password"


class FileTruncated(ImportFailed):
    """The file breaks off or is damaged inside."""

    code = "import.truncated"


class FileTooSpread(ImportFailed):
    """A cell so far from the others that no computer can lay out the sheet."""

    code = "import.too_spread"


class FileUnreadable(ImportFailed):
    """The file is no sheet at all, or of a kind that is not read."""

    code = "import.unreadable"


class NoHeader(ImportFailed):
    """No row of headings was recognised in any sheet."""

    code = "import.no_header"


class NoRows(ImportFailed):
    """Headings were found and nobody stands below them."""

    code = "import.no_rows"
