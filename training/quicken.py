"""The exported graphs rewritten to do the same sooner: run by the export, and by itself on the graphs that ship.

No weight changes. The reader reads one window, and asks about one trigger, a run: nothing is padded, so attention needs no
mask. And onnxruntime normalizes layers one number at a time, but instances many at once: a position is an instance.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper

from shiguan.extract.backends.model.network import WEIGHTS


def quicken(path: Path) -> None:
    """Rewrite the graph of a file in place; one already rewritten stays as it is."""
    model = onnx.load(path)
    _unmask(model.graph)
    nodes = [new for node in model.graph.node for new in _normalized(node)]
    _keep(model.graph, nodes)
    for value in (*model.graph.input, *model.graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = 1
    onnx.save(model, path)


def _unmask(graph: GraphProto) -> None:
    """Each softmax over positions takes the weights as they are, not their sum with the mask."""
    made_by = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        added = made_by[node.input[0]] if node.op_type == "Softmax" else None
        if added is not None and added.op_type == "Add" and made_by[added.input[0]].op_type == "Div":
            node.input[0] = added.input[0]


def _normalized(node: NodeProto) -> Iterator[NodeProto]:
    """A layer normalization as that of instances, scaled and moved after; any other node as it is."""
    if node.op_type != "LayerNormalization":
        yield node
        return
    (states, scale, bias), name = node.input, node.name
    epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
    yield helper.make_node("Shape", [states], [f"{name}/positions"], start=1, end=2)
    for what, value in (("ones", 1), ("zeros", 0)):
        filled = numpy_helper.from_array(np.array([value], np.float32))
        yield helper.make_node("ConstantOfShape", [f"{name}/positions"], [f"{name}/{what}"], value=filled)
    given = [states, f"{name}/ones", f"{name}/zeros"]
    yield helper.make_node("InstanceNormalization", given, [f"{name}/even"], epsilon=epsilon, name=f"{name}/even")
    yield helper.make_node("Mul", [f"{name}/even", scale], [f"{name}/scaled"])
    yield helper.make_node("Add", [f"{name}/scaled", bias], [node.output[0]])


def _keep(graph: GraphProto, nodes: list[NodeProto]) -> None:
    """Give the graph those of the nodes, and of its constants, that what it puts out hangs on."""
    needed = {value.name for value in graph.output}
    kept = []
    for node in reversed(nodes):
        if needed & set(node.output):
            kept.append(node)
            needed.update(node.input)
    constants = [c for c in graph.initializer if c.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)


if __name__ == "__main__":
    for file in sorted(WEIGHTS.glob("*.onnx")):
        quicken(file)
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
