"""What `univoice_models.measure.voiceprints` counts as speech, and as a voiceprint's time."""

import numpy as np

from univoice_models.measure.voiceprints import first_speech, taken


def test_pauses_do_not_count_as_speech():
    tone = np.sin(np.arange(32_000) / 8).astype(np.float32)
    pause = np.zeros(48_000, np.float32)

    found = first_speech(np.concatenate([pause, tone, pause, tone]), 3.0)

    assert found.size == 48_000
    assert np.sqrt(np.mean(found**2)) > 0.5


def test_too_little_speech_is_left_out():
    assert first_speech(np.zeros(100, np.float32), 3.0) is None
    assert first_speech(np.sin(np.arange(32_000) / 8).astype(np.float32), 3.0) is None


def test_every_voiceprint_but_the_first_is_counted():
    class Counting:
        asked = 0

        def extract(self, pcm):
            self.asked += 1

    extractor = Counting()

    took = taken(extractor, [np.zeros(10, np.float32)] * 4, 2)

    assert extractor.asked == 9
    assert took.wall.size == took.cpu.size == 8
