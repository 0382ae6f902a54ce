"""Everything that one stretch of speech says about its voice."""

from dataclasses import dataclass

import numpy as np

from ..audio import RECOGNITION_HZ, SILENCE_DBFS, samples
from ..declaration import declaration
from ..mel import HOP, WINDOW, mel_filters, power_spectra
from ..settings import Settings
from .activity import frame_dbfs, speech_frames
from .encoder import TRAINING_DBFS, SpeakerEncoder
from .pace import syllable_rate
from .pitch import Pitch, statistics, track
from .spectrum import BANDS, average_spectrum

SHORTEST_SECONDS = 0.4
USED_SECONDS = 5.0
LONGEST_SECONDS = 60.0
SHORTEST_SPEECH_FRAMES = 20
WINDOW_POWER = WINDOW * float(np.sum(np.hanning(WINDOW + 1)[:-1] ** 2))


@dataclass(frozen=True)
class Voiceprint:
    """embedding FP32[256] of unit length (zeros for silence); spectrum FP32[40]; loudness in dBFS; energy_variation
    in dB; rate in syllables a second."""

    embedding: np.ndarray
    pitch: Pitch
    spectrum: np.ndarray
    loudness: float
    energy_variation: float
    rate: float


class VoiceprintExtractor:
    """Stateless; about 30 ms of CPU for 5 s of speech."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._encoder = SpeakerEncoder(settings.weights / "ge2e.onnx", settings.threads, settings.device)

    def describe(self) -> str:
        return declaration(
            "voiceprint_extractor",
            self._settings.version,
            "Apache-2.0",
            [],
            sampleRateHz=RECOGNITION_HZ,
            spectrumBands=BANDS,
        )

    def extract(self, pcm: np.ndarray) -> Voiceprint:
        """Voiceprint of PCM INT16[n], 16 kHz mono, 0.4 to 60 s, of which the last 5 s count. Raises InvalidInput."""
        wave = samples(pcm, SHORTEST_SECONDS, LONGEST_SECONDS)[-int(USED_SECONDS * RECOGNITION_HZ) :]
        power = power_spectra(wave, 1 + wave.size // HOP, "constant")
        levels = frame_dbfs(power, WINDOW_POWER)
        speech = speech_frames(levels)
        if speech.sum() < SHORTEST_SPEECH_FRAMES:
            return _silence()
        mels = power @ mel_filters(BANDS).T
        contour = np.resize(track(wave), len(levels))
        voiced = (contour > 0) & speech
        loud = levels[voiced] if voiced.any() else levels[speech]
        loudness = 10.0 * np.log10(np.mean(10.0 ** (loud / 10.0)))
        return Voiceprint(
            embedding=self._encoder.embed(_raised(mels[speech], levels[speech])),
            pitch=statistics(contour, speech),
            spectrum=average_spectrum(mels, voiced),
            loudness=float(loudness),
            energy_variation=float(loud.std()),
            rate=syllable_rate(levels, voiced, speech),
        )


def _raised(mels: np.ndarray, levels: np.ndarray) -> np.ndarray:
    level = 10.0 * np.log10(np.mean(10.0 ** (levels / 10.0)))
    gain = 10.0 ** (max(0.0, TRAINING_DBFS - level) / 10.0)
    return np.ascontiguousarray(mels * np.float32(gain))


def _silence() -> Voiceprint:
    nothing = Pitch(float("nan"), float("nan"), 0.0)
    return Voiceprint(np.zeros(256, np.float32), nothing, np.zeros(BANDS, np.float32), SILENCE_DBFS, 0.0, 0.0)
