"""Recordings as the job hears them: 16 kHz mono."""

from pathlib import Path

import numpy as np
import soundfile
import soxr

RATE_HZ = 16_000


def read(path: Path) -> np.ndarray:
    """Samples of any file that libsndfile reads: float32 in -1 to 1, 16 kHz, channels averaged."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return mono if rate == RATE_HZ else soxr.resample(mono, rate, RATE_HZ).astype(np.float32)


def write(path: Path, samples: np.ndarray) -> None:
    """16-bit, WAV or FLAC by the path's ending; louder than full scale is turned down as a whole, never clipped."""
    peak = float(np.abs(samples).max(initial=0))
    soundfile.write(path, samples / max(1.0, peak), RATE_HZ, subtype="PCM_16")


FLOOR_DB = 35.0
"""Stillness is what lies this far under the loudest 20 ms."""

ROOM_DB = 9.0
"""Nor is it speech what is less than this above the room, which is as loud as the stillest twentieth of the recording:
in noisy rooms breaths and hiss lie above `FLOOR_DB`."""

LOUD_DB = 20.0
"""What lies less than this under the loudest is speech whatever the room."""

KEPT_S = 0.03
"""Of the stillness beside speech: soft consonants are in it."""

KNOCK_S = 0.08
"""What is no longer than this, with nothing loud for as long on either side, is a knock and nobody's speech. In the
pauses of one LibriSpeech reader (1688) there is one of 40 to 60 ms every 0.3 s, loud as a consonant."""

PAUSE_S = 0.3
"""From here on a pause is nobody's turn, as in NIST's Rich Transcription evaluations (RT-09 plan)."""


def stretches(samples: np.ndarray) -> list[tuple[int, int]]:
    """Where speech begins and ends between stillnesses of `PAUSE_S`, in samples, in order.

    For recordings of one person: the energy of frames of 20 ms against the loudest and the room, without knocks.
    """
    return _between_pauses(samples, ROOM_DB, KNOCK_S)


def _without_knocks(loud: np.ndarray, shortest: float) -> np.ndarray:
    """Frames that are loud, without the runs of up to `shortest` frames that stand by themselves."""
    breaks = np.flatnonzero(np.diff(loud) > 1)
    firsts, lasts = loud[np.r_[0, breaks + 1]], loud[np.r_[breaks, len(loud) - 1]]
    before = np.r_[np.inf, firsts[1:] - lasts[:-1] - 1]
    after = np.r_[before[1:], np.inf]
    knocks = (lasts - firsts + 1 <= shortest) & (before > shortest) & (after > shortest)
    kept = [np.arange(first, last + 1) for first, last in zip(firsts[~knocks], lasts[~knocks], strict=True)]
    return np.concatenate(kept) if kept else loud


def _between_pauses(samples: np.ndarray, room_db: float, knock_s: float = 0) -> list[tuple[int, int]]:
    frame = RATE_HZ // 50
    count = len(samples) // frame
    power = (samples[: count * frame].reshape(count, frame) ** 2).mean(axis=1)
    loudest = power.max()
    room = min(np.percentile(power, 5) * 10 ** (room_db / 10), loudest * 10 ** (-LOUD_DB / 10))
    loud = np.flatnonzero(power > max(room, loudest * 10 ** (-FLOOR_DB / 10)))
    loud = _without_knocks(loud, knock_s * RATE_HZ / frame)
    pauses = np.flatnonzero(np.diff(loud) > PAUSE_S * RATE_HZ / frame)
    starts, ends = loud[np.r_[0, pauses + 1]], loud[np.r_[pauses, len(loud) - 1]] + 1
    kept = int(KEPT_S * RATE_HZ)
    return [
        (max(0, int(start) * frame - kept), min(len(samples), int(end) * frame + kept))
        for start, end in zip(starts, ends, strict=True)
    ]


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Without the stillness before and after the speech, the room's noise included."""
    spoken = _between_pauses(samples, -np.inf)
    return samples[spoken[0][0] : spoken[-1][1]]
