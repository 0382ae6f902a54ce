import json
from pathlib import Path

import numpy as np
import pytest

from univoice_quality import lag, score

SENTENCES = [
    {"startMillis": 0, "endMillis": 4_000, "speaker": "a", "text": "one two three four"},
    {"startMillis": 4_000, "endMillis": 8_000, "speaker": "b", "text": "five six seven eight"},
]


def write(work: Path, policy: str, pace: str, *said: tuple[str, int]) -> None:
    recording = {"session": "set/talk", "set": "set", "name": "talk", "audio": str(work / "talk.wav"), "rttm": None}
    recording |= {"language": "en", "transcript": "one two three four five six seven eight", "speaks": "en"}
    recording |= {"translations": {"pt": "um dois três quatro\ncinco seis sete oito"}, "tags": {}}
    recording |= {"heard": False, "lag": True, "sentences": SENTENCES}
    (work / "recordings.jsonl").write_text(json.dumps(recording) + "\n")
    pcm = work / "pcm" / "set" / "talk.pcm"
    pcm.parent.mkdir(parents=True, exist_ok=True)
    pcm.write_bytes(np.zeros(12 * 16_000, "<i2").tobytes())
    lines = [
        {
            "session": "set/talk",
            "final": True,
            "start_ms": number,
            "end_ms": left,
            "speaker": "S1",
            "language": "en",
            "text": "one",
            "words": [],
            "translations": {"pt": {"text": text, "left_ms": left}},
        }
        for number, (text, left) in enumerate(said)
    ]
    (work / f"lag-{policy}-{pace}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_lags_by_the_end_of_a_sentence_that_is_waited_for(tmp_path):
    write(tmp_path, "pauses", "stepwise", ("um dois três quatro", 4_500), ("cinco seis sete oito", 8_500))

    (found,) = lag.measure(tmp_path)

    # All of it after its end: average lagging is the first word's delay, as its authors say.
    assert found.ideal["al"] == pytest.approx(4_500)
    assert found.live == {}
    assert (found.chrf, found.bleu) == (pytest.approx(100), pytest.approx(100))


def test_lags_less_where_half_a_sentence_is_enough(tmp_path):
    said = ("um dois", 2_500), ("três quatro", 4_500), ("cinco seis", 6_500), ("sete oito", 8_500)
    write(tmp_path, "clauses", "stepwise", *said)
    write(tmp_path, "clauses", "live", *((text, left + 700) for text, left in said))

    (found,) = lag.measure(tmp_path)

    # Words at 2.5, 2.5, 4.5 s; an ideal translator says them at 0, 1, 2 s, and the first after the end is the last.
    assert found.ideal["al"] == pytest.approx((2_500 + 1_500 + 2_500) / 3)
    assert found.live["al"] == pytest.approx(found.ideal["al"] + 700)


def test_does_not_blame_a_sentence_for_words_of_the_next(tmp_path):
    write(tmp_path, "pauses", "stepwise", ("um dois três quatro cinco seis sete oito", 8_500))

    (found,) = lag.measure(tmp_path)

    assert found.ideal["al"] == pytest.approx((8_500 + 4_500) / 2)
    assert found.ideal["laal"] == pytest.approx(found.ideal["al"])


def test_prints_one_table_with_both_policies(tmp_path):
    write(tmp_path, "clauses", "stepwise", ("um dois três quatro cinco seis sete oito", 8_500))
    write(tmp_path, "pauses", "stepwise", ("um dois três quatro cinco seis sete oito", 8_500))

    (tmp_path / "plots").mkdir()
    (tmp_path / "plots" / "voices.svg").write_text("of another run")
    assert score.main([str(tmp_path), str(tmp_path / "plots")]) == 0
    said = (tmp_path / "rows.md").read_text()

    assert said.count("| set | en-pt | after a pause | 6500 |") == 1
    assert said.count("| set | en-pt | clause by clause | 6500 |") == 1
    assert "| what | measured |" not in said
    assert "Pictures" not in said
