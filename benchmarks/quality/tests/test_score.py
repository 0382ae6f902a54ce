import json
from pathlib import Path

import numpy as np

from univoice_quality import score


def write(work: Path, name: str, *lines: dict) -> None:
    (work / name).write_text("".join(json.dumps(line) + "\n" for line in lines))


def recording(work: Path, name: str, **more) -> dict:
    pcm = work / "pcm" / "set" / f"{name}.pcm"
    pcm.parent.mkdir(parents=True, exist_ok=True)
    pcm.write_bytes(np.zeros(20 * 16_000, "<i2").tobytes())
    known = {"session": f"set/{name}", "set": "set", "name": name, "audio": str(work / f"{name}.wav"), "rttm": None}
    known |= {"language": "en", "transcript": None, "speaks": "en", "translations": {}, "tags": {}, "heard": True}
    return known | more


def final(name: str, text: str, **more) -> dict:
    words = [{"text": word, "start_ms": 0, "end_ms": 100, "confidence": 0.9} for word in text.split()]
    line = {"session": f"set/{name}", "final": True, "start_ms": 0, "end_ms": 20_000, "speaker": "S1"}
    return line | {"language": "en", "text": text, "confidence": 0.9, "words": words} | more


def rows(work: Path) -> str:
    assert score.main([str(work), str(work / "plots")]) == 0
    return (work / "rows.md").read_text()


def test_prints_bar_figure_and_verdict(tmp_path):
    rttm = tmp_path / "talk.rttm"
    rttm.write_text("SPEAKER talk 1 0 10 <NA> <NA> a <NA> <NA>\nSPEAKER talk 1 10 10 <NA> <NA> b <NA> <NA>\n")
    (tmp_path / "bars.tsv").write_text("der\t0.1\nspeakers\t0.9\nwer\t0.5\n")
    write(tmp_path, "recordings.jsonl", recording(tmp_path, "talk", transcript="good day to you", rttm=str(rttm)))
    write(tmp_path, "hypotheses.jsonl", final("talk", "Good day for you"))

    said = rows(tmp_path)

    assert "diarization error rate, collar 0.25 s, 1 recording, 0.3 minutes | 50.0 %" in said
    assert "| ≤ 10.0 % | **no** |" in said
    assert "number of speakers right | 0 of 1 (else 1 for 2) | ≥ 90.0 % | **no** |" in said
    assert "word errors, en, 1 recording, 0.3 minutes | 25.0 % (1 of 4 words) | ≤ 50.0 % | yes |" in said
    assert (tmp_path / "plots" / "reliability.svg").exists()


def test_counts_words_where_nobody_speaks(tmp_path):
    (tmp_path / "bars.tsv").write_text("phantom\t0\n")
    write(
        tmp_path, "recordings.jsonl", recording(tmp_path, "hum", transcript=""), recording(tmp_path, "s", transcript="")
    )
    write(tmp_path, "hypotheses.jsonl", final("hum", "thank you"))

    said = rows(tmp_path)

    assert "set/hum: words where nobody speaks | 2 in 0.3 minutes | 0 | **no** |" in said
    assert "set/s: words where nobody speaks | 0 in 0.3 minutes | 0 | yes |" in said


def test_says_which_language_was_taken_for_which(tmp_path):
    told = [
        recording(tmp_path, "one", language="fr", transcript="bonjour", speaks="auto"),
        recording(tmp_path, "two", language="", speaks="auto", tags={"language": "es,en"}),
    ]
    write(tmp_path, "recordings.jsonl", *told)
    write(
        tmp_path,
        "hypotheses.jsonl",
        final("one", "bonjour", language="it"),
        final("two", "hola", language="es"),
        final("two", "hello", language="en"),
    )

    assert "language identified | 1 of 2 (else one: it)" in rows(tmp_path)


def test_compares_translations_of_speech_and_of_text(tmp_path):
    talk = recording(tmp_path, "talk", transcript="good day", translations={"pt": "bom dia a todos vocês"})
    write(tmp_path, "recordings.jsonl", talk)
    heard = final("talk", "good day", translations={"pt": {"text": "bom dia a todos vocês"}})
    write(tmp_path, "hypotheses.jsonl", heard)
    write(tmp_path, "sentences.jsonl", {"file": "x", "pair": "en-pt", "reference": "bom dia", "source": "good day"})

    said = rows(tmp_path)

    assert "set, en-pt, speech: translation | chrF 100.0, BLEU 100.0 (1 texts)" in said
    assert "x, en-pt, text: translation | chrF 0.0, BLEU 0.0 (1 texts, 1 empty)" in said


def test_says_that_models_failed(tmp_path):
    write(tmp_path, "recordings.jsonl", recording(tmp_path, "talk", transcript="good day"))
    write(tmp_path, "hypotheses.jsonl", {"session": "set/talk", "notice": "STT_SERVICE_ERROR"})

    assert "1 notices of failed models" in rows(tmp_path)


def test_names_no_picture_of_an_earlier_run(tmp_path):
    (tmp_path / "plots").mkdir()
    (tmp_path / "plots" / "voices.svg").write_text("<svg/>")
    write(tmp_path, "recordings.jsonl", recording(tmp_path, "talk", transcript="good day"))
    write(tmp_path, "hypotheses.jsonl", final("talk", "good day"))

    assert rows(tmp_path).strip().endswith("Pictures: [reliability.svg](plots/reliability.svg)")
