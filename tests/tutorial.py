"""Runs the tutorial notebook without a notebook's server; ``python -m tests.tutorial`` writes down anew what its cells print."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "tutorial.ipynb"


def load() -> dict[str, Any]:
    """The notebook as it is written down."""
    value: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return value


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells that are run, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def printed(cell: dict[str, Any]) -> str:
    """What is written down as the cell's output."""
    return "".join(line for output in cell["outputs"] for line in output["text"])


def run(notebook: dict[str, Any], folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Run the code in one namespace within a folder that has the examples; the namespace, and what each cell printed."""
    (folder / "examples").symlink_to(ROOT / "examples")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    outputs = []
    with contextlib.chdir(folder):
        for cell in code_cells(notebook):
            with contextlib.redirect_stdout(io.StringIO()) as said:
                exec(compile("".join(cell["source"]), cell["id"], "exec"), namespace)
            outputs.append(said.getvalue())
    return namespace, outputs


def main() -> None:
    """Write down what the cells print now."""
    notebook = load()
    with tempfile.TemporaryDirectory() as folder:
        _, outputs = run(notebook, Path(folder))
    for number, (cell, text) in enumerate(zip(code_cells(notebook), outputs, strict=True), 1):
        cell["execution_count"] = number
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}] if text else []
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
