"""What the province's server says, for the window of a program that runs one."""

from sync.server.texts import ERRORS as ERRORS
