"""A text spoken clause by clause in a voice like the speaker's."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..audio import to_pcm
from ..declaration import declaration, primary_code
from ..errors import InvalidInput
from ..settings import Settings
from ..voiceprint.spectrum import BANDS
from .clauses import Clause, clauses
from .kokoro import RATE_HZ, UNMOVED, Kokoro
from .likeness import colour_filter, filtered, level_factor, pitch_line
from .phonemes import VOICES, Phonemizer
from .rate import kokoro_speed
from .stock_voices import StockVoice, StockVoices
from .trimming import fit_to_be_heard, limited, trimmed, without_offset

LONGEST_CHARACTERS = 5_000
SPEED_RANGE = (0.7, 1.6)
"""Outside it Kokoro drops sounds or drawls."""
SIMILAR, STANDARD = "similar", "standard"


@dataclass(frozen=True)
class Speaker:
    """What is known of the speaker, as the voiceprint extractor gives it: voiceprint FP32[256], pitch FP32[2] (mean and
    SD of ln F0), spectrum FP32[40], loudness in dBFS; each may be None."""

    voiceprint: np.ndarray | None = None
    pitch: np.ndarray | None = None
    spectrum: np.ndarray | None = None
    loudness: float | None = None


@dataclass(frozen=True)
class Piece:
    """pcm INT16[n] at 24 kHz mono; clause counts from 0; voice: the stock voice; similarity: `similar` when it was
    moved to the speaker's pitch or colour, else `standard`."""

    pcm: np.ndarray
    clause: int
    voice: str
    similarity: str


class SpeechSynthesizer:
    """Stateless but for the loaded library of the phonemizer; use it from one thread."""

    spectrum_bands = BANDS

    def __init__(self, settings: Settings):
        self._settings = settings
        self._kokoro = Kokoro(settings.weights, settings.threads, settings.device)
        self._voices = StockVoices(self._kokoro.voices)
        self._phonemizer = Phonemizer()

    def describe(self) -> str:
        voices = [voice.declared for voice in self._voices]
        version = self._settings.version
        return declaration(
            "speech_synthesizer", version, "Apache-2.0", sorted(VOICES), voices=voices, sampleRateHz=RATE_HZ
        )

    def speak(
        self,
        text: str,
        language: str,
        voice: str = "",
        speaker: Speaker | None = None,
        speed: float = 1.0,
        pauses: float = 1.0,
    ) -> Iterator[Piece]:
        """Pieces of sound as they are made; abandoning the iterator stops the work, `stop` does so within a piece.

        voice: a stock voice's id, or empty for the nearest to the speaker, or for the language's standard one when the
        speaker is not known. speed: how many times as fast as at 1 it sounds. pauses: what is left of those between
        clauses, 0 to 1. Raises InvalidInput before the first piece, Abandoned after `stop`.
        """
        code = primary_code(language)
        if code not in VOICES:
            raise InvalidInput(f"The language {language or '(nothing)'} is not one that this model speaks.")
        if len(text) > LONGEST_CHARACTERS:
            raise InvalidInput(f"TEXT holds {len(text)} characters; at most {LONGEST_CHARACTERS} can be taken.")
        parts = clauses(text)
        if not parts:
            raise InvalidInput("TEXT holds nothing to say.")
        speaker = speaker or Speaker()
        chosen = self._chosen(voice, code, speaker)
        pace = kokoro_speed(float(np.clip(speed, *SPEED_RANGE)), code)
        for index, part in enumerate(parts):
            pause = part.pause_millis if index + 1 < len(parts) else 0
            piece = self._spoken(part, code, chosen, speaker, pace)
            if piece is not None:
                wave, used, similarity = piece
                silence = np.zeros(int(RATE_HZ * pause * np.clip(pauses, 0.0, 1.0)) // 1000, np.float32)
                yield Piece(to_pcm(np.concatenate([wave, silence])), index, used, similarity)

    def stop(self) -> None:
        """Ends, from another thread, the piece that is being made."""
        self._kokoro.stop()

    def _chosen(self, voice: str, language: str, speaker: Speaker) -> StockVoice:
        if voice:
            found = self._voices.find(voice)
            if found is None:
                raise InvalidInput(f"There is no voice {voice}.")
            return found
        if speaker.voiceprint is None or not np.any(speaker.voiceprint):
            return self._voices.standard(language)
        return self._voices.nearest(speaker.voiceprint, speaker.pitch, language)

    def _spoken(self, part: Clause, language: str, voice: StockVoice, speaker: Speaker, speed: float):
        """Sound, voice and similarity of one clause; None when it holds nothing that can be said."""
        phonemes = self._phonemizer.phonemes(part.text, language)
        line = pitch_line(speaker.pitch, voice.pitch)
        taps = colour_filter(speaker.spectrum, voice.spectrum)
        made = filtered(self._kokoro.speak(phonemes, voice.id, speed, line), taps)
        similarity = STANDARD if line == UNMOVED and taps is None else SIMILAR
        if not fit_to_be_heard(made):
            voice, similarity = self._voices.standard(language), STANDARD
            made = self._kokoro.speak(phonemes, voice.id, speed)
            if made.size == 0:
                return None
            if not fit_to_be_heard(made):
                raise RuntimeError("the synthesized sound is silent or not finite, in the standard voice too")
        level = level_factor(speaker.loudness, voice.loudness)
        return limited(trimmed(without_offset(made)) * level), voice.id, similarity
