"""Commands as functions. Keyword arguments are the options of the command, with _ for -."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Union

import numpy as np
from numpy.typing import ArrayLike

from ._command import find_command
from ._results import Product, Run

PathLike = Union[str, "os.PathLike[str]"]
#: A name or file, or an array, which is handed over as NPY.
ArrayOrFile = Union[ArrayLike, PathLike]


def run(
    scenario: PathLike,
    *,
    out: PathLike | None = None,
    image: ArrayOrFile | None = None,
    set: Mapping[str, Any] | None = None,
    **options: Any,
) -> Run:
    """Runs a scenario: `sneakpath run`.

    scenario: a name, or the path of a scenario file. image: levels from 0 to 1, (word lines, bit lines), or a file.
    set: settings of the file by their path. options: network="crossbar", bias="third", wire=10, size=32, ...
    Raises ConfigError, SolverError, SneakpathNotFound.
    """
    with _Scratch() as scratch:
        args = [*_options(set, options), *([] if image is None else ["--image", scratch.file(image, "image")])]
        return _to_folder(["run", os.fspath(scenario), *args], out)


def protocol(
    name: str, device: PathLike, *, out: PathLike | None = None, set: Mapping[str, Any] | None = None, **options: Any
) -> Run:
    """Runs a plasticity protocol on a device: `sneakpath protocol`. Its tables are run.data(NAME)."""
    return _to_folder(["protocol", name, "--device", os.fspath(device), *_options(set, options)], out)


def mvm(weights: ArrayOrFile, inputs: ArrayOrFile, *, set: Mapping[str, Any] | None = None, **options: Any) -> Product:
    """Multiplies vectors by a matrix in an array: `sneakpath mvm`.

    weights: (inputs, outputs). inputs: (vectors, inputs), or one vector. options: wire=2, device="zntpp", adc_bits=8, ...
    """
    vectors = inputs if _is_file(inputs) else np.atleast_2d(np.asarray(inputs, dtype=float))
    with _Scratch() as scratch:
        files = [scratch.file(weights, "weights"), "--inputs", scratch.file(vectors, "inputs")]
        found = json.loads(find_command().call(["mvm", *files, *_options(set, options), "--json"]))
    outputs, ideal = (np.array(found.pop(name), dtype=float) for name in ("outputs", "ideal"))
    return Product(outputs=outputs, ideal=ideal, error=found.pop("error"), report=found)


def solve(array: Mapping[str, Any] | PathLike, **options: Any) -> dict[str, Any]:
    """Solves one array: `sneakpath solve`. array: what an array file holds, or its path. Lists of numbers come as numpy arrays."""
    with _Scratch() as scratch:
        file = os.fspath(array) if _is_file(array) else scratch.json(array, "array")
        found: dict[str, Any] = json.loads(find_command().call(["solve", file, *_options(None, options), "--json"]))
    return {key: np.array(value, dtype=float) if _is_numbers(value) else value for key, value in found.items()}


class _Scratch:
    """A folder for what is handed over."""

    def __enter__(self) -> _Scratch:
        self._folder = tempfile.TemporaryDirectory(prefix="sneakpath-")
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def file(self, array: ArrayOrFile, name: str) -> str:
        if _is_file(array):
            return os.fspath(array)  # type: ignore[arg-type]
        path = Path(self._folder.name) / f"{name}.npy"
        np.save(path, np.asarray(array, dtype=float))
        return str(path)

    def json(self, document: Any, name: str) -> str:
        path = Path(self._folder.name) / f"{name}.json"
        path.write_text(json.dumps(document, default=_plain), encoding="utf-8")
        return str(path)


def _to_folder(args: list[str], out: PathLike | None) -> Run:
    command = find_command()
    if out is not None:
        command.call([*args, "--quiet", "--out", os.fspath(out)])
        return Run(out)
    temporary = tempfile.TemporaryDirectory(prefix="sneakpath-")
    folder = Path(temporary.name) / "run"
    command.call([*args, "--quiet", "--out", str(folder)])
    return Run(folder, temporary)


def _options(settings: Mapping[str, Any] | None, options: Mapping[str, Any]) -> list[str]:
    """Options as the command takes them; None and False are left out."""
    args: list[str] = []
    for name, value in options.items():
        flag = f"--{name.replace('_', '-')}"
        if value is None or value is False:
            continue
        args.extend([flag] if value is True else [flag, _text(value)])
    for key, value in (settings or {}).items():
        args.extend(["--set", f"{key}={json.dumps(value, default=_plain) if isinstance(value, (list, dict)) else value}"])
    return args


def _text(value: Any) -> str:
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if isinstance(value, Iterable):
        return "x".join(str(part) for part in value)
    return str(value)


def _is_file(value: object) -> bool:
    return isinstance(value, (str, os.PathLike))


def _is_numbers(value: object) -> bool:
    while isinstance(value, list) and value:
        value = value[0]
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value is not None


def _plain(value: Any) -> Any:
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    raise TypeError(f"found a {type(value).__name__}; expected numbers, texts, lists and dicts")
