"""Whether the word that is to stand out does: spoken with and without, recognised again and read as in the job."""

from difflib import SequenceMatcher

import numpy as np

from ..recognition.recognizer import SpeechRecognizer
from ..recognition.words import Word
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import VoiceprintExtractor
from .intelligibility import Errors
from .likeness import spoken
from .prominence import scores, stressed
from .sentences import SENTENCES, STRESSED
from .speakers import Known


def emphasis(
    known: list[Known],
    synthesizer: SpeechSynthesizer,
    extractor: VoiceprintExtractor,
    recognizer: SpeechRecognizer,
    language: str,
) -> dict:
    """Each sentence in another speaker's voice, once as it is and once for each of its words of STRESSED. `ahead`: the
    word stands out most of all; `told`: the job would tell it as stressed, of `toldAny` in which it tells a word;
    `unplaced`: it was not recognised, and counts as not ahead; `higher`: by how much in ln F0 the mean rises."""
    sides = {"plain": _Side(), "stressed": _Side()}
    higher = []
    for index, (text, chosen) in enumerate(zip(SENTENCES[language], STRESSED[language], strict=True)):
        speaker = known[index % len(known)].learnt
        plain = spoken(synthesizer, text, language, speaker)
        read = _Read(plain, text, language, extractor, recognizer)
        for word in chosen:
            at = text.index(word), text.index(word) + len(word)
            made = _Read(
                spoken(synthesizer, text, language, speaker, emphasis=[at]), text, language, extractor, recognizer
            )
            sides["plain"].count(read, at)
            sides["stressed"].count(made, at)
            higher.append(made.pitch - read.pitch)
    return {
        "language": language,
        "words": len(higher),
        **{name: side.figures() for name, side in sides.items()},
        "higher": {"mean": round(float(np.nanmean(higher)), 3), "most": round(float(np.nanmax(np.abs(higher))), 3)},
    }


class _Read:
    """What is heard of one sentence."""

    def __init__(self, pcm, text: str, language: str, extractor: VoiceprintExtractor, recognizer: SpeechRecognizer):
        said = recognizer.recognize(pcm, language, "transcribe", True, True)
        voice = extractor.extract(pcm)
        self.text, self.said, self.words = text, said.text, said.words
        self.pitch = voice.pitch.mean
        self.scores, self.told = scores(said.words, voice.curves), stressed(said.words, voice.curves)

    def place(self, at: tuple[int, int]) -> int | None:
        """Of the recognised word that has most letters of a stretch of the text."""
        return placed(self.text, self.words, at)


class _Side:
    def __init__(self):
        self._ahead = self._told = self._told_any = self._unplaced = 0
        self._errors = Errors()

    def count(self, read: _Read, at: tuple[int, int]) -> None:
        place = read.place(at)
        self._errors.count(read.text, read.said)
        self._unplaced += place is None
        self._told_any += read.told is not None
        if place is not None and read.scores.size:
            self._ahead += int(np.argmax(read.scores)) == place
            self._told += read.told == place

    def figures(self) -> dict:
        return {
            "ahead": self._ahead,
            "told": self._told,
            "toldAny": self._told_any,
            "unplaced": self._unplaced,
            "wordErrors": self._errors.rate,
        }


def placed(text: str, words: list[Word], at: tuple[int, int]) -> int | None:
    """The recognised word that has most letters of a stretch of the text, two at least."""
    said = " ".join(word.text.strip().lower() for word in words)
    ends = np.cumsum([len(word.text.strip()) + 1 for word in words])
    shared = np.zeros(len(words), int)
    for block in SequenceMatcher(None, text.lower(), said, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            if at[0] <= block.a + step < at[1]:
                shared[np.searchsorted(ends, block.b + step, "right")] += 1
    return int(np.argmax(shared)) if shared.size and shared.max() > 1 else None
