"""Calls the sneakpath command and reads its results as numpy arrays and pandas tables."""

from ._calls import mvm, protocol, run, solve
from ._command import Command, find_command
from ._errors import ConfigError, SneakpathError, SneakpathNotFound, SolverError
from ._results import Product, Run, load

__version__ = "0.1.0"

__all__ = [
    "Command",
    "ConfigError",
    "Product",
    "Run",
    "SneakpathError",
    "SneakpathNotFound",
    "SolverError",
    "find_command",
    "load",
    "mvm",
    "protocol",
    "run",
    "solve",
]
