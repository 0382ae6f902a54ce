"""Loudness as EBU R128 and ITU-R BS.1770-4 measure it, and the factor that makes voices and clauses equally loud.

The established libraries need SciPy, 100 MB for two filters, so the meter is here: short clauses, one channel.
"""

from functools import lru_cache

import numpy as np

from .kokoro import RATE_HZ

TARGET_LUFS = -20.0
"""Of somebody who speaks as always: 3 LU over the programme level of R128, as speech without music under it is
played next to a ducked original; peaks keep 6 dB of room."""
LOUDER_RANGE_DB = (-6.0, 4.0)
"""How much of an utterance's own loudness is carried over: a murmur stays audible, a shout does not clip."""
BLOCK_SECONDS, STEP_SECONDS = 0.4, 0.1
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LUFS = -0.691
SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""Hz, dB and Q of the two filters, for any sample rate: libebur128's, from which BS.1770's tables for 48 kHz follow."""


def loudness_lufs(wave: np.ndarray) -> float:
    """Integrated loudness of FP32[n] at 24 kHz mono, gated; -inf for silence. Under 0.4 s there is one block."""
    if wave.size == 0:
        return -np.inf
    size = 1 << (wave.size + RATE_HZ // 10 - 1).bit_length()
    weighted = np.fft.irfft(np.fft.rfft(wave, size) * _weighting(size), size)[: wave.size]
    total = np.concatenate([[0.0], np.cumsum(weighted**2)])
    block = min(wave.size, int(BLOCK_SECONDS * RATE_HZ))
    starts = np.arange(0, wave.size - block + 1, int(STEP_SECONDS * RATE_HZ))
    powers = (total[starts + block] - total[starts]) / block
    loud = powers[_lufs(powers) > ABSOLUTE_GATE_LUFS]
    if loud.size == 0:
        return -np.inf
    kept = loud[_lufs(loud) > _lufs(loud.mean()) + RELATIVE_GATE_LU]
    return float(_lufs(kept.mean()))


def level_factor(wave: np.ndarray, louder_db: float = 0.0) -> float:
    """Factor that brings a clause to the target, `louder_db` above it as far as that is carried over."""
    measured = loudness_lufs(wave)
    wanted = TARGET_LUFS + float(np.clip(louder_db, *LOUDER_RANGE_DB))
    return 1.0 if not np.isfinite(measured) else float(10.0 ** ((wanted - measured) / 20.0))


def _lufs(power):
    return OFFSET_LUFS + 10.0 * np.log10(np.maximum(power, 1e-12))


@lru_cache(maxsize=16)
def _weighting(size: int) -> np.ndarray:
    """Response of both filters at the bins of a transform of `size` samples."""
    back = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    hz, decibel, quality = SHELF
    k, high = np.tan(np.pi * hz / RATE_HZ), 10.0 ** (decibel / 20.0)
    middle = high**0.4996667741545416
    shelf = _biquad(
        (high + middle * k / quality + k * k, 2.0 * (k * k - high), high - middle * k / quality + k * k),
        (1.0 + k / quality + k * k, 2.0 * (k * k - 1.0), 1.0 - k / quality + k * k),
        back,
    )
    hz, quality = HIGH_PASS
    k = np.tan(np.pi * hz / RATE_HZ)
    poles = (1.0 + k / quality + k * k, 2.0 * (k * k - 1.0), 1.0 - k / quality + k * k)
    return shelf * _biquad((poles[0], -2.0 * poles[0], poles[0]), poles, back)


def _biquad(zeros: tuple, poles: tuple, back: np.ndarray) -> np.ndarray:
    def at(coefficients):
        return coefficients[0] + coefficients[1] * back + coefficients[2] * back**2

    return at(zeros) / at(poles)
