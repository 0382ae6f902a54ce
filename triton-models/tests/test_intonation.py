import math

import numpy as np
import pytest

from univoice_models.synthesis.intonation import FRAMES_PER_SECOND, Intonation
from univoice_models.synthesis.kokoro import RATE_HZ, Melody
from univoice_models.synthesis.loudness import TARGET_LUFS, level_factor, loudness_lufs
from univoice_models.synthesis.phrases import Phrases, rounded
from univoice_models.synthesis.speaker import Manner, Speaker, louder_db, pace, pitch_wanted

SECONDS = np.arange(2 * RATE_HZ) / RATE_HZ
FRAMES = 160


def melody(hz: float, deviation: float = 0.15) -> Melody:
    """Two seconds that fall as a statement does, with a pause and the glide into it."""
    logs = np.log(hz) + deviation * math.sqrt(3) * np.linspace(1, -1, FRAMES)
    f0, energy = np.exp(logs).astype(np.float32), np.full(FRAMES, 6.0, np.float32)
    f0[70:80], energy[70:80] = 20.0, -8.0
    return Melody(f0, energy, np.zeros((512, FRAMES // 2), np.float32), np.zeros(256, np.float32))


def tone(hz: float) -> np.ndarray:
    return 0.1 * np.sin(2 * np.pi * hz * SECONDS)


def heard(bent: Melody) -> tuple[float, float]:
    logs = np.log(bent.f0[bent.energy > 0])
    return math.exp(logs.mean()), float(logs.std())


@pytest.mark.parametrize("wanted", [70.0, 110.0, 220.0, 330.0, 420.0])
@pytest.mark.parametrize("stock", [95.0, 210.0])
def test_any_pitch_is_reached_from_any_stock_voice(wanted, stock):
    bent = Intonation((math.log(wanted), 0.2)).bent(melody(stock), False)
    assert heard(bent) == (pytest.approx(wanted, rel=0.01), pytest.approx(0.2, abs=0.01))


def test_a_whisper_leaves_the_standard_pitch():
    whispered = pitch_wanted(Speaker(), Manner())
    assert np.array_equal(Intonation(whispered).bent(melody(120.0), False).f0, melody(120.0).f0)


def test_a_singer_is_spoken_for_and_not_sung():
    bent = Intonation((math.log(300.0), 0.6)).bent(melody(200.0), False)
    assert heard(bent)[0] == pytest.approx(300.0, rel=0.05)
    assert heard(bent)[1] <= 0.36
    assert bent.f0.max() <= 600


def test_nothing_voiced_is_left_as_it_is():
    silent = melody(120.0)
    silent.f0[:] = 3.0
    assert Intonation((5.0, 0.2)).bent(silent, True) is silent


def test_a_question_rises_at_its_end_and_keeps_its_height():
    line = Intonation((math.log(150.0), 0.2))
    stated, asked = (Intonation(line.wanted).bent(melody(150.0), asks) for asks in (False, True))
    last = slice(-int(0.3 * FRAMES_PER_SECOND), None)
    assert math.log(stated.f0[-1] / stated.f0[last][0]) < 0
    assert math.log(asked.f0[-1] / asked.f0[last][0]) > 0.25
    assert heard(asked)[0] == pytest.approx(150.0, rel=0.05)


def test_a_question_stays_up_while_the_voice_dies_away():
    dying = melody(150.0)
    dying.f0[-8:], dying.energy[-8:] = np.linspace(110, 40, 8), np.linspace(2, -9, 8)
    asked = Intonation((math.log(150.0), 0.2)).bent(dying, True)
    assert np.all(np.diff(asked.f0[-24:]) > -1e-3)
    assert math.log(asked.f0[-1] / asked.f0[-24]) > 0.25


@pytest.mark.parametrize(("own", "wanted"), [(0.2, 0.07), (0.07, 0.17)])
def test_a_calm_and_a_lively_speaker_are_told_from_each_other(own, wanted):
    bent = Intonation((math.log(150.0), wanted)).bent(melody(150.0, own), False)
    assert heard(bent)[1] == pytest.approx(wanted, abs=0.01)


def test_a_later_clause_lies_a_little_lower_but_the_mean_stays():
    line = Intonation((math.log(150.0), 0.2))
    means = [heard(line.bent(melody(hz), False))[0] for hz in (150.0, 120.0, 120.0)]
    assert means[0] > means[1]
    assert np.mean(means) == pytest.approx(150.0, rel=0.05)


def test_an_utterance_is_believed_unless_it_is_an_octave_away():
    usual = Speaker(pitch=np.array([5.0, 0.2]), loudness=-20.0)
    assert pitch_wanted(usual, Manner(pitch=np.array([5.3, 0.1]))) == (pytest.approx(5.3), pytest.approx(0.1))
    assert pitch_wanted(usual, Manner(pitch=np.array([5.7, 0.1])))[0] == pytest.approx(5.0)
    assert louder_db(usual, Manner(loudness=-14.0)) == pytest.approx(6.0)
    assert louder_db(Speaker(), Manner(loudness=-14.0)) == 0.0
    assert pace(Manner(rate=3.0)) == pytest.approx(1.25)
    assert pace(Manner()) == 1.0


def test_loudness_is_what_the_standard_says_of_its_test_tone():
    """BS.1770: a sine of 997 Hz at full scale in one channel measures -3.01 LUFS."""
    tone = np.sin(2 * np.pi * 997 * SECONDS)
    assert loudness_lufs(tone) == pytest.approx(-3.01, abs=0.05)
    assert loudness_lufs(0.1 * tone) == pytest.approx(-23.01, abs=0.05)


def test_pauses_do_not_make_speech_quieter():
    tone = 0.1 * np.sin(2 * np.pi * 997 * SECONDS)
    paused = np.concatenate([tone, np.zeros(4 * RATE_HZ), tone])
    assert loudness_lufs(paused) == pytest.approx(loudness_lufs(tone), abs=0.5)
    assert loudness_lufs(np.zeros(RATE_HZ)) == -np.inf == loudness_lufs(np.zeros(0))


@pytest.mark.parametrize(("louder", "range_kept"), [(0.0, 0.0), (3.0, 3.0), (20.0, 4.0), (-20.0, -6.0)])
def test_every_clause_reaches_the_target_and_an_utterance_its_share(louder, range_kept):
    quiet = (0.01 * np.sin(2 * np.pi * 440 * SECONDS)).astype(np.float32)
    made = loudness_lufs(quiet * level_factor(quiet, louder))
    assert made == pytest.approx(TARGET_LUFS + range_kept, abs=0.05)
    assert level_factor(np.zeros(RATE_HZ)) == 1.0


def test_a_phrase_is_made_once_and_forgotten_when_there_is_no_room():
    kept, made = Phrases(most_seconds=5.0), []

    def make(name):
        return kept.sound(name, lambda: made.append(name) or tone(440.0))

    for name in ("yes", "no", "yes", "perhaps", "yes", "no"):
        make(name)
    assert made == ["yes", "no", "perhaps", "no"]
    assert kept.samples <= 5.0 * RATE_HZ


@pytest.mark.parametrize("useless", [np.full(9, np.nan), np.zeros(0), np.zeros(RATE_HZ)])
def test_a_phrase_that_cannot_be_heard_is_not_kept(useless):
    kept = Phrases()
    assert kept.sound("bad", lambda: useless) is useless
    assert kept.sound("bad", lambda: tone(440.0)).size == SECONDS.size
    assert kept.samples == SECONDS.size


def test_a_phrase_said_a_little_differently_is_the_same_phrase():
    assert rounded((5.01, 0.18), 1.02) == rounded((4.99, 0.22), 0.98) != rounded((5.1, 0.22), 0.98)
    assert rounded(None, 1.0) == (None, 1.0)
