"""What speech sounds like from one moment to the next: who speaks, how high, how loud, how fast."""

from dataclasses import dataclass

import numpy as np

from .pace import FRAMES_PER_SECOND, syllable_nuclei
from .pitch import statistics
from .spectrum import BANDS, average_spectrum, centroid_hz

FRAME_MILLIS = 1000 // FRAMES_PER_SECOND


@dataclass(frozen=True)
class Windows:
    """n windows of speech, in order, overlapping.

    embeddings: FP32[n, 256] of unit length. times: INT32[n, 2], where in the audio each begins and ends, in ms;
    silences in it are not listened to. prosody: FP32[n, 6]: voiced share; mean of ln F0 (Hz), its standard deviation,
    NaN when nothing is voiced; level of voiced frames in dBFS; syllable nuclei a second; spectral centroid in Hz.
    spectra: FP32[n, 40], as `average_spectrum`.
    """

    embeddings: np.ndarray
    times: np.ndarray
    prosody: np.ndarray
    spectra: np.ndarray


def no_windows() -> Windows:
    return Windows(
        np.zeros((0, 256), np.float32),
        np.zeros((0, 2), np.int32),
        np.zeros((0, 6), np.float32),
        np.zeros((0, BANDS), np.float32),
    )


def measured(
    embeddings: np.ndarray,
    spoken: np.ndarray,
    speech: np.ndarray,
    levels: np.ndarray,
    mels: np.ndarray,
    contour: np.ndarray,
) -> Windows:
    """The windows with what is heard in each.

    spoken: INT[n, 2], first frame and the one after the last, counted in frames of speech; speech: INT[m], which frames
    these are; levels, mels, contour: every 10 ms of everything.
    """
    voiced = np.zeros(len(levels), bool)
    voiced[speech] = contour[speech] > 0
    nuclei = syllable_nuclei(levels, voiced, speech)
    prosody, spectra = [], []
    for start, end in spoken:
        frames = speech[start:end]
        loud = frames[voiced[frames]] if voiced[frames].any() else frames
        pitch = statistics(contour[frames], np.ones(len(frames), bool))
        prosody.append(
            (
                pitch.voiced_fraction,
                pitch.mean,
                pitch.deviation,
                10.0 * np.log10(np.mean(10.0 ** (levels[loud] / 10.0))),
                np.isin(frames, nuclei).sum() * FRAMES_PER_SECOND / len(frames),
                centroid_hz(mels[loud]),
            )
        )
        spectra.append(average_spectrum(mels[frames], voiced[frames]))
    times = np.stack([speech[spoken[:, 0]], speech[spoken[:, 1] - 1] + 1], axis=1) * FRAME_MILLIS
    return Windows(embeddings, times.astype(np.int32), np.array(prosody, np.float32), np.stack(spectra))
