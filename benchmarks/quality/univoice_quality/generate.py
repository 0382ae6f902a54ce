"""Turns a folder of real recordings into sets: `python -m univoice_quality.generate SOURCE SETS`.

SOURCE holds `librispeech`, `leopard`, `two-speakers-rttm`, `french`, `spanish`, `eagle`, `jfk`, laid out as their
owners publish them; what is missing is left out. The same source gives the same sets, byte for byte.
"""

import json
import sys
from pathlib import Path

import numpy as np

from . import audio, noises
from .recordings import Folder
from .strangers import Strangers

CONVERSATIONS = {2: 4, 3: 4, 5: 4}
"""How many conversations, by how many speakers."""
STRANGERS = {2: 10, 3: 6, 5: 3}
"""The same of the voices on which nothing was chosen, who say less each."""
CONVERSATION_S = 75
GAPS_S = (0.1, 0.8)
"""Between two turns; one in four is longer, to `LONG_GAP_S`, as people think."""
LONG_GAP_S = 1.6
SNRS_DB = (0, 5, 10)
STILL_MINUTES = 10
NOISY_PER_SPEAKER = 3
SENTENCES = {
    "es": "The sands are whitish, of medium grain, and it has very low attendance.",
    "de": "The room behind this portal was used as a mortuary.",
    "fr": "Under the Consulate he became conservator of waters and forests and general councillor.",
    "it": "Some of his songs, or rather rhythms, were also born on the radio.",
    "pt": "An old fox cannot learn any trade.",
}
"""English for the sentences of `leopard`, written for this benchmark."""


REFERENCES = Path(__file__).parents[1] / "references"
"""Portuguese for the utterances of LibriSpeech's speakers, written for this benchmark."""


class LibriSpeech:
    """Utterances by speaker, in the order of their names: (name, samples, text); `portuguese` of those that have it."""

    def __init__(self, path: Path):
        texts = dict(line.split("\t", 1) for line in (path / "transcripts.tsv").read_text("utf-8").splitlines())
        self.speakers: dict[str, list[tuple[str, np.ndarray, str]]] = {}
        for file in sorted(path.glob("*/*.flac")):
            utterance = (file.stem, audio.read(file), texts[file.stem].strip())
            self.speakers.setdefault(file.parent.name, []).append(utterance)
        lines = (REFERENCES / "librispeech.pt.tsv").read_text("utf-8").splitlines()
        self._portuguese = dict(line.split("\t", 1) for line in lines)

    def portuguese(self, names: list[str]) -> dict[str, str] | None:
        """A line for each, by language; none unless all have one."""
        if not all(name in self._portuguese for name in names):
            return None
        return {"pt": "\n".join(self._portuguese[name] for name in names)}


def utterances(libri: LibriSpeech, out: Path) -> None:
    """Single utterances of read English, for words and for voices."""
    folder = Folder(out / "librispeech")
    for speaker, spoken in libri.speakers.items():
        for name, samples, text in spoken:
            whole = [(0.0, len(samples) / audio.RATE_HZ, speaker, text)]
            folder.add(
                name,
                samples,
                ("en", text),
                sentences=whole,
                translations=libri.portuguese([name]),
                speaker=speaker,
            )
    folder.end(wer=0.05, eer=0.01, distinguishable=0.99)


def conversations(libri: LibriSpeech, out: Path) -> None:
    """People taking turns on one microphone; where each turn lies is known to the sample, pauses in it are found."""
    for count, how_many in CONVERSATIONS.items():
        folder = Folder(out / f"conversations-{count}")
        for number in range(how_many):
            random = np.random.default_rng([count, number])
            who = [str(each) for each in random.permutation(sorted(libri.speakers))[:count]]
            samples, turns, sentences, names = _talk(libri, who, random)
            folder.add(
                f"talk-{count}-{number}",
                samples,
                ("en", " ".join(what for _, _, _, what in sentences)),
                turns,
                libri.portuguese(names),
                sentences,
            )
        folder.end(der=0.10, speakers=0.9)


