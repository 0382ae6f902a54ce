"""What else is heard in a room, made and mixed so that anybody gets the same: babble, hum, music, white, pink noise and
silence.

Everything is FP32[n] in -1..1 at 16 kHz.
"""

import numpy as np

RATE = 16_000
MAINS_HZ = 50.0
BABBLERS = 6
"""Six voices at once are no longer understood one by one."""
BEAT_SECONDS = 0.4
CHORDS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))
"""Semitones above C4: I vi IV V, which half of popular music is made of."""
C4_HZ = 261.63


def silence(count: int, seed: int) -> np.ndarray:
    """What a working microphone hears in a quiet room: hiss at -75 dBFS."""
    return white(count, seed) * np.float32(10 ** (-75 / 20))


def white(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, count).astype(np.float32)


def pink(count: int, seed: int) -> np.ndarray:
    """1/f noise: fans, rain, ventilation."""
    spectrum = np.fft.rfft(white(count, seed))
    spectrum[1:] /= np.sqrt(np.arange(1, spectrum.size))
    spectrum[0] = 0
    return _even(np.fft.irfft(spectrum, count))


def hum(count: int, seed: int) -> np.ndarray:
    """Mains at 50 Hz and its harmonics up to 1 kHz, each half as strong as the one before it but for chance."""
    chance = np.random.default_rng(seed)
    times = np.arange(count) / RATE
    made = np.zeros(count)
    for harmonic in range(1, 21):
        strength = chance.uniform(0.5, 1.5) / harmonic
        made += strength * np.sin(2 * np.pi * MAINS_HZ * harmonic * times + chance.uniform(0, 2 * np.pi))
    return _even(made)


def music(count: int, seed: int) -> np.ndarray:
    """Struck chords, a bass, a melody and a drum: no voice."""
    chance = np.random.default_rng(seed)
    beat = int(BEAT_SECONDS * RATE)
    made = np.zeros(count + 4 * beat)
    for index, start in enumerate(range(0, count, beat)):
        chord = CHORDS[(index // 4) % len(CHORDS)]
        notes = [chord[0] - 24, 12 + chord[int(chance.integers(3))], *(chord if index % 2 == 0 else ())]
        for semitone in notes:
            made[start : start + 4 * beat] += _struck(C4_HZ * 2 ** (semitone / 12), 4 * beat)
        drum = chance.normal(0, 1, beat) * np.exp(-np.arange(beat) / (0.03 * RATE))
        made[start : start + beat] += 0.4 * drum
    return _even(made[:count])


def _struck(hertz: float, count: int) -> np.ndarray:
    """A string: harmonics that fade, the higher the sooner."""
    times = np.arange(count) / RATE
    overtones = [np.sin(2 * np.pi * hertz * n * times) * np.exp(-3 * n**0.7 * times) / n for n in range(1, 9)]
    return np.sum([tone for n, tone in enumerate(overtones, 1) if hertz * n < RATE / 2], axis=0)


def babble(count: int, seed: int, voices: list[np.ndarray]) -> np.ndarray:
    """Several of `voices` at once, each from a place of its own, over and over."""
    chance = np.random.default_rng(seed)
    made = np.zeros(count)
    for index in chance.permutation(len(voices))[:BABBLERS]:
        voice = _even(voices[index])
        made += np.resize(np.roll(voice, int(chance.integers(voice.size))), count)
    return _even(made)


def mixed(speech: np.ndarray, noise: np.ndarray, decibels: float) -> np.ndarray:
    """Speech with noise so many dB below it, by the mean power of the loudest half of the speech's frames of 20 ms, so
    that pauses do not count; scaled down where it would clip."""
    frames = speech[: speech.size // 320 * 320].reshape(-1, 320)
    powers = np.sort(np.mean(np.square(frames, dtype=np.float64), axis=1))
    level = np.mean(powers[powers.size // 2 :])
    noise = noise * np.sqrt(level / 10 ** (decibels / 10) / np.mean(np.square(noise, dtype=np.float64)))
    made = speech + noise
    return (made / max(1.0, np.abs(made).max() / 0.99)).astype(np.float32)


def _even(wave: np.ndarray) -> np.ndarray:
    """With a power of 1."""
    return (wave / np.sqrt(np.mean(np.square(wave, dtype=np.float64)))).astype(np.float32)
