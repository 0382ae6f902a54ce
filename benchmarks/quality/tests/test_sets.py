from pathlib import Path

import numpy as np
import pytest
import soundfile

from univoice_quality import audio, decode, generate, noises, strangers
from univoice_quality.recordings import Folder

SECOND = audio.RATE_HZ


def tone(seconds: float) -> np.ndarray:
    return (0.5 * np.sin(np.arange(int(seconds * SECOND)) / 10)).astype(np.float32)


def test_finds_speech_between_long_pauses_only():
    still = np.zeros(SECOND, np.float32)
    speech = np.concatenate([still, tone(1), still[: SECOND // 4], tone(1), still, tone(1), still])

    found = [(start / SECOND, end / SECOND) for start, end in audio.stretches(speech)]

    assert found == [pytest.approx((0.97, 3.28), abs=0.03), pytest.approx((4.22, 5.28), abs=0.03)]


def test_takes_no_knock_in_a_pause_for_speech():
    still = np.zeros(SECOND // 4, np.float32)
    knocks = [part for _ in range(4) for part in (tone(0.06), still)]
    speech = np.concatenate([tone(1), still, *knocks, tone(1)])

    found = [(start / SECOND, end / SECOND) for start, end in audio.stretches(speech)]

    assert found == [pytest.approx((0, 1.03), abs=0.03), pytest.approx((2.46, 3.49), abs=0.03)]


def test_mixes_at_the_strength_that_is_asked_for():
    speech = tone(2)
    for snr in (0, 5, 10):
        noise = noises.mixed(speech, noises.hum(2 * SECOND), snr) - speech
        assert 20 * np.log10(noises.rms(speech) / noises.rms(noise)) == pytest.approx(snr, abs=0.01)


def test_makes_the_same_noises_every_time():
    for make in (noises.hum, noises.music, noises.white):
        assert np.array_equal(make(SECOND), make(SECOND))
        assert noises.rms(make(SECOND)) > 0


def test_makes_conversations_that_repeat_and_whose_turns_lie_where_speech_is(tmp_path):
    for speaker in ("anna", "rui", "eva"):
        folder = tmp_path / "librispeech" / speaker
        folder.mkdir(parents=True)
        for number in range(10):
            soundfile.write(folder / f"{speaker}-{number}.flac", tone(5 + number / 4), SECOND)
    names = [f"{s}-{n}" for s in ("anna", "rui", "eva") for n in range(10)]
    table = "".join(f"{name}\tgood morning\n" for name in names)
    (tmp_path / "librispeech" / "transcripts.tsv").write_text(table)
    libri = generate.LibriSpeech(tmp_path / "librispeech")

    once, turns, sentences, spoken = generate._talk(libri, ["anna", "rui"], np.random.default_rng(1))
    again, *_ = generate._talk(libri, ["anna", "rui"], np.random.default_rng(1))

    assert np.array_equal(once, again)
    assert all(one[2] != other[2] for one, other in zip(turns, turns[1:], strict=False))
    for start, length, _ in turns:
        assert noises.rms(once[int(start * SECOND) : int((start + length) * SECOND)]) > 0.3
    # Tones have no pauses: who speaks one sentence has one turn.
    assert [(start, end, who) for start, end, who, _ in sentences] == [
        (start, pytest.approx(start + length, abs=0.05), who) for start, length, who in turns
    ]
    assert [name.split("-")[0] for name in spoken] == [who for _, _, who in turns]
    assert libri.portuguese(spoken) is None


def test_cuts_what_somebody_says_into_phrases_at_pauses():
    still = np.zeros(SECOND // 2, np.float32)
    speech = np.concatenate([still, tone(1), still, tone(1), still, tone(2), still, tone(1.3), still, tone(0.4), still])

    lengths = [len(phrase) / SECOND for phrase in strangers.phrases(speech)]

    # What is too short by itself goes on over the pause.
    assert lengths == [pytest.approx(length, abs=0.1) for length in (2.5, 2, 2.2)]


def test_makes_conversations_of_strangers_that_repeat(tmp_path):
    for file in ("eagle/speaker_1_utt_1.wav", "eagle/speaker_2_test_utt.wav", "jfk/jfk.wav"):
        path = tmp_path / "source" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        still = np.zeros(SECOND // 2, np.float32)
        soundfile.write(path, np.concatenate([tone(2), still, tone(2.5), still, tone(3)]), SECOND)

    for out in ("one", "other"):
        generate.strangers(tmp_path / "source", tmp_path / out)

    made = sorted(file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*.*"))
    assert {path.parts[0] for path in made} == {"strangers-2", "strangers-3"}
    assert len([path for path in made if path.suffix == ".rttm"]) == 16
    for path in made:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "other" / path).read_bytes()
    turns = (tmp_path / "one" / "strangers-2" / "strange-2-0.rttm").read_text().splitlines()
    assert len({turn.split()[7] for turn in turns}) == 2


def test_has_portuguese_for_every_utterance_or_for_none(tmp_path):
    (tmp_path / "transcripts.tsv").write_text("")
    libri = generate.LibriSpeech(tmp_path)

    assert libri.portuguese(["2414-128291-0003", "2414-128291-0009"]) == {
        "pt": "O que procuro aqui?\nMas veja estas vacas."
    }
    assert libri.portuguese(["2414-128291-0003", "1-2-3"]) is None


def test_refuses_a_file_that_is_no_recording_in_one_line(tmp_path, capsys):
    broken = tmp_path / "talk.wav"
    broken.write_bytes(b"RIFF but nothing else")
    (tmp_path / "recordings.jsonl").write_text(f'{{"session": "set/talk", "audio": "{broken}"}}\n')

    assert decode.main([str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(str(broken)) and said.count("\n") == 1


def test_brings_any_format_to_what_the_job_hears(tmp_path):
    stereo = np.stack([tone(1), tone(1)], axis=1)
    file = tmp_path / "talk.ogg"
    soundfile.write(file, stereo, 48_000, format="OGG", subtype="VORBIS")
    (tmp_path / "recordings.jsonl").write_text(f'{{"session": "set/talk", "audio": "{file}"}}\n')

    assert decode.main([str(tmp_path)]) == 0
    assert len(Path(tmp_path / "pcm" / "set" / "talk.pcm").read_bytes()) == pytest.approx(2 * SECOND / 3, abs=100)


def test_writes_truth_beside_a_recording(tmp_path):
    folder = Folder(tmp_path / "set")
    folder.add(
        "talk",
        tone(1),
        ("en", "hello"),
        [(0.0, 1.0, "anna")],
        {"pt": "olá"},
        [(0.0, 1.0, "anna", "hello")],
        noise="none",
    )
    folder.end(der=0.1)

    assert sorted(file.name for file in (tmp_path / "set").iterdir()) == [
        "bars.tsv",
        "tags.tsv",
        "talk.flac",
        "talk.rttm",
        "talk.stm",
        "talk.transcript.en.txt",
        "talk.translation.pt.txt",
    ]