def strangers(source: Path, out: Path) -> None:
    """The same of other people, of whom each says a few phrases, some in another language than the rest."""
    voices = Strangers(source)
    for count, how_many in STRANGERS.items():
        # Two who say a phrase each are no conversation.
        able = sorted(who for who, spoken in voices.speakers.items() if len(spoken) > 1 or count > 2)
        if len(able) < count:
            continue
        folder = Folder(out / f"strangers-{count}")
        for number in range(how_many):
            random = np.random.default_rng([count, number])
            who = [str(each) for each in random.permutation(able)[:count]]
            samples, turns, _, _ = _talk(voices, who, random)
            folder.add(f"strange-{count}-{number}", samples, turns=turns, speaks="auto")
        folder.end(der=0.10, speakers=0.9)


def _talk(libri: LibriSpeech | Strangers, who: list[str], random: np.random.Generator):
    """Everybody speaks once before anybody speaks again; nobody follows themselves."""
    waiting = {each: list(random.permutation(len(libri.speakers[each]))) for each in who}
    pieces, turns, sentences, names = [np.zeros(audio.RATE_HZ // 2, np.float32)], [], [], []
    seconds, last, silent = 0.5, "", list(who)
    while seconds < CONVERSATION_S and any(waiting[each] for each in who if each != last):
        able = [each for each in (silent or who) if each != last and waiting[each]]
        able = able or [each for each in who if each != last and waiting[each]]
        last = str(random.choice(able))
        silent = [each for each in silent if each != last]
        name, samples, text = libri.speakers[last][waiting[last].pop()]
        speech = audio.trimmed(samples)
        for start, end in audio.stretches(speech):
            turns.append((seconds + start / audio.RATE_HZ, (end - start) / audio.RATE_HZ, last))
        sentences.append((seconds, seconds + len(speech) / audio.RATE_HZ, last, text))
        names.append(name)
        gap_s = random.uniform(GAPS_S[1], LONG_GAP_S) if random.random() < 0.25 else random.uniform(*GAPS_S)
        gap = np.zeros(int(gap_s * audio.RATE_HZ), np.float32)
        # Digital stillness is like no room: the floor lies 70 dB under full scale.
        gap += (10 ** (-70 / 20) * random.standard_normal(len(gap))).astype(np.float32)
        pieces += [speech, gap]
        seconds += (len(speech) + len(gap)) / audio.RATE_HZ
    return np.concatenate(pieces), turns, sentences, names


def dialogues(source: Path, out: Path) -> None:
    """Recorded conversations with their truth as published."""
    sample = source / "two-speakers-rttm"
    if sample.exists():
        folder = Folder(out / "two-speakers")
        turns = [line.split() for line in (sample / "sample.rttm").read_text("utf-8").splitlines()]
        turns = [(float(cells[3]), float(cells[4]), cells[7]) for cells in turns]
        folder.add("sample", audio.read(sample / "sample.wav"), turns=turns, speaks="en")
        folder.end(der=0.25, speakers=1)
    leopard = source / "leopard" / "test_data.json"
    if leopard.exists():
        folder = Folder(out / "three-speakers")
        for test in json.loads(leopard.read_text("utf-8"))["tests"]["diarization_tests"]:
            words = test["words"]
            tags = [word["speaker_tag"] for word in words]
            folder.add(
                Path(test["audio_file"]).stem,
                audio.read(leopard.parent / test["audio_file"]),
                (test["language"], " ".join(word["word"] for word in words)),
                # The publisher gives who said what, not when.
                speakers=str(len(set(tags))),
            )
        folder.end()


def languages(source: Path, out: Path) -> None:
    """Sentences whose language nobody declares, with their English where it is known."""
    folder = Folder(out / "languages")
    leopard = source / "leopard" / "test_data.json"
    if leopard.exists():
        for test in json.loads(leopard.read_text("utf-8"))["tests"]["language_tests"]:
            file, language = leopard.parent / test["audio_file"], test["language"]
            if file.exists():
                english = {"en": SENTENCES[language]} if language in SENTENCES else None
                text = (language, test["transcript_with_punctuation"])
                folder.add(f"leopard-{language}", audio.read(file), text, translations=english, speaks="auto")
    french = source / "french"
    if french.exists():
        lines = [
            (french / name).read_text("utf-8").splitlines() for name in ("wav_list.txt", "source.txt", "target.txt")
        ]
        for path, said, english in zip(*lines, strict=True):
            file = french / Path(path).name
            folder.add(file.stem, audio.read(file), ("fr", said), translations={"en": english}, speaks="auto")
    spanish = source / "spanish"
    if spanish.exists():
        for file in sorted(spanish.glob("*.wav")):
            heard = "es,en,es,en" if "en-us" in file.stem else "es"
            folder.add(file.stem, audio.read(file), language=heard, speaks="auto")
    if (source / "jfk" / "jfk.wav").exists():
        text = (
            "And so, my fellow Americans, ask not what your country can do for you, "
            "ask what you can do for your country."
        )
        folder.add("jfk", audio.read(source / "jfk" / "jfk.wav"), ("en", text), speaks="auto")
    folder.end()


def noisy(libri: LibriSpeech, out: Path) -> None:
    """The same utterances clean and under babble, hum and music."""
    folder = Folder(out / "noisy")
    for speaker, spoken in libri.speakers.items():
        others = [np.concatenate([u[1] for u in libri.speakers[o][5:8]]) for o in libri.speakers if o != speaker]
        for name, samples, text in spoken[:NOISY_PER_SPEAKER]:
            folder.add(f"{name}-clean", samples, ("en", text), noise="none")
            length = len(samples)
            under = {"babble": noises.babble(others, length), "hum": noises.hum(length), "music": noises.music(length)}
            for kind, noise in under.items():
                for snr in SNRS_DB:
                    mix = noises.mixed(samples, noise, snr)
                    folder.add(f"{name}-{kind}-{snr}", mix, ("en", text), noise=kind, snr_db=str(snr))
    folder.end()


def stillness(out: Path) -> None:
    """Ten minutes each in which nobody says anything, at 30 dB under full scale."""
    folder = Folder(out / "stillness")
    length = STILL_MINUTES * 60 * audio.RATE_HZ
    sounds = {"silence": np.zeros(length), "noise": noises.white(length), "hum": noises.hum(length)}
    for name, sound in {**sounds, "music": noises.music(length)}.items():
        level = 0 if name == "silence" else 10 ** (-30 / 20) / noises.rms(sound)
        folder.add(name, level * sound, ("en", ""), noise=name)
    folder.end(phantom=0)


def voices(source: Path, out: Path) -> None:
    """Two more people, for telling voices apart."""
    folder = Folder(out / "voices")
    for file in sorted((source / "eagle").glob("*.wav")):
        folder.add(file.stem, audio.read(file), speaker="eagle-" + file.stem.split("_")[1], speaks="en")
    folder.end()


def main(given: list[str]) -> int:
    """All sets that the source has recordings for."""
    if len(given) != 2 or not Path(given[0]).is_dir():
        print("usage: python -m univoice_quality.generate SOURCE SETS (SOURCE must be a folder)", file=sys.stderr)
        return 2
    source, out = Path(given[0]), Path(given[1])
    if (source / "librispeech" / "transcripts.tsv").exists():
        libri = LibriSpeech(source / "librispeech")
        for make in (utterances, conversations, noisy):
            make(libri, out)
    if (source / "eagle").exists():
        voices(source, out)
    strangers(source, out)
    dialogues(source, out)
    languages(source, out)
    stillness(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
