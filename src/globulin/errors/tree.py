"""The exception classes, each with its exit code and a code for machines."""


class GlobulinError(Exception):
    """A fault that is told in one line, without a traceback."""

    exit_code = 1
    code = "internal"


class UsageError(GlobulinError):
    """The command or the request was put wrongly."""

    exit_code = 2
    code = "usage"


class NotKnownError(GlobulinError):
    """An id was asked for that the knowledge does not hold."""

    exit_code = 2
    code = "not_known"


class UnitError(GlobulinError):
    """A unit is not known for the analyte; it is never guessed."""

    exit_code = 2
    code = "unit"


class InputError(GlobulinError):
    """An input cannot be read at all; the message names its place, never what stands there."""

    exit_code = 2
    code = "input"


class KnowledgeError(GlobulinError):
    """The knowledge files cannot be used as they stand; the message names file and line."""

    exit_code = 2
    code = "knowledge"
