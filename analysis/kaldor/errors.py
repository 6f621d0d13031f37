"""Errors that users of the package meet."""


class ResultError(ValueError):
    """A result file cannot be read, or does not hold what was asked for. One sentence names the file and the reason."""
