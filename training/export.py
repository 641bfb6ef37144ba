"""What ships of a checkpoint.

Two int8 ONNX graphs, the pieces, thresholds and calibration, under shiguan/extract/backends/model/weights.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from training.network import Reader, Shape
from training.quicken import quicken

WEIGHTS = Path("shiguan/extract/backends/model/weights")
_OPSET = 17


def load(path: Path) -> Reader:
    """The network of a checkpoint, ready to read."""
    saved = torch.load(path, weights_only=True)
    model = Reader(saved["size"], Shape(tuple(saved["layers"])))
    model.load_state_dict(saved["model"])
    return model.eval()


def export(model: Reader, folder: Path, *, small: bool = True) -> None:
    """Write both graphs.

    ``small`` makes the matrices int8 with dynamic scales (reduced range, so that old processors do not overflow).
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    batch, pieces, chars, triggers = 2, 7, 9, 3
    owner = torch.randint(1, pieces, (batch, chars))
    characters = (torch.randint(4, 50, (batch, pieces)), owner, torch.zeros_like(owner), torch.full_like(owner, 5))
    names = ["ids", "owner", "place", "alone"]
    axes = {"ids": {0: "windows", 1: "pieces"}} | {n: {0: "windows", 1: "characters"} for n in (*names[1:], "states", "scores")}
    _write(model.characters, characters, (names, ["states", "scores"], axes), folder / "characters.onnx", small)
    states, _ = model.characters(*characters)
    chosen = torch.zeros(triggers, dtype=torch.long)
    grid = torch.zeros((triggers, chars), dtype=torch.long)
    inputs = (states[chosen].detach(), torch.ones((triggers, chars)), chosen, grid + 1, grid)
    names = ["states", "keep", "kind", "marks", "far"]
    axes = {n: {0: "triggers", 1: "characters"} for n in (*names, "roles")} | {"kind": {0: "triggers"}, "stance": {0: "triggers"}}
    _write(model.roles, inputs, (names, ["roles", "stance"], axes), folder / "roles.onnx", small)


def _write(
    module: torch.nn.Module,
    inputs: tuple[torch.Tensor, ...],
    interface: tuple[list[str], list[str], dict[str, dict[int, str]]],
    path: Path,
    small: bool,
) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    module.eval()
    given, found, axes = interface
    full = path.with_suffix(".full.onnx")
    torch.onnx.export(
        module, inputs, str(full), input_names=given, output_names=found, dynamic_axes=axes, opset_version=_OPSET, dynamo=False
    )
    module.eval()  # the exporter leaves it in training mode
    if not small:
        shutil.move(full, path)
        return
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(path),
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        reduce_range=True,
        per_channel=True,
    )
    quicken(path)
    full.unlink()
    ready.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--full", action="store_true", help="leave the weights in fp32")
    args = parser.parse_args()
    export(load(args.checkpoint), args.out, small=not args.full)
    shutil.copy(args.checkpoint.parent / "pieces.tsv", args.out / "pieces.tsv")
    for file in sorted(args.out.iterdir()):
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
