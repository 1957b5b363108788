"""Finds the command and calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Sequence

from ._errors import ConfigError, SneakpathError, SneakpathNotFound, SolverError

# The version that this package was written for; a command of another minor version may answer otherwise.
VERSION = "0.1"

INSTALL = (
    "found no sneakpath command; expected the environment variable SNEAKPATH with the path of the command or of its main.js, "
    "sneakpath on the PATH (npm install --global sneakpath), or node_modules/sneakpath in this folder (npm install sneakpath)"
)


@dataclass(frozen=True)
class Command:
    """How the command is called: the words before its arguments."""

    words: tuple[str, ...]

    def call(self, args: Sequence[str]) -> str:
        """Calls the command.

        Returns its stdout. Raises ConfigError (exit code 2), SolverError (4) or SneakpathError with the command's line.
        """
        done = subprocess.run([*self.words, *args], capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            return done.stdout
        line = (done.stderr.strip().splitlines() or ["no message"])[-1]
        kind = {2: ConfigError, 4: SolverError}.get(done.returncode, SneakpathError)
        raise kind(line.removeprefix("sneakpath: "), done.returncode)


def find_command() -> Command:
    """The command that is there.

    Raises SneakpathNotFound where there is none, SneakpathError where it is of another minor version.
    """
    words = _words(os.environ.get("SNEAKPATH"), Path.cwd())
    return _checked(words)


def _words(given: str | None, folder: Path) -> tuple[str, ...]:
    if given:
        if not Path(given).exists():
            raise SneakpathNotFound(f"SNEAKPATH: found no file {given}; expected the path of the command or of its main.js")
        return (_node(), given) if given.endswith((".js", ".mjs")) else (given,)
    # On Windows which() finds sneakpath.cmd too.
    on_path = shutil.which("sneakpath")
    if on_path is not None:
        return (on_path,)
    local = folder / "node_modules" / "sneakpath" / "dist" / "src" / "cli" / "main.js"
    if local.is_file():
        return (_node(), str(local))
    raise SneakpathNotFound(INSTALL)


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        raise SneakpathNotFound("found no node; expected Node.js 20 or newer (https://nodejs.org)")
    return node


@lru_cache(maxsize=None)
def _checked(words: tuple[str, ...]) -> Command:
    command = Command(words)
    version = command.call(["--version"]).strip()
    if version.split(".")[:2] != VERSION.split("."):
        raise SneakpathError(f"found the sneakpath command of version {version}; expected {VERSION}")
    return command
