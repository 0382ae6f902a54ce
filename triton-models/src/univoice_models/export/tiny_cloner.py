"""A voice cloner's graphs with small random weights: `python -m univoice_models.export.tiny_cloner FOLDER`.

They say nothing that anybody could understand. They show that a cloner's weights are used as CONTRACT.md describes
them: a network that reads noise, condition, text, speaker and time, a mel spectrum, and a vocoder.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .graph import node

RATE_HZ, HOP, BANDS, WIDTH, VOICEPRINT = 24_000, 256, 100, 16, 256
"""Sample rate, hop and bands are those of F5-TTS with the vocoder Vocos; the voiceprint's size is GE2E's."""
LETTERS = " abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõúABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?'-0123456789"
OPSET = 17


def write(
    folder: Path, languages: list[str], reference: bool = True, voiceprint: bool = True, gain: float = 1.0
) -> None:
    """Weights for these languages.

    reference, voiceprint: what the voice is taken from; gain: of the vocoder, so that it can be made silent or worse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(1)
    _save(_flow(chance, voiceprint), folder / "flow.onnx")
    _save(_vocoder(chance, gain), folder / "vocoder.onnx")
    if reference:
        _save(_mel(chance), folder / "mel.onnx")
    (folder / "vocab.txt").write_text("\n".join(LETTERS), encoding="utf-8")
    said = {"licence": "Apache-2.0", "languages": languages, "sampleRateHz": RATE_HZ, "hopSamples": HOP}
    (folder / "cloner.json").write_text(json.dumps({**said, "steps": 4, "guidance": 2.0, "sway": -1.0}))


def _flow(chance: np.random.Generator, voiceprint: bool) -> onnx.GraphProto:
    """One layer of a diffusion transformer: frames look at the text and at each other; time and speaker shift them."""
    values = {
        "into": _random(chance, 2 * BANDS, WIDTH),
        # The first row is that of the token that says nothing.
        "letters": np.vstack([np.zeros((1, WIDTH), np.float32), _random(chance, len(LETTERS), WIDTH)]),
        "moment": _random(chance, 1, WIDTH),
        "voice": _random(chance, VOICEPRINT, WIDTH),
        "hidden": _random(chance, WIDTH, 4 * WIDTH),
        "back": _random(chance, 4 * WIDTH, WIDTH),
        "out": _random(chance, WIDTH, BANDS),
        "one": np.array(1, np.int64),
        "axis": np.array([1], np.int64),
    }
    nodes = [
        node("Concat", ["noise", "condition"], "both", axis=2),
        node("MatMul", ["both", "into"], "frames"),
        node("Add", ["text", "one"], "rows"),
        node("Gather", ["letters", "rows"], "said"),
        node("Unsqueeze", ["time", "axis"], "column"),
        node("MatMul", ["column", "moment"], "shift"),
        *_shifted("frames", "shift", "timed"),
    ]
    known = "timed"
    if voiceprint:
        nodes += [node("MatMul", ["speaker", "voice"], "timbre"), *_shifted(known, "timbre", "voiced")]
        known = "voiced"
    nodes += [
        *_attended(known, "said", "read"),
        *_attended("read", "read", "heard"),
        node("MatMul", ["heard", "hidden"], "wide"),
        node("Tanh", ["wide"], "bent"),
        node("MatMul", ["bent", "back"], "narrow"),
        node("Add", ["heard", "narrow"], "last"),
        node("MatMul", ["last", "out"], "velocity"),
    ]
    inputs = [
        _value("noise", TensorProto.FLOAT, ["batch", "frames", BANDS]),
        _value("condition", TensorProto.FLOAT, ["batch", "frames", BANDS]),
        _value("text", TensorProto.INT64, ["batch", "tokens"]),
        _value("time", TensorProto.FLOAT, ["batch"]),
    ]
    if voiceprint:
        inputs.append(_value("speaker", TensorProto.FLOAT, ["batch", VOICEPRINT]))
    velocity = _value("velocity", TensorProto.FLOAT, ["batch", "frames", BANDS])
    return _graph("flow", nodes, inputs, velocity, values)


def _shifted(frames: str, by: str, name: str) -> list[onnx.NodeProto]:
    return [node("Unsqueeze", [by, "axis"], f"{name}_row"), node("Add", [frames, f"{name}_row"], name)]


def _attended(frames: str, at: str, name: str) -> list[onnx.NodeProto]:
    """Attention with one head whose queries, keys and values are the vectors themselves."""
    return [
        node("Transpose", [at], f"{name}_keys", perm=[0, 2, 1]),
        node("MatMul", [frames, f"{name}_keys"], f"{name}_scores"),
        node("Softmax", [f"{name}_scores"], f"{name}_weights", axis=-1),
        node("MatMul", [f"{name}_weights", at], f"{name}_found"),
        node("Add", [frames, f"{name}_found"], name),
    ]


def _mel(chance: np.random.Generator) -> onnx.GraphProto:
    values = {"bank": _random(chance, BANDS, 1, 4 * HOP), "axis": np.array([1], np.int64)}
    side = 3 * HOP // 2
    nodes = [
        node("Unsqueeze", ["audio", "axis"], "channel"),
        node("Conv", ["channel", "bank"], "bands", strides=[HOP], pads=[side, side]),
        node("Transpose", ["bands"], "mel", perm=[0, 2, 1]),
    ]
    audio = _value("audio", TensorProto.FLOAT, [1, "samples"])
    return _graph("mel", nodes, [audio], _value("mel", TensorProto.FLOAT, [1, "frames", BANDS]), values)


def _vocoder(chance: np.random.Generator, gain: float) -> onnx.GraphProto:
    values = {
        "bank": _random(chance, BANDS, 1, HOP),
        "gain": np.array(gain, np.float32),
        "axis": np.array([1], np.int64),
    }
    nodes = [
        node("Transpose", ["mel"], "bands", perm=[0, 2, 1]),
        node("ConvTranspose", ["bands", "bank"], "channel", strides=[HOP]),
        node("Tanh", ["channel"], "bounded"),
        node("Mul", ["bounded", "gain"], "louder"),
        node("Squeeze", ["louder", "axis"], "audio"),
    ]
    mel = _value("mel", TensorProto.FLOAT, [1, "frames", BANDS])
    return _graph("vocoder", nodes, [mel], _value("audio", TensorProto.FLOAT, [1, "samples"]), values)


def _random(chance: np.random.Generator, *shape: int) -> np.ndarray:
    return (chance.standard_normal(shape) / np.sqrt(shape[0])).astype(np.float32)


def _value(name: str, kind: int, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def _graph(name: str, nodes: list, inputs: list, output: onnx.ValueInfoProto, values: dict) -> onnx.GraphProto:
    used = {name for each in nodes for name in each.input}
    held = [numpy_helper.from_array(value, name) for name, value in values.items() if name in used]
    return helper.make_graph(nodes, name, inputs, [output], held)


def _save(graph: onnx.GraphProto, path: Path) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


if __name__ == "__main__":
    write(Path(sys.argv[1]), ["en", "pt"])
