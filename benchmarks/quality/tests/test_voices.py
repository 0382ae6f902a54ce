import numpy as np
import pytest

from univoice_quality.voices import Voices


def voices(*angles: tuple[str, float]) -> Voices:
    lines = [
        {"speaker": who, "session": f"set/{number}", "embedding": [np.cos(at), np.sin(at)]}
        for number, (who, at) in enumerate(angles)
    ]
    return Voices.of(lines)


def test_finds_no_error_between_voices_far_apart():
    far = voices(("anna", 0.0), ("anna", 0.1), ("rui", 1.5), ("rui", 1.4))

    assert far.equal_error_rate()[0] == 0
    assert far.distinguishable() == (4, 4)


def test_finds_a_voice_that_is_nearer_to_somebody_else():
    mixed = voices(("anna", 0.0), ("anna", 0.1), ("anna", 1.45), ("rui", 1.5), ("rui", 1.4))

    assert mixed.equal_error_rate()[0] > 0.2
    assert mixed.distinguishable() == (4, 5)


def test_leaves_the_rate_open_where_there_is_one_voice():
    assert np.isnan(voices(("anna", 0.0), ("anna", 0.1)).equal_error_rate()[0])
    assert voices(("anna", 0.0)).distinguishable() == (0, 0)


def test_puts_the_limit_between_same_and_different():
    _, limit = voices(("anna", 0.0), ("anna", 0.1), ("rui", 1.5), ("rui", 1.4)).equal_error_rate()

    assert limit == pytest.approx(np.cos(0.1))


def test_does_not_compare_a_recording_with_itself():
    apart = voices(("anna", 0.0), ("anna", 1.0), ("rui", 1.7), ("rui", 1.7))

    assert apart.distinguishable() == (3, 4)
