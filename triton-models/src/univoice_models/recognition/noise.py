"""How loud the room is beside the speech, and mains hum taken out where it is heard.

Only hum is taken out: networks that clean speech for ears made the recognizers write more wrong words, not fewer
(the table is in docs/policies/recognition.md).
"""

import numpy as np

from ..audio import RECOGNITION_HZ

FRAME = RECOGNITION_HZ // 50
QUIET_SHARE = 0.2
LOUD_SHARE = 0.5
"""Of 20 ms frames. A segment has 0.4 s before its first voiced sound and pauses within it, about a fifth of it; mixes
whose ratio was known measured within 1 dB with steady noise, and up to 7 dB too high with babble and music, which have
quiet moments of their own."""
LEAST_FRAMES = 25
HIGHEST_RATIO_DB = 60.0

NOISY_DB = 15.0
"""Under it a segment is looked at for hum. Three of four recordings of LibriSpeech test-other are above 22 dB, mixes at
10 dB measure 10 to 14."""
MAINS_HZ = (50.0, 60.0)
HARMONICS = 20
HALF_LINE_HZ = 3.0
"""Mains strays by 0.1 Hz, its twentieth harmonic by 2."""
NEIGHBOURHOOD_HZ = (6.0, 20.0)
STANDING_OUT = 30.0
"""A line's power over the median of its neighbourhood, about 15 dB. A voice's harmonics move with its pitch and stand
out of an utterance's spectrum at two or three of these places at most."""
LEAST_LINES = 6


def speech_to_noise(wave: np.ndarray) -> float:
    """Ratio of speech to noise in FP32[n], 16 kHz, in dB, at most 60; NaN of less than half a second.

    The power of the louder half of the frames less the noise, over the power of the quietest fifth.
    """
    frames = wave[: wave.size // FRAME * FRAME].reshape(-1, FRAME)
    if frames.shape[0] < LEAST_FRAMES:
        return float("nan")
    powers = np.sort(np.mean(np.square(frames, dtype=np.float64), axis=1))
    noise = max(1e-12, float(powers[: int(powers.size * QUIET_SHARE)].mean()))
    speech = float(powers[int(powers.size * LOUD_SHARE) :].mean()) - noise
    return float(min(HIGHEST_RATIO_DB, 10 * np.log10(max(speech, 1e-12) / noise)))


def without_hum(wave: np.ndarray) -> np.ndarray:
    """FP32[n], 16 kHz, with the lines of mains hum brought down to what is around them; itself where there is none."""
    spectrum = np.fft.rfft(wave)
    powers = np.square(np.abs(spectrum))
    hertz = np.arange(spectrum.size) * (RECOGNITION_HZ / wave.size)
    for mains in MAINS_HZ:
        lines = [_line(powers, hertz, mains * harmonic) for harmonic in range(1, HARMONICS + 1)]
        found = [(near, level) for near, level in lines if powers[near].max(initial=0.0) > STANDING_OUT * level]
        if len(found) >= LEAST_LINES:
            gains = np.ones(spectrum.size)
            for near, level in found:
                gains[near] = np.minimum(1.0, np.sqrt(level / np.maximum(powers[near], 1e-12)))
            return np.fft.irfft(spectrum * gains, wave.size).astype(np.float32)
    return wave


def _line(powers: np.ndarray, hertz: np.ndarray, centre: float) -> tuple[np.ndarray, float]:
    """Places of a line, and the power that is usual beside it."""
    distance = np.abs(hertz - centre)
    nearest, farthest = NEIGHBOURHOOD_HZ
    beside = powers[(distance > nearest) & (distance < farthest)]
    return distance < HALF_LINE_HZ, float(np.median(beside)) if beside.size else np.inf
