"""The `ner` component of en_core_web_sm (`ner/model` and `ner/moves`, as thinc writes them) to `entities.npz`, in the
working folder: the arrays under the names that `entities.network` reads, and the transitions in their order."""

import json
from pathlib import Path

import msgpack
import numpy as np

PLACES = {
    2: {"W": "lower_w", "b": "lower_b", "pad": "lower_pad"},
    3: {"W": "upper_w", "b": "upper_b"},
    6: {"W": "down_w", "b": "down_b"},
    32: {"E": "embed0"},
    34: {"E": "embed1"},
    36: {"E": "embed2"},
    38: {"E": "embed3"},
}
"""Where thinc keeps what, by the node's index."""
MAXOUTS = {39: "mix", 57: "conv0", 59: "conv1", 61: "conv2", 63: "conv3"}
"""Each with its normalization in the next node."""


def _array(packed: dict) -> np.ndarray:
    return np.frombuffer(packed[b"data"], packed[b"type"]).reshape(packed[b"shape"]).astype(np.float32)


def main() -> None:
    nodes = msgpack.unpackb(Path("ner/model").read_bytes(), strict_map_key=False)["params"]
    for index, name in MAXOUTS.items():
        PLACES[index] = {"W": f"{name}_w", "b": f"{name}_b"}
        PLACES[index + 1] = {"G": f"{name}_g", "b": f"{name}_n"}
    arrays = {made: _array(nodes[index][held]) for index, names in PLACES.items() for held, made in names.items()}
    moves = json.loads(msgpack.unpackb(Path("ner/moves").read_bytes())["moves"])
    labels = sorted({label for named in moves.values() for label in named} - {""})
    actions = [
        (int(move), labels.index(label) if label else -1)
        for move, named in sorted(moves.items())
        for label, _ in sorted(named.items(), key=lambda each: (each[1], each[0]), reverse=True)
    ]
    np.savez_compressed("entities.npz", actions=np.array(actions), labels=np.array(labels), **arrays)


if __name__ == "__main__":
    main()
