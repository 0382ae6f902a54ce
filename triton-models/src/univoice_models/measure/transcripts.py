"""Recordings with their transcripts, and how many words of them were recognized.

A folder holds `transcripts.tsv` (id, tab, text) and, anywhere below, a FLAC or WAV of 16 kHz for each id. What comes
before the first hyphen of an id names the speaker, as in LibriSpeech.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ..audio import to_pcm
from ..recognition.recognizer import SpeechRecognizer
from ..settings import Settings, weights_folder

SPELLED = {"mister": "mr", "missus": "mrs", "doctor": "dr"}


@dataclass(frozen=True)
class Utterance:
    id: str
    text: str
    wave: np.ndarray

    @property
    def speaker(self) -> str:
        return self.id.split("-")[0]


def utterances(folder: Path, each_speaker: int = 1_000) -> list[Utterance]:
    """The first so many of each speaker, by id."""
    files = {file.stem: file for kind in ("flac", "wav") for file in folder.rglob(f"*.{kind}")}
    lines = (line.rstrip("\n").split("\t") for line in (folder / "transcripts.tsv").open(encoding="utf-8"))
    found: list[Utterance] = []
    count: dict[str, int] = {}
    for name, text in sorted((line[0], line[1]) for line in lines):
        speaker = name.split("-")[0]
        count[speaker] = count.get(speaker, 0) + 1
        if count[speaker] <= each_speaker:
            found.append(Utterance(name, text, soundfile.read(files[name], dtype="float32")[0]))
    return found


def english_and_whisper() -> SpeechRecognizer:
    return SpeechRecognizer(
        Settings(weights_folder("speech_recognizer/1.0.0"), english_weights=weights_folder("english_recognizer/1.0.0"))
    )


def whisper_alone() -> SpeechRecognizer:
    return SpeechRecognizer(Settings(weights_folder("speech_recognizer/1.0.0")))


def pcm(wave: np.ndarray) -> np.ndarray:
    return to_pcm(wave)


def words(text: str) -> list[str]:
    """Lower case, without punctuation, titles spelled in one way."""
    bare = ("".join(c for c in word if c.isalnum() or c == "'") for word in text.lower().replace("-", " ").split())
    return [SPELLED.get(word, word) for word in bare if word]


def compared(truth: list[str], heard: list[str]) -> tuple[int, list[bool]]:
    """Least number of word errors, and which of the heard words are right then."""
    table = np.zeros((len(truth) + 1, len(heard) + 1), int)
    table[:, 0] = range(len(truth) + 1)
    table[0] = range(len(heard) + 1)
    for row, wanted in enumerate(truth, 1):
        for column, said in enumerate(heard, 1):
            table[row, column] = min(
                table[row - 1, column - 1] + (wanted != said), table[row - 1, column] + 1, table[row, column - 1] + 1
            )
    right = [False] * len(heard)
    row, column = len(truth), len(heard)
    while row and column:
        same = truth[row - 1] == heard[column - 1]
        if table[row, column] == table[row - 1, column - 1] + (not same):
            row, column = row - 1, column - 1
            right[column] = same
        elif table[row, column] == table[row, column - 1] + 1:
            column -= 1
        else:
            row -= 1
    return int(table[-1, -1]), right
