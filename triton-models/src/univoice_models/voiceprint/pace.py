"""How fast somebody speaks: syllable nuclei a second."""

import numpy as np

DIP_DB = 2.0
"""A peak counts when the level fell at least this far since the one before."""
SMOOTHING_FRAMES = 5
FRAMES_PER_SECOND = 100


def syllable_rate(levels: np.ndarray, voiced: np.ndarray, speech: np.ndarray) -> float:
    """Syllables a second of speech, 0 without speech. levels: dB FP32[frames], voiced and speech: BOOL[frames]."""
    frames = min(len(levels), len(voiced), len(speech))
    seconds = speech[:frames].sum() / FRAMES_PER_SECOND
    if seconds < 0.1:
        return 0.0
    return len(syllable_nuclei(levels[:frames], voiced[:frames], np.flatnonzero(speech[:frames]))) / seconds


def syllable_nuclei(levels: np.ndarray, voiced: np.ndarray, speech: np.ndarray) -> list[int]:
    """The frames of syllable nuclei.

    Source: de Jong & Wempe 2009: voiced peaks of intensity above the median, separated by a dip of 2 dB.
    levels: dB FP32[frames], voiced: BOOL[frames], both every 10 ms; speech: INT[m], the frames with speech.
    """
    smooth = np.convolve(levels, np.ones(SMOOTHING_FRAMES) / SMOOTHING_FRAMES, "same")
    threshold = float(np.median(smooth[speech]))
    nuclei, dip = [], -np.inf
    for index in range(1, len(levels) - 1):
        level = smooth[index]
        dip = min(dip, level) if nuclei else level
        peak = smooth[index - 1] < level >= smooth[index + 1]
        if peak and level > threshold and voiced[index] and (not nuclei or level - dip > DIP_DB):
            nuclei.append(index)
            dip = level
    return nuclei
