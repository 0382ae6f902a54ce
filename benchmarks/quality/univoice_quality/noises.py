"""Noises that are the same wherever they are made, and mixing them under speech."""

import numpy as np

from .audio import RATE_HZ


def babble(voices: list[np.ndarray], length: int) -> np.ndarray:
    """Several people at once, each equally loud and over again from its beginning.

    Args:
        voices: samples of one person each.
        length: samples wanted.
    """
    return sum(np.resize(voice / rms(voice), length) for voice in voices) / len(voices)


def hum(length: int) -> np.ndarray:
    """Mains: 50 Hz and its first nine harmonics, each a third weaker than the one before, and a little hiss."""
    seconds = np.arange(length) / RATE_HZ
    tones = sum((2 / 3) ** (n - 1) * np.sin(2 * np.pi * 50 * n * seconds + n) for n in range(1, 11))
    return tones + 0.05 * np.random.default_rng(50).standard_normal(length)


def white(length: int) -> np.ndarray:
    """Gaussian noise, equally strong at all frequencies."""
    return np.random.default_rng(0).standard_normal(length)


def music(length: int) -> np.ndarray:
    """A band: chords of plucked harmonics, a bass and a beat, 110 to the minute, over I-V-vi-IV.

    Nobody sings. Without recordings it needs no licence; it has what misleads a recognizer: pitch, onsets, rhythm.
    """
    beat = int(RATE_HZ * 60 / 110)
    chords = [(261.6, 329.6, 392.0), (246.9, 293.7, 392.0), (220.0, 261.6, 329.6), (220.0, 261.6, 349.2)]
    random = np.random.default_rng(110)
    sound = np.zeros(length + 8 * beat)
    for number in range(length // beat + 1):
        at, chord = number * beat, chords[number // 4 % 4]
        plucked = (*chord, chord[number % 3] * 2, chord[0] / 4)
        for frequency in plucked:
            sound[at : at + 2 * beat] += _pluck(frequency, 2 * beat)
        drum = random.standard_normal(beat // 4) * np.exp(-np.arange(beat // 4) / (RATE_HZ * 0.02))
        sound[at : at + len(drum)] += drum * (0.6 if number % 2 else 0.3)
    return sound[:length]


def _pluck(frequency: float, length: int) -> np.ndarray:
    seconds = np.arange(length) / RATE_HZ
    partials = (np.sin(2 * np.pi * frequency * n * seconds) * np.exp(-seconds * 2 * n) / n for n in range(1, 6))
    return sum(partials)


def mixed(speech: np.ndarray, noise: np.ndarray, snr_db: float) -> np.ndarray:
    """Speech with noise under it, `snr_db` weaker by the mean power of the whole recording."""
    return speech + noise[: len(speech)] / rms(noise[: len(speech)]) * rms(speech) * 10 ** (-snr_db / 20)


def rms(samples: np.ndarray) -> float:
    """Root of the mean power; never 0."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))
