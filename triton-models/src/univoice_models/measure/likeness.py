"""How like its speaker synthesized speech is: cosine of voiceprints, and the pitch that was reached."""

import math

import numpy as np

from ..audio import resampled, to_pcm
from ..synthesis.kokoro import RATE_HZ
from ..synthesis.speaker import Speaker
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import RECOGNITION_HZ, VoiceprintExtractor
from .sentences import SENTENCES
from .speakers import Known

SPOKEN = 3
"""Sentences a speaker: about ten seconds."""


def spoken(synthesizer: SpeechSynthesizer, text: str, language: str, speaker: Speaker | None, **more) -> np.ndarray:
    """INT16[n] at 16 kHz of a whole text."""
    return heard_at_16k(synthesizer.speak(text, language, speaker=speaker, **more))


def heard_at_16k(pieces) -> np.ndarray:
    """INT16[n] of pieces of sound, one after another."""
    return to_pcm(resampled(np.concatenate([piece.pcm for piece in pieces]) / 32768, RATE_HZ, RECOGNITION_HZ))


def likeness(known: list[Known], synthesizer: SpeechSynthesizer, extractor: VoiceprintExtractor, language: str) -> dict:
    """Rows for each speaker and their summary. Cosines are to pieces that the profile was not made of; `natural`: of
    the speaker's own two halves, which no synthesizer can be expected to pass."""
    texts = SENTENCES[language][:SPOKEN]
    generic = [extractor.extract(spoken(synthesizer, text, language, None)) for text in texts]
    rows = []
    for speaker in known:
        made = [extractor.extract(spoken(synthesizer, text, language, speaker.learnt)) for text in texts]
        wanted = None if speaker.learnt.pitch is None else float(speaker.learnt.pitch[0])
        moved = [math.exp(one.pitch.mean - wanted) - 1 for one in made] if wanted else [0.0]
        rows.append({
            "speaker": speaker.name,
            "natural": round(float(speaker.learnt.voiceprint @ speaker.truth), 3),
            "generic": round(_cosine(generic, speaker.truth), 3),
            "moved": round(_cosine(made, speaker.truth), 3),
            "wantedHz": round(math.exp(wanted), 1) if wanted else None,
            "meanError": round(float(np.mean(moved)), 3),
            "worstError": round(float(max(moved, key=abs)), 3),
        })  # fmt: skip
    return {
        "language": language,
        "speakers": rows,
        "natural": round(float(np.mean([row["natural"] for row in rows])), 3),
        "generic": round(float(np.mean([row["generic"] for row in rows])), 3),
        "moved": round(float(np.mean([row["moved"] for row in rows])), 3),
        "belowGeneric": [row["speaker"] for row in rows if row["moved"] < row["generic"]],
        "worstPitchError": max((abs(row["worstError"]) for row in rows), default=0.0),
    }


def _cosine(made: list, truth: np.ndarray) -> float:
    """Of the centroid: a listener hears more than one sentence."""
    total = np.sum([one.embedding for one in made], axis=0)
    return float(total @ truth / np.linalg.norm(total))
