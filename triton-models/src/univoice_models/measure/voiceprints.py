"""How long a voiceprint takes: `python -m univoice_models.measure.voiceprints --set DIR [--seconds 3] [--rounds 3]`.

Of each recording (flac, wav, mp3 or ogg) the first seconds of speech, without the pauses, go to the extractor in this
process, one after another. Printed: how many, median, 95th percentile and longest, in ms of wall clock and of CPU, and
the load of the machine, without which the first says little.
"""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..audio import RECOGNITION_HZ, to_pcm
from ..settings import Settings, weights_folder
from ..voiceprint.extractor import VoiceprintExtractor
from .speakers import SUFFIXES, heard_at_16k

FRAME = RECOGNITION_HZ // 50
QUIETER_DB = 30.0
"""Under the loudest frame: what lies between words is no speech."""


@dataclass(frozen=True)
class Taken:
    """Milliseconds of each voiceprint: wall FP64[n], cpu FP64[n] of all threads."""

    wall: np.ndarray
    cpu: np.ndarray


def first_speech(wave: np.ndarray, seconds: float) -> np.ndarray | None:
    """The first so many seconds of FP32[n] at 16 kHz that are speech; None where there is less."""
    frames = wave[: wave.size // FRAME * FRAME].reshape(-1, FRAME)
    levels = 10 * np.log10(np.mean(np.square(frames), axis=1) + 1e-12) if len(frames) else np.zeros(0)
    speech = frames[levels > levels.max(initial=-120.0) - QUIETER_DB].reshape(-1)
    wanted = int(seconds * RECOGNITION_HZ)
    return speech[:wanted] if speech.size >= wanted else None


def taken(extractor: VoiceprintExtractor, pieces: list[np.ndarray], rounds: int) -> Taken:
    """Each piece so often; the first of all, which warms up, is not counted."""
    extractor.extract(to_pcm(pieces[0]))
    wall, cpu = [], []
    for piece in pieces * rounds:
        pcm, before, worked = to_pcm(piece), time.perf_counter(), time.process_time()
        extractor.extract(pcm)
        wall.append(1e3 * (time.perf_counter() - before))
        cpu.append(1e3 * (time.process_time() - worked))
    return Taken(np.array(wall), np.array(cpu))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    files = sorted(file for file in asked.set.rglob("*") if file.suffix in SUFFIXES)
    heard = [first_speech(heard_at_16k(file), asked.seconds) for file in files]
    pieces = [piece for piece in heard if piece is not None]
    if not pieces:
        parser.error(f"{asked.set} has no recording with {asked.seconds} s of speech.")
    threads = int(os.environ.get("OMP_NUM_THREADS", "1"))
    extractor = VoiceprintExtractor(Settings(weights_folder("voiceprint_extractor/1.0.0"), threads=threads))
    took = taken(extractor, pieces, asked.rounds)
    for name, each in (("wall clock", took.wall), ("CPU", took.cpu)):
        print(
            f"{name}: {each.size} voiceprints of {asked.seconds:g} s of speech ({len(pieces)} recordings): "
            f"p50 {np.median(each):.0f} ms, p95 {np.percentile(each, 95):.0f} ms, longest {each.max():.0f} ms"
        )
    print(f"{threads} thread(s), load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
