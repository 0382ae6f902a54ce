from pathlib import Path

import pytest

from univoice_quality import diarization

TWO_TURNS = """SPEAKER talk 1 0.000 10.000 <NA> <NA> anna <NA> <NA>
SPEAKER talk 1 10.000 10.000 <NA> <NA> rui <NA> <NA>
"""


def truth(folder: Path) -> object:
    file = folder / "talk.rttm"
    file.write_text(TWO_TURNS)
    return diarization.read_rttm(file)


def segment(start_s: float, end_s: float, speaker: str) -> dict:
    return {"start_ms": start_s * 1000, "end_ms": end_s * 1000, "speaker": speaker}


def rate(folder: Path, *segments: dict, collar_s: float = 0.0) -> diarization.DiarizationErrors:
    errors = diarization.DiarizationErrors(collar_s)
    errors.add(truth(folder), diarization.heard_turns(list(segments)), 20.0)
    return errors


def test_finds_no_error_whatever_the_speakers_are_called(tmp_path):
    assert rate(tmp_path, segment(0, 10, "S7"), segment(10, 20, "S2")).rate == 0


def test_counts_a_tenth_of_the_speech_that_goes_to_the_other(tmp_path):
    found = rate(tmp_path, segment(0, 12, "S1"), segment(12, 20, "S2"))

    assert found.rate == pytest.approx(0.1)
    assert found.shares() == {
        "missed detection": 0,
        "false alarm": 0,
        "confusion": pytest.approx(0.1),
    }


def test_counts_speech_that_was_missed(tmp_path):
    assert rate(tmp_path, segment(0, 10, "S1")).shares()["missed detection"] == pytest.approx(0.5)


def test_forgives_an_error_within_half_a_collar(tmp_path):
    late = segment(0, 10.12, "S1"), segment(10.12, 20, "S2")

    assert rate(tmp_path, *late, collar_s=diarization.COLLAR_S).rate == pytest.approx(0)
    assert rate(tmp_path, *late).rate > 0
