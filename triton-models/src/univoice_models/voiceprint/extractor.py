"""Everything that one stretch of speech says about its voice."""

from dataclasses import dataclass, replace

import numpy as np

from ..audio import RECOGNITION_HZ, SILENCE_DBFS, samples
from ..declaration import declaration
from ..mel import HOP, WINDOW, mel_filters, power_spectra
from ..settings import Settings
from .activity import frame_dbfs, speech_frames
from .encoder import TRAINING_DBFS, SpeakerEncoder
from .pace import FRAMES_PER_SECOND, syllable_rate
from .pitch import CONTOUR_POINTS, Pitch, curves, pitch_range, statistics, stylised, track
from .spectrum import BANDS, average_spectrum, centroid_hz
from .windows import Windows, measured, no_windows

SHORTEST_SECONDS = 0.4
USED_SECONDS = 5.0
LONGEST_SECONDS = 60.0
SHORTEST_SPEECH_FRAMES = 20
WINDOW_POWER = WINDOW * float(np.sum(np.hanning(WINDOW + 1)[:-1] ** 2))


@dataclass(frozen=True)
class Voiceprint:
    """embedding FP32[256] of unit length (zeros for silence); spectrum FP32[40]; loudness in dBFS; energy_variation
    in dB; rate in syllables a second; pitch_range FP32[2] and contour FP32[8] in ln Hz; centroid in Hz; windows over
    all of it; curves over all of it, as `curves`."""

    embedding: np.ndarray
    pitch: Pitch
    spectrum: np.ndarray
    loudness: float
    energy_variation: float
    rate: float
    pitch_range: np.ndarray
    contour: np.ndarray
    centroid: float
    windows: Windows
    curves: np.ndarray


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
        """Voiceprint of PCM INT16[n], 16 kHz mono, 0.4 to 60 s, of which the last 5 s count, for the
        windows all of it. Raises InvalidInput."""
        wave = samples(pcm, SHORTEST_SECONDS, LONGEST_SECONDS)
        whole = _frames(wave)
        windows = self._slide(whole)
        used = int(USED_SECONDS * FRAMES_PER_SECOND)
        levels, mels, contour = whole.levels[-used:], whole.mels[-used:], whole.contour[-used:]
        speech = speech_frames(levels)
        if speech.sum() < SHORTEST_SPEECH_FRAMES:
            return replace(_silence(), windows=windows, curves=curves(whole.contour, whole.levels))
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
            pitch_range=pitch_range(contour, speech),
            contour=stylised(contour, speech),
            centroid=centroid_hz(mels[voiced] if voiced.any() else mels[speech]),
            windows=windows,
            curves=curves(whole.contour, whole.levels),
        )

    def spoken(self, pcm: np.ndarray) -> np.ndarray:
        """What the encoder hears of PCM INT16[n], 16 kHz mono, 0.4 to 60 s: mel power FP32[frames, 40], every 10 ms,
        without silences. Raises InvalidInput."""
        frames = _frames(samples(pcm, SHORTEST_SECONDS, LONGEST_SECONDS))
        speech = speech_frames(frames.levels)
        return _raised(frames.mels[speech], frames.levels[speech])

    def _slide(self, frames: "_Frames") -> Windows:
        speech = speech_frames(frames.levels)
        if speech.sum() < SHORTEST_SPEECH_FRAMES:
            return no_windows()
        embeddings, spoken = self._encoder.slide(_raised(frames.mels[speech], frames.levels[speech]))
        return measured(embeddings, spoken, np.flatnonzero(speech), frames.levels, frames.mels, frames.contour)


@dataclass(frozen=True)
class _Frames:
    """Every 10 ms: level in dBFS FP32[n], mel power FP32[n, 40], F0 in Hz FP64[n]."""

    levels: np.ndarray
    mels: np.ndarray
    contour: np.ndarray


def _frames(wave: np.ndarray) -> _Frames:
    power = power_spectra(wave, 1 + wave.size // HOP, "constant")
    levels = frame_dbfs(power, WINDOW_POWER)
    return _Frames(levels, power @ mel_filters(BANDS).T, np.resize(track(wave), len(levels)))


def _raised(mels: np.ndarray, levels: np.ndarray) -> np.ndarray:
    level = 10.0 * np.log10(np.mean(10.0 ** (levels / 10.0)))
    gain = 10.0 ** (max(0.0, TRAINING_DBFS - level) / 10.0)
    return np.ascontiguousarray(mels * np.float32(gain))


def _silence() -> Voiceprint:
    return Voiceprint(
        embedding=np.zeros(256, np.float32),
        pitch=Pitch(float("nan"), float("nan"), 0.0),
        spectrum=np.zeros(BANDS, np.float32),
        loudness=SILENCE_DBFS,
        energy_variation=0.0,
        rate=0.0,
        pitch_range=np.full(2, np.nan, np.float32),
        contour=np.full(CONTOUR_POINTS, np.nan, np.float32),
        centroid=0.0,
        windows=no_windows(),
        curves=np.zeros((0, 2), np.float32),
    )
