"""A text spoken clause by clause in a voice like the speaker's."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ..audio import to_pcm
from ..declaration import declaration, primary_code
from ..errors import InvalidInput
from ..settings import Settings
from ..voiceprint.encoder import SpeakerEncoder
from ..voiceprint.spectrum import BANDS
from .casting import Casting, colour_of
from .clauses import SENTENCE_PAUSE_MILLIS, Clause, clauses
from .emphasis import WORD, Stressed, longer, louder, peak, places, raised, stressed
from .fitting import Listener
from .intonation import Intonation
from .kokoro import RATE_HZ, Kokoro
from .likeness import colour_filter, filtered
from .loudness import level_factor
from .phonemes import VOICES, Phonemizer
from .phrases import LONGEST_CHARACTERS as LONGEST_PHRASE
from .phrases import Phrases, rounded
from .rate import kokoro_speed
from .speaker import Manner, Speaker, louder_db, pace, pitch_wanted
from .stock_voices import StockVoice, StockVoices
from .trimming import fit_to_be_heard, limited, trimmed, without_offset
from .voice_names import manner_of, plain

LONGEST_CHARACTERS = 5_000
SPEED_RANGE = (0.7, 1.6)
"""Outside it Kokoro drops sounds or drawls."""
NOTHING = np.zeros(0, np.float32)
SIMILAR, STANDARD = "similar", "standard"


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
        self._casting = Casting(self._voices, _listener(settings))
        self._phonemizer = Phonemizer()
        self._phrases = Phrases()

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
        manner: Manner | None = None,
        pauses: float = 1.0,
        emphasis: list[tuple[int, int]] | None = None,
    ) -> Iterator[Piece]:
        """Pieces of sound as they are made; abandoning the iterator stops the work, `stop` does so within a piece.

        voice: a stock voice's id, or empty for the nearest to the speaker, or for the language's standard one when the
        speaker is not known. manner: how this utterance was said. speed: how many times as fast as at 1 it sounds.
        pauses: what is left of those between clauses, 0 to 1. emphasis: which words of the text stand out, each as its
        first and last + 1 code point; None for none. Raises InvalidInput before the first piece, Abandoned
        after `stop`.
        """
        code = primary_code(language)
        if code not in VOICES:
            raise InvalidInput(f"The language {language or '(nothing)'} is not one that this model speaks.")
        if len(text) > LONGEST_CHARACTERS:
            raise InvalidInput(f"TEXT holds {len(text)} characters; at most {LONGEST_CHARACTERS} can be taken.")
        parts = clauses(text)
        if not parts:
            raise InvalidInput("TEXT holds nothing to say.")
        speaker, manner = speaker or Speaker(), manner or Manner()
        chosen = self._chosen(voice, code, speaker)
        wanted, rate = pitch_wanted(speaker, manner), pace(manner)
        moves = wanted is not None or speaker.colour is not None
        if wanted is None and manner_of(chosen.id, code) != plain(chosen.id):
            # Another voice's melody would be sung in that voice's pitch.
            wanted = float(chosen.pitch[0]), float(chosen.pitch[1])
        # A later clause's melody hangs on those before it, so it is nothing to keep.
        is_phrase = len(text) <= LONGEST_PHRASE and len(parts) == 1
        if is_phrase:
            wanted, rate = rounded(wanted, rate)
        line = None if wanted is None else chosen.curve(wanted)
        colour = colour_of(chosen, speaker)
        taps = None if colour is None else colour_filter(colour)
        speed = kokoro_speed(float(np.clip(speed * rate, *SPEED_RANGE)), code)
        way = _Way(code, chosen, Intonation(line), taps, louder_db(speaker, manner), speed, is_phrase, moves)
        words, follows = places(text, parts, emphasis or []), False
        for index, part in enumerate(parts):
            pause = part.pause_millis if index + 1 < len(parts) else 0
            follows = follows and parts[index - 1].pause_millis < SENTENCE_PAUSE_MILLIS
            piece = self._spoken(part, replace(way, words=words[index], follows=follows, emphasizes=any(words)))
            follows = follows or bool(words[index])
            if piece is not None:
                wave, used, similarity = piece
                silence = np.zeros(int(RATE_HZ * pause * np.clip(pauses, 0.0, 1.0)) // 1000, np.float32)
                yield Piece(to_pcm(np.concatenate([wave, silence])), index, used, similarity)

    def stop(self) -> None:
        """Ends, from another thread, the piece that is being made."""
        self._kokoro.stop()

    def _chosen(self, voice: str, language: str, speaker: Speaker) -> StockVoice:
        if voice:
            found = self._voices.find(voice, language)
            if found is None:
                raise InvalidInput(f"There is no voice {voice}.")
            return found
        return self._casting.chosen(speaker, language)

    def _spoken(self, part: Clause, way: "_Way"):
        """Sound, voice and similarity of one clause; None when it holds nothing that can be said."""
        self._kokoro.begin()
        phonemes, standing_out = self._phonemes(part.text, way)
        asks = part.text.rstrip("\"'”’)] ").endswith("?")
        voice, similarity = way.voice, SIMILAR if way.moves else STANDARD
        made = filtered(self._sound(phonemes, standing_out, voice, way, asks), way.colour)
        if not fit_to_be_heard(made):
            voice, similarity = self._voices.standard(way.language), STANDARD
            made = self._sound(phonemes, standing_out, voice, replace(way, intonation=Intonation(None)), asks)
            if made.size == 0:
                return None
            if not fit_to_be_heard(made):
                raise RuntimeError("the synthesized sound is silent or not finite, in the standard voice too")
        clean = trimmed(without_offset(made))
        return limited(clean * level_factor(clean, way.louder_db)), voice.id, similarity

    def _phonemes(self, text: str, way: "_Way") -> tuple[str, tuple[Stressed, ...]]:
        """Those of a clause, and which of them stand out."""
        phonemes = self._phonemizer.phonemes(text, way.language)
        if not way.words:
            return phonemes, ()
        alone = [self._phonemizer.phonemes(word, way.language) for word in WORD.findall(text)]
        return stressed(phonemes, alone, way.words)

    def _sound(
        self, phonemes: str, words: tuple[Stressed, ...], voice: StockVoice, way: "_Way", asks: bool
    ) -> np.ndarray:
        def made() -> np.ndarray:
            manner = manner_of(voice.id, way.language)
            melody = self._kokoro.melody(phonemes, voice.id, way.speed, manner)
            if melody is None:
                return NOTHING
            if words:
                melody = longer(melody, words)
            melody = way.intonation.bent(melody, asks)
            if words or way.follows:
                melody = raised(melody, words, asks, way.follows, max(way.peaks, default=None))
            elif way.emphasizes:
                way.peaks.append(peak(melody) or -np.inf)
            sound = self._kokoro.sound(melody)
            return louder(sound, melody, words) if words else sound

        key = (phonemes, words, plain(voice.id), way.speed, way.intonation.wanted, asks)
        return self._phrases.sound(key, made) if way.is_phrase else made()


def _listener(settings: Settings) -> Listener | None:
    folder = settings.listening_weights
    return SpeakerEncoder(folder / "ge2e.onnx", settings.threads, settings.device).embed_each if folder else None


@dataclass(frozen=True)
class _Way:
    """How the clauses of one text are spoken; colour: the filter's taps, or None; moves: whether towards a speaker;
    words: which words of the clause at hand stand out; follows: whether a word before it in the sentence does;
    peaks: ln F0 of those of the clauses before, where any word of the text stands out (emphasizes)."""

    language: str
    voice: StockVoice
    intonation: Intonation
    colour: np.ndarray | None
    louder_db: float
    speed: float
    is_phrase: bool
    moves: bool
    words: tuple[int, ...] = ()
    follows: bool = False
    peaks: list[float] = field(default_factory=list)
    emphasizes: bool = False
