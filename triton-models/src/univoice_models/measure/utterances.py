"""Whether each utterance is spoken again as it was said: pitch, range, loudness, arousal, questions as questions."""

import numpy as np

from ..audio import RECOGNITION_HZ, rms_dbfs
from ..synthesis.loudness import loudness_lufs
from ..synthesis.speaker import Manner
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import Voiceprint, VoiceprintExtractor
from ..voiceprint.pitch import FRAME_MILLIS, track
from .likeness import spoken
from .sentences import QUESTIONS, SENTENCES
from .speakers import Known

FEWEST = 3
MOST = 6
"""Utterances of a speaker."""
PITCH_STEP, LOUDNESS_STEP_DB, LN_RATE_STEP, VALUE_OF_A_STEP = 0.12, 3.0, 0.2, 0.15
"""Arousal as the job's `prosody/MannerReader` derives it."""
DIES_AWAY_DB = 25.0
HALF_AN_OCTAVE = 0.35
"""In ln Hz."""


def utterances(
    known: list[Known], synthesizer: SpeechSynthesizer, extractor: VoiceprintExtractor, language: str
) -> dict:
    """Correlations over all utterances, and over what they differ from their speaker's mean by (`within`)."""
    rows = []
    for index, speaker in enumerate(one for one in known if len(one.heard) >= FEWEST):
        said = [print_ for print_ in speaker.heard if np.isfinite(print_.pitch.mean)][:MOST]
        usual = float(np.mean([print_.rate for print_ in said]))
        made = []
        for turn, print_ in enumerate(said):
            pitch = np.array([print_.pitch.mean, print_.pitch.deviation], np.float32)
            manner = Manner(pitch, print_.loudness, print_.rate / max(usual, 0.1))
            text = SENTENCES[language][(index + turn) % len(SENTENCES[language])]
            made.append(extractor.extract(spoken(synthesizer, text, language, speaker.learnt, manner=manner)))
        rows += list(zip(_figures(said), _figures(made), [index] * len(said), strict=True))
    wanted, got = (np.array([row[side] for row in rows]) for side in (0, 1))
    speaker_of = np.array([row[2] for row in rows])
    names = ("pitchMean", "pitchDeviation", "loudness", "rate")
    arousal = np.abs(_arousal(wanted, speaker_of) - _arousal(got, speaker_of))
    return {
        "language": language,
        "utterances": len(rows),
        "correlation": {name: _correlation(wanted[:, at], got[:, at]) for at, name in enumerate(names)},
        "within": {
            name: _correlation(_about(wanted, speaker_of)[:, at], _about(got, speaker_of)[:, at])
            for at, name in enumerate(names)
        },
        "arousalError": {"mean": round(float(arousal.mean()), 3), "p95": round(float(np.quantile(arousal, 0.95)), 3)},
    }


def questions(known: list[Known], synthesizer: SpeechSynthesizer, language: str) -> dict:
    """How far the last 300 ms of voice rise, in ln F0, in the standard voice and in a speaker's."""
    asked = [
        (text, rise(spoken(synthesizer, text, language, speaker)))
        for text in QUESTIONS[language]
        for speaker in (None, known[0].learnt)
    ]
    rises = [found for _, found in asked]
    flat = [rise(spoken(synthesizer, text.replace("?", "."), language, None)) for text in QUESTIONS[language]]
    return {
        "language": language,
        "asked": len(asked),
        "rising": sum(found > 0 for found in rises),
        "meanRise": round(float(np.mean(rises)), 3),
        "sameWordsWithAFullStop": round(float(np.mean(flat)), 3),
    }


def rise(pcm: np.ndarray) -> float:
    """ln F0 by which the last 300 ms of voice rise, along a straight line; of INT16[n] at 16 kHz. What dies away 25 dB
    under the loudest, or is tracked more than half an octave off, is not heard as voice."""
    wave = pcm / 32768.0
    contour = track(wave)
    hop = int(RECOGNITION_HZ * FRAME_MILLIS / 1000)
    levels = np.array([rms_dbfs(wave[at * hop : (at + 2) * hop]) for at in range(len(contour))])
    voiced = np.flatnonzero((contour > 0) & (levels > levels.max() - DIES_AWAY_DB))
    last = voiced[voiced > voiced[-1] - 300 / FRAME_MILLIS] if voiced.size else voiced
    logs = np.log(contour[last])
    kept = np.abs(logs - np.median(logs)) < HALF_AN_OCTAVE if logs.size else logs > 0
    if kept.sum() < 4:
        return 0.0
    return float(np.polyfit((last[kept] - last[0]) / (300 / FRAME_MILLIS), logs[kept], 1)[0])


def evenness(known: list[Known], synthesizer: SpeechSynthesizer, language: str) -> dict:
    """Loudness of every clause in every voice, in LUFS."""
    found = []
    for speaker in [None, *(one.learnt for one in known)]:
        for piece in synthesizer.speak(SENTENCES[language][0], language, speaker=speaker):
            found.append(loudness_lufs(np.trim_zeros(piece.pcm) / 32768.0))
    return {
        "language": language,
        "clauses": len(found),
        "lufsLow": round(min(found), 2),
        "lufsHigh": round(max(found), 2),
    }


def _figures(prints: list[Voiceprint]) -> list[tuple[float, float, float, float]]:
    return [(one.pitch.mean, one.pitch.deviation, one.loudness, one.rate) for one in prints]


def _about(figures: np.ndarray, speaker_of: np.ndarray) -> np.ndarray:
    means = np.array([figures[speaker_of == one].mean(axis=0) for one in speaker_of])
    return figures - means


def _arousal(figures: np.ndarray, speaker_of: np.ndarray) -> np.ndarray:
    usual = figures - _about(figures, speaker_of)
    pace = np.log(np.maximum(figures[:, 3], 0.5) / np.maximum(usual[:, 3], 0.5)) / LN_RATE_STEP
    steps = (figures[:, 0] - usual[:, 0]) / PITCH_STEP + (figures[:, 2] - usual[:, 2]) / LOUDNESS_STEP_DB + pace
    return np.clip(0.5 + VALUE_OF_A_STEP * steps / 3, 0, 1)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    return round(float(np.corrcoef(one, other)[0, 1]), 3)
