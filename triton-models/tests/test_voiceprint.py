import math

import numpy as np
import pytest

from univoice_models.errors import InvalidInput
from univoice_models.mel import mel_filters
from univoice_models.voiceprint.pace import syllable_rate
from univoice_models.voiceprint.pitch import statistics, track

from .conftest import recording

SECONDS = np.arange(32_000) / 16_000


def test_one_speaker_is_nearer_to_itself_than_to_another(extractor):
    first, again, other = (
        extractor.extract(recording(name)).embedding
        for name in ("first-speaker-1.flac", "first-speaker-2.flac", "second-speaker.flac")
    )
    assert np.linalg.norm(first) == pytest.approx(1.0, abs=1e-5)
    assert first @ again > 0.72 > first @ other


def test_a_voiceprint_has_sensible_figures(extractor):
    voice = extractor.extract(recording("english.wav"))
    assert 80 < math.exp(voice.pitch.mean) < 160
    assert 0.02 < voice.pitch.deviation < 0.4
    assert 0.3 < voice.pitch.voiced_fraction <= 1.0
    assert voice.spectrum.shape == (40,)
    assert voice.spectrum.mean() == pytest.approx(0.0, abs=1e-4)
    assert -40 < voice.loudness < -10
    assert 0 < voice.energy_variation < 20
    assert 1.5 < voice.rate < 8


def test_loudness_follows_the_level(extractor):
    pcm = recording("english.wav")
    assert extractor.extract(pcm // 4).loudness == pytest.approx(extractor.extract(pcm).loudness - 12.04, abs=0.3)


def test_the_pitch_of_a_hum_is_found():
    hum = sum(np.sin(2 * np.pi * 150 * harmonic * SECONDS) / harmonic for harmonic in range(1, 12))
    pitch = statistics(track(0.1 * hum), np.ones(201, bool))
    assert math.exp(pitch.mean) == pytest.approx(150, rel=0.01)
    assert pitch.voiced_fraction > 0.9


def test_silence_has_no_voice(extractor):
    voice = extractor.extract(np.zeros(16_000, np.int16))
    assert not voice.embedding.any()
    assert math.isnan(voice.pitch.mean) and voice.pitch.voiced_fraction == 0.0


def test_windows_tell_who_speaks_when(extractor):
    first, again, other = (
        recording(name)[:48_000] for name in ("first-speaker-1.flac", "first-speaker-2.flac", "second-speaker.flac")
    )
    windows = extractor.extract(np.concatenate([first, np.zeros(8_000, np.int16), other])).windows
    voice = extractor.extract(again).embedding
    before = windows.embeddings[windows.times[:, 1] <= 3_000] @ voice
    after = windows.embeddings[windows.times[:, 0] >= 3_500] @ voice
    assert len(before) > 2 and len(after) > 2
    assert before.mean() > 0.72 > 0.68 > after.mean()


def test_windows_are_measured_and_cover_the_speech(extractor):
    pcm = recording("english.wav")
    windows = extractor.extract(pcm).windows
    count = len(windows.times)
    assert windows.embeddings.shape == (count, 256) and windows.spectra.shape == (count, 40)
    assert np.linalg.norm(windows.embeddings, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert (np.diff(windows.times[:, 0]) > 0).all()
    assert (windows.times[:, 1] - windows.times[:, 0] >= 1_200).all()
    assert windows.times[-1, 1] > 1_000 * pcm.size / 16_000 - 1_500
    pitch, level, centroid = windows.prosody[:, 1], windows.prosody[:, 3], windows.prosody[:, 5]
    assert 80 < math.exp(np.nanmean(pitch)) < 160
    assert (level < 0).all() and ((centroid > 100) & (centroid < 4_000)).all()


def test_a_voiceprint_tells_how_the_voice_moves(extractor):
    voice = extractor.extract(recording("english.wav"))
    low, high = voice.pitch_range
    assert low < voice.pitch.mean < high
    assert voice.contour.shape == (8,) and np.isfinite(voice.contour).sum() >= 6
    assert low - 0.2 < np.nanmin(voice.contour) < np.nanmax(voice.contour) < high + 0.2
    assert 100 < voice.centroid < 4_000


def test_silence_has_no_windows(extractor):
    assert len(extractor.extract(np.zeros(16_000, np.int16)).windows.times) == 0


def test_syllables_are_counted():
    levels = np.tile(np.r_[np.full(10, -40.0), np.hanning(15) * 20 - 40], 8)
    everywhere = np.ones(levels.size, bool)
    assert syllable_rate(levels, everywhere, everywhere) == pytest.approx(4.0, abs=0.6)


def test_mel_filters_have_unit_area():
    filters = mel_filters(40)
    assert filters.shape == (40, 201)
    assert (filters[20:].sum(axis=1) * 40).tolist() == pytest.approx([1.0] * 20, abs=0.06)


@pytest.mark.parametrize("size", [0, 1, 6_000])
def test_too_little_audio_is_refused(extractor, size):
    with pytest.raises(InvalidInput, match="PCM"):
        extractor.extract(np.ones(size, np.int16))
