"""What the command wrote, as numpy arrays and pandas tables."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ._errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd


class Maps(Mapping[str, np.ndarray]):
    """Pixel maps of a run by quantity: float64 of shape (frames, word lines, bit lines), SI units, NaN where there is no value."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self._folder = folder
        self._names = names

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._names:
            raise KeyError(f"found the quantity {name!r}; expected one of {', '.join(self._names)}")
        return np.load(self._folder / f"{name}.npy")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Run:
    """A run folder. One in a temporary folder is removed with this object."""

    def __init__(self, folder: str | os.PathLike[str], temporary: tempfile.TemporaryDirectory[str] | None = None) -> None:
        self.folder = Path(folder)
        self._temporary = temporary
        self.manifest: dict[str, Any] = _read_json(self.folder / "manifest.json")
        self.summary: dict[str, Any] = _read_json(self.folder / "summary.json")
        names = [quantity["name"] for quantity in self.manifest.get("quantities", [])]
        self.maps = Maps(self.folder / "maps", names)

    @property
    def units(self) -> dict[str, str]:
        """Unit of each quantity, '' for a ratio."""
        return {quantity["name"]: quantity["unit"] for quantity in self.manifest.get("quantities", [])}

    @property
    def figures(self) -> dict[str, float]:
        """Values of the figures, SI; NaN where one is not defined."""
        return {name: _number(figure["value"]) for name, figure in self.summary["figures"].items()}

    @property
    def sneak(self) -> list[dict[str, Any]]:
        """Sneak numbers of each case of a crossbar; empty where cells are wired alone."""
        return list(self.summary.get("sneak", []))

    @property
    def labels(self) -> list[str]:
        """Label of each frame, in the order of the first axis of the maps."""
        return [frame["label"] for frame in self.manifest.get("frames", [])]

    @property
    def times(self) -> np.ndarray:
        """Time of each frame, s."""
        return np.array([frame["timeS"] for frame in self.manifest.get("frames", [])], dtype=float)

    @property
    def frames(self) -> pd.DataFrame:
        """Label and time of each frame (needs pandas)."""
        import pandas as pd

        return pd.DataFrame({"label": self.labels, "time_s": self.times})

    def table(self, quantity: str) -> pd.DataFrame:
        """One row for each frame and cell (needs pandas): index frame, word_line, bit_line; columns the quantity and time_s."""
        import pandas as pd

        values = self.maps[quantity]
        names = ["frame", "word_line", "bit_line"]
        index = pd.MultiIndex.from_product([range(length) for length in values.shape], names=names)
        table = pd.DataFrame({quantity: values.ravel()}, index=index)
        table["time_s"] = self.times[table.index.get_level_values("frame")]
        return table

    def record(self, name: str = "program") -> pd.DataFrame:
        """A record over time as one long table (needs pandas): time_s, place (cell_0_3, word_0), quantity (conductance_S), value."""
        import pandas as pd

        wide = pd.read_csv(self.folder / "traces" / f"{name}.csv")
        # Times may stand twice, where a drive jumps: rows keep their order.
        long = wide.melt(id_vars="time_s", ignore_index=False).sort_index(kind="stable")
        parts = long["variable"].str.extract(r"^([a-z]+(?:_\d+)+)_(.+)$")
        table = {"time_s": long["time_s"], "place": parts[0], "quantity": parts[1], "value": long["value"]}
        return pd.DataFrame(table).reset_index(drop=True)

    def data(self, name: str) -> pd.DataFrame:
        """A table of a protocol, as its file in data/ is named (needs pandas)."""
        import pandas as pd

        return pd.read_csv(self.folder / "data" / f"{name}.csv", comment="#")

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r}, maps={list(self.maps)})"


@dataclass(frozen=True)
class Product:
    """A matrix product that an array computed."""

    #: One row for each input vector.
    outputs: np.ndarray
    #: The same of exact arithmetic.
    ideal: np.ndarray
    #: Measures of the error, as in docs/matrix-products.md.
    error: dict[str, Any]
    #: Everything else that the command reports.
    report: dict[str, Any]


def load(folder: str | os.PathLike[str]) -> Run:
    """Opens a folder that `sneakpath run` or `sneakpath protocol` wrote."""
    if not (Path(folder) / "manifest.json").is_file():
        raise ConfigError(f"{folder}: found no manifest.json; expected the folder of a run", 2)
    return Run(folder)


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _read_json(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
