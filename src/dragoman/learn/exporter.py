"""Writes a trained network as ONNX with eight-bit weights, beside its tokenizer and labels."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.learn.examples import Labels
from dragoman.learn.network import Network

__all__ = ["export_model"]

OUTPUTS = ("category", "mode", "status", "role_trigger", "role_word", "pair_word")


def export_model(
    network: Network, labels: Labels, tokenizer: Path, folder: Path, facts: dict[str, object]
) -> None:
    """Write `tagger.onnx`, `pair.npz`, `tokenizer.json` and `tagger.json` into a folder.

    The last holds the labels, and `facts` on how the model was trained.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sample = (
        torch.ones(1, 12, dtype=torch.long),
        torch.ones(1, 12, dtype=torch.long),
        torch.arange(1, 9).unsqueeze(0),
    )
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network.eval(),
            sample,
            str(whole),
            input_names=["pieces", "mask", "firsts"],
            output_names=list(OUTPUTS),
            dynamic_axes={
                "pieces": {1: "pieces"},
                "mask": {1: "pieces"},
                "firsts": {1: "words"},
                **{name: {1: "words"} for name in OUTPUTS},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(folder / "tagger.onnx"),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    numpy.savez(
        folder / "pair.npz",
        weight=network.pair_out.weight.detach().numpy().astype("float32"),
        bias=network.pair_out.bias.detach().numpy().astype("float32"),
    )
    shutil.copy(tokenizer, folder / "tokenizer.json")
    card = {"labels": asdict(labels), **facts}
    (folder / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
