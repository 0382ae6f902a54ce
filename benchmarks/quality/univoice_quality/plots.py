"""Pictures for the results, as SVG."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

from .reliability import Reliability  # noqa: E402
from .voices import Voices  # noqa: E402

# The same figures give the same file.
plt.rcParams["svg.hashsalt"] = "univoice"


def reliability(curves: dict[str, Reliability], file: Path) -> None:
    """Share that is right over confidence, and below it how many there are."""
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(5, 6), sharex=True, height_ratios=[3, 1])
    upper.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle="--")
    for name, curve in curves.items():
        filled = [b for b in curve.bins if b.count]
        label = f"{name}, ECE {curve.error:.3f}"
        upper.plot([b.confidence for b in filled], [b.right for b in filled], marker="o", label=label)
        centres = (np.arange(len(curve.bins)) + 0.5) / len(curve.bins)
        lower.step(centres, [b.count for b in curve.bins], where="mid")
    upper.set_ylabel("share that is right")
    upper.legend()
    lower.set_yscale("symlog")
    lower.set_ylabel("how many")
    lower.set_xlabel("confidence")
    _save(figure, file)


def similarity(voices: Voices, file: Path) -> None:
    """Cosine of every two recordings, by speaker."""
    figure, axes = plt.subplots(figsize=(6.5, 5.5))
    image = axes.imshow(voices.similarities(), vmin=0, vmax=1, cmap="viridis")
    figure.colorbar(image, label="cosine")
    starts = [i for i, name in enumerate(voices.speakers) if i == 0 or voices.speakers[i - 1] != name]
    axes.set_xticks(starts, [voices.speakers[i] for i in starts], rotation=90)
    axes.set_yticks(starts, [voices.speakers[i] for i in starts])
    _save(figure, file)


def _save(figure, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
