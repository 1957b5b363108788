"""Errors of the command as exceptions."""


class SneakpathError(RuntimeError):
    """The command ended with an error; the text is its line on stderr."""

    def __init__(self, line: str, code: int = 1) -> None:
        super().__init__(line)
        self.code = code


class ConfigError(SneakpathError, ValueError):
    """A mistake in a file, an option or a name (exit code 2)."""


class SolverError(SneakpathError, ArithmeticError):
    """A network without an answer (exit code 4)."""


class SneakpathNotFound(SneakpathError, FileNotFoundError):
    """There is no sneakpath command."""
