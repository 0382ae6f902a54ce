"""The speakers of a folder of recordings: what is learnt of each, and what is kept back to compare with."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ..audio import RECOGNITION_HZ, resampled, rms_dbfs, to_pcm
from ..synthesis.speaker import Speaker
from ..voiceprint.extractor import USED_SECONDS, Voiceprint, VoiceprintExtractor

SUFFIXES = {".flac", ".wav", ".mp3", ".ogg"}
SHORTEST_SECONDS = 1.6
MOST_PIECES = 12


@dataclass(frozen=True)
class Known:
    """name: of the folder; learnt: the profile, of every other piece; truth FP32[256]: voiceprint of the pieces
    between; heard: voiceprints of all pieces in order."""

    name: str
    learnt: Speaker
    truth: np.ndarray
    heard: list[Voiceprint]


def speakers(folder: Path, extractor: VoiceprintExtractor) -> list[Known]:
    """One speaker for each folder below `folder` that holds recordings (`<speaker>/*.flac`, wav, mp3 or ogg).

    Recordings are cut into pieces of 5 s. The odd ones make the profile, the even ones the truth, so that nothing is
    compared with itself; somebody with one short recording has it cut in two.
    """
    found = []
    for home in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in home.iterdir() if path.suffix in SUFFIXES)
        pieces = [piece for file in files for piece in _pieces(heard_at_16k(file))][:MOST_PIECES]
        if len(pieces) >= 2:
            prints = [extractor.extract(to_pcm(piece)) for piece in pieces]
            found.append(Known(home.name, profile(prints[::2]), _mean(prints[1::2]), prints))
    return found


def heard_at_16k(file: Path) -> np.ndarray:
    """FP32[n] at 16 kHz mono."""
    wave, rate = soundfile.read(file, dtype="float32", always_2d=True)
    mono = wave.mean(axis=1)
    return mono if rate == RECOGNITION_HZ else resampled(mono, rate, RECOGNITION_HZ)


def profile(prints: list[Voiceprint]) -> Speaker:
    """What a running average of voiceprints knows of a speaker."""
    pitches = np.array([(one.pitch.mean, one.pitch.deviation) for one in prints], np.float32)
    voiced = pitches[np.isfinite(pitches).all(axis=1)]
    return Speaker(
        _mean(prints),
        voiced.mean(axis=0) if len(voiced) else None,
        np.mean([one.spectrum for one in prints], axis=0),
        float(np.mean([one.loudness for one in prints])),
    )


def _pieces(wave: np.ndarray) -> list[np.ndarray]:
    longest = int(USED_SECONDS * RECOGNITION_HZ)
    count = max(2, round(wave.size / longest)) if wave.size > SHORTEST_SECONDS * RECOGNITION_HZ * 2 else 1
    cut = np.array_split(wave, count)
    return [one for one in cut if one.size >= SHORTEST_SECONDS * RECOGNITION_HZ and rms_dbfs(one) > -50]


def _mean(prints: list[Voiceprint]) -> np.ndarray:
    total = np.sum([one.embedding for one in prints], axis=0)
    return (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
