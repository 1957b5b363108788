"""The package against the built command of this repository."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path

import numpy as np
import pytest

import sneakpath as sp
from sneakpath import _command

ROOT = Path(__file__).parents[2]
MAIN = ROOT / "dist" / "src" / "cli" / "main.js"


@pytest.fixture(autouse=True)
def own_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNEAKPATH", str(MAIN))


RESISTORS = """
name: two
title: Two resistors
array: { size: [1, 2], cells: { device: resistor, conductance: [[1 mS, 3 mS]] } }
network: crossbar
images: { dot: ["#."] }
record: { every: 0.5 s, cells: [[0, 1]], quantities: [cell-current, word-current] }
program:
  - { write: dot, volts: 1 V, width: 1 s, name: written }
  - { read: 1 V, by: cell, bias: ground, name: read }
figures: [{ name: dot, kind: mean, of: conductance, pixels: dot, frame: read }]
outputs: [conductance, read-conductance]
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> sp.Run:
    os.environ["SNEAKPATH"] = str(MAIN)
    folder = tmp_path_factory.mktemp("two")
    (folder / "two.yaml").write_text(RESISTORS, encoding="utf-8")
    return sp.run(folder / "two.yaml")


def test_run_gives_maps_and_figures(two: sp.Run) -> None:
    assert list(two.maps) == ["conductance", "read-conductance"]
    assert two.maps["conductance"].shape == (2, 1, 2)
    np.testing.assert_allclose(two.maps["conductance"][-1], [[1e-3, 3e-3]], rtol=1e-12)
    assert two.figures["dot"] == pytest.approx(1e-3, rel=1e-12)
    assert two.units["conductance"] == "S"
    assert two.labels == ["written", "read"]
    assert two.sneak[0]["storedContrast"] == pytest.approx(1 / 3, rel=1e-12)
    with pytest.raises(KeyError, match="conductance, read-conductance"):
        two.maps["charge"]


def test_run_gives_pandas_tables(two: sp.Run) -> None:
    pytest.importorskip("pandas")
    assert list(two.frames["label"]) == ["written", "read"]
    table = two.table("conductance")
    assert table.loc[(1, 0, 1), "conductance"] == pytest.approx(3e-3)
    assert table.loc[(1, 0, 1), "time_s"] == two.times[1]
    record = two.record()
    assert list(record.columns) == ["time_s", "place", "quantity", "value"]
    assert set(record["place"]) == {"cell_0_1", "word_0"}
    assert set(record["quantity"]) == {"current_A"}
    # Rows go on in time, those of one time beside each other.
    assert record["time_s"].is_monotonic_increasing
    assert list(record["place"][:2]) == ["cell_0_1", "word_0"]
    at_half = record[(record["time_s"] == 0.5) & (record["place"] == "word_0")]["value"]
    assert at_half.iloc[0] == pytest.approx(1e-3 * 1 + 3e-3 * 0.5)


def test_temporary_folder_goes_with_the_run(tmp_path: Path) -> None:
    image = np.zeros((5, 5))
    image[2, :] = 1
    run = sp.run("mof-refresh", image=image, seed=3)
    folder = run.folder
    assert run.manifest["seed"] == 3 and run.maps["conductance"].shape[1:] == (5, 5)
    del run
    gc.collect()
    assert not folder.exists()
    kept = sp.protocol("ppf", "pentacene-p13", out=tmp_path / "ppf")
    assert kept.figures["first-peak"] > 0
    assert sp.load(tmp_path / "ppf").figures == kept.figures


def test_mvm_takes_arrays() -> None:
    weights = np.array([[1.0, -0.5], [0.25, 1.0], [-1.0, 0.5]])
    inputs = np.array([[1.0, 0.5, -0.25], [0.0, 1.0, 1.0]])
    ideal = sp.mvm(weights, inputs)
    np.testing.assert_allclose(ideal.ideal, inputs @ weights, rtol=1e-12)
    np.testing.assert_allclose(ideal.outputs, inputs @ weights, atol=1e-9)
    wired = sp.mvm(weights, inputs, wire=100)
    assert np.abs(wired.outputs - wired.ideal).max() > 1e-4


def test_solve_takes_what_an_array_file_holds() -> None:
    array = {
        "size": [1, 1],
        "cells": {"device": "resistor", "conductance": np.array([[2e-3]])},
        "word": {"left": {"volts": 1, "ohms": 0}},
        "bit": {"bottom": "ground"},
        "wires": {"word": 0, "bit": 0},
    }
    np.testing.assert_allclose(sp.solve(array)["cellCurrents"], [[2e-3]], rtol=1e-12)


def test_errors_carry_the_line_of_the_command() -> None:
    with pytest.raises(sp.ConfigError, match="did you mean \"hi-filter\"") as caught:
        sp.run("hi-filtr")
    assert caught.value.code == 2
    with pytest.raises(sp.ConfigError, match="expected the folder of a run"):
        sp.load("nowhere")


def test_command_is_found_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SNEAKPATH", str(tmp_path / "none"))
    with pytest.raises(sp.SneakpathNotFound, match="SNEAKPATH: found no file"):
        sp.find_command()
    monkeypatch.delenv("SNEAKPATH")
    own = tmp_path / "bin" / "sneakpath"
    own.parent.mkdir()
    own.write_text("#!/bin/sh\necho 0.1.9\n", encoding="utf-8")
    own.chmod(0o755)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{own.parent}{os.pathsep}{path}")
    assert sp.find_command().words == (str(own),)
    monkeypatch.setattr(_command.shutil, "which", lambda name: "/usr/bin/node" if name == "node" else None)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(sp.SneakpathNotFound, match="npm install"):
        sp.find_command()
    local = tmp_path / "node_modules" / "sneakpath" / "dist" / "src" / "cli" / "main.js"
    local.parent.mkdir(parents=True)
    local.write_text("", encoding="utf-8")
    assert _command._words(None, tmp_path) == ("/usr/bin/node", str(local))


def test_another_minor_version_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "sneakpath"
    other.write_text("#!/bin/sh\necho 0.2.0\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("SNEAKPATH", str(other))
    with pytest.raises(sp.SneakpathError, match="version 0.2.0; expected 0.1"):
        sp.find_command()


def test_example_notebook_runs() -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pytest.importorskip("pandas")
    pyplot.switch_backend("agg")
    notebook = json.loads((ROOT / "python" / "examples" / "first_hour.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102
    assert names["run"].sneak[0]["sneakShare"]["median"] > 0.3  # type: ignore[attr-defined]
