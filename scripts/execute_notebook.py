"""Executes notebooks in place: `execute_notebook.py NOTEBOOK...`. What they write goes to a folder that is thrown away."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def executed(path: Path, sizes: Mapping[str, object] | None = None) -> nbformat.NotebookNode:
    """The notebook with the outputs that its code has now, nothing in it of the time or the machine.

    `sizes` replaces values of the cell tagged `parameters`, so that tests can run a tutorial small.
    """
    notebook = nbformat.read(path, nbformat.NO_CONVERT)
    for cell in notebook.cells if sizes else []:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source += "".join(f"\n{name} = {value!r}" for name, value in sizes.items())
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=600, kernel_name="python3", record_timing=False, resources={"metadata": {"path": folder}})
        client.execute()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def main() -> None:
    for name in sys.argv[1:]:
        print(name, flush=True)
        nbformat.write(executed(Path(name)), name)


if __name__ == "__main__":
    main()
