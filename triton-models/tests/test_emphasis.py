from pathlib import Path

import numpy as np
import pytest

from univoice_models.measure.emphasis import placed
from univoice_models.measure.likeness import heard_at_16k
from univoice_models.measure.prominence import scores
from univoice_models.measure.prominence import stressed as stressed_word
from univoice_models.recognition.words import Word
from univoice_models.synthesis.clauses import clauses
from univoice_models.synthesis.emphasis import LONGER, Stressed, longer, louder, peak, places, raised, ranges, stressed
from univoice_models.synthesis.kokoro import Melody
from univoice_models.translation.alignment import Link
from univoice_models.translation.translator import _links
from univoice_models.translation.wording import Wording

READ = Path(__file__).parents[2] / "flink-job/src/test/resources/emphasis/read.tsv"
NEVER = "I never said that."
FRAMES = 80
WORD = Stressed(20, 40, 25, 30)
"""Of the melody below, in which each character lasts for one frame."""


def melody() -> Melody:
    at = np.arange(2 * FRAMES)
    f0 = np.exp(5.0 + 0.1 * np.sin(at / 3)).astype(np.float32)
    sounds = np.tile(np.arange(FRAMES, dtype=np.float32), (512, 1))
    return Melody(f0, np.full(2 * FRAMES, 5.0, np.float32), sounds, np.zeros(256, np.float32), np.arange(FRAMES + 1))


def words(text: str, word: str) -> list[list[str]]:
    parts = clauses(text)
    at = text.index(word)
    chosen = places(text, parts, [(at, at + len(word))])
    return [[part.text[a:b] for a, b in ranges(part, own)] for part, own in zip(parts, chosen, strict=True)]


def test_a_word_is_found_in_its_clause():
    assert words(NEVER, "never") == [["never"]]
    assert words("He left. Nobody saw him (really).\nNobody!", "really") == [[], ["(really)."], []]
    long = "I would have told you that it was never my idea to leave, but nobody asked me about the house at all."
    assert [word for clause in words(long, "asked") for word in clause] == ["asked"]


def test_the_second_of_two_equal_words_is_meant():
    text = "No, no, it was not no, it was now."
    at = text.rindex("no,")
    assert places(text, clauses(text), [(at, at + 2)])[0].count(5) == 1


@pytest.mark.parametrize(
    ("whole", "alone", "word", "spoken"),
    [
        ("I nˈɛvəɹ sˈɛd ðˈæt.", ["ˈI", "nˈɛvəɹ", "sˈɛd", "ðˈæt."], 1, "nˈɛvəɹ"),
        ("mˈʌni ʌvðə bˈæŋk.", ["mˈʌni", "ʌv", "ðə", "bˈæŋk."], 3, "bˈæŋk."),
        ("ʃi stˈOl mI mˈʌni.", ["ʃˈi", "stˈOl", "mˈI", "mˈʌni."], 0, "ʃˈi"),
        ("ɪn nˈIntin nˈInti nˈIn nˈW", ["ɪn", "nˈIntin nˈInti nˈIn", "nˈW"], 1, "nˈIntin nˈInti nˈIn"),
    ],
)
def test_a_word_is_found_in_the_phonemes_of_its_clause(whole, alone, word, spoken):
    phonemes, (found,) = stressed(whole, alone, (word,))
    assert phonemes[found.start : found.end] == spoken
    assert phonemes[found.vowel_start - 1] == "ˈ"


def test_a_word_that_is_read_as_something_else_is_left_out():
    assert stressed("nˈɛvəɹ", ["ʤʊ"], (0,)) == ("nˈɛvəɹ", ())


def test_a_word_lasts_longer_and_the_others_as_long_as_before():
    made = longer(melody(), (WORD,))
    lasts = np.diff(made.begins)
    assert 25 < lasts[20:40].sum() == round(20 * LONGER)
    assert np.array_equal(lasts[:20], np.ones(20)) and lasts[40:].sum() == 40
    assert made.f0.size == made.energy.size == 2 * made.sounds.shape[1] == 2 * made.begins[-1]
    assert np.all(np.diff(made.sounds[0]) >= 0), "sounds stay in order"


def test_a_word_is_raised_above_the_others_and_what_follows_lies_lower():
    plain = melody()
    made = raised(plain, (WORD,), asks=False, follows=False, before=None)
    change = np.log(made.f0 / plain.f0)
    assert change[50:60].min() > 0.2 and change[50:60].max() < 0.61
    assert np.allclose(change[:30], 0.0, atol=1e-6), "what goes before stays"
    assert np.log(made.f0[100:]).mean() < np.log(plain.f0[100:]).mean() - 0.02
    assert np.abs(np.diff(change)).max() < 0.12, "without a corner"
    assert made.energy[55] > plain.energy[55] and made.energy[140] == plain.energy[140]


def test_a_word_rises_above_the_peak_of_the_clauses_before():
    near, far = (raised(melody(), (WORD,), False, False, before) for before in (None, peak(melody()) + 0.2))
    assert far.f0[55] > 1.1 * near.f0[55]


def test_the_end_of_a_question_stays_as_it_is():
    plain = melody()
    made = raised(plain, (Stressed(50, 80, 60, 65),), asks=True, follows=False, before=None)
    assert np.allclose(made.f0[-20:], plain.f0[-20:])
    assert raised(plain, (), asks=True, follows=True, before=None).f0 == pytest.approx(plain.f0)


def test_what_follows_in_the_next_clause_lies_lower():
    plain = melody()
    made = raised(plain, (), asks=False, follows=True, before=None)
    assert np.log(made.f0).mean() < np.log(plain.f0).mean() - 0.02
    assert np.log(made.f0).std() < 0.7 * np.log(plain.f0).std()


def test_the_sound_of_a_word_is_louder_without_a_step():
    wave = np.ones(FRAMES * 600, np.float32)
    made = louder(wave, melody(), (WORD,))
    assert 1.3 < made[27 * 600] < 1.7 and made[5 * 600] == made[70 * 600] == 1.0
    assert np.abs(np.diff(made)).max() < 0.001


def pitch(extractor, pcm: np.ndarray, start: float, end: float) -> float:
    """Highest ln F0 between two shares of the sound."""
    curve = extractor.extract(pcm).curves[:, 0]
    return float(np.nanpercentile(curve[int(start * len(curve)) : int(end * len(curve))], 90))


def test_a_stressed_word_is_heard_higher_than_without(synthesizer, extractor):
    text = "My brother lives in London with his wife."
    at = text.index("London")
    plain, made = (
        heard_at_16k(list(synthesizer.speak(text, "en", "am_michael", emphasis=own))) for own in (None, [(at, at + 6)])
    )
    assert pitch(extractor, made, 0.45, 0.75) > pitch(extractor, plain, 0.45, 0.75) + 0.15


def test_without_emphasis_nothing_changes_and_a_kept_phrase_is_not_mistaken_for_a_stressed_one(synthesizer):
    plain = [piece.pcm for piece in synthesizer.speak(NEVER, "en")]
    stressed_first = [piece.pcm for piece in synthesizer.speak(NEVER, "en", emphasis=[(2, 7)])]
    again = [piece.pcm for piece in synthesizer.speak(NEVER, "en", emphasis=[])]
    assert all(np.array_equal(one, other) for one, other in zip(plain, again, strict=True))
    assert stressed_first[0].size > plain[0].size
    other = [piece.pcm for piece in synthesizer.speak(NEVER, "en", emphasis=[(8, 12)])]
    assert other[0].size != stressed_first[0].size or not np.array_equal(other[0], stressed_first[0])


def test_links_of_the_second_sentence_are_places_in_the_whole_text(translator):
    text = "Hello.  The red car is mine."
    made = translator.translate(text, "en", "pt")
    words = {
        text[one.source_start : one.source_end]: made.text[one.target_start : one.target_end] for one in made.links
    }
    assert words["Hello."].startswith("Ol") and words["car"] == "carro" and words["red"].startswith("vermelh")


def test_a_sentence_of_which_nothing_came_moves_no_link():
    silent = (Wording("", []), [])
    said = (Wording("b", []), [Link(0, 1, 0, 1)])
    assert _links("A b", ["A", "b"], [silent, said]) == (Link(2, 3, 0, 1),)


def test_the_measurements_read_a_recording_as_the_job_does():
    lines = [line.split("\t") for line in READ.read_text(encoding="utf-8").splitlines()]
    said = [line for line in lines if line[0] == "word"]
    words = [Word(text, int(start), int(end), 0.9) for _, text, start, end, _ in said]
    curves = np.array([[float(pitch), float(level)] for kind, pitch, level, *_ in lines if kind == "point"])
    assert scores(words, curves) == pytest.approx([float(line[4]) for line in said], abs=0.001)
    assert words[stressed_word(words, curves)].text == "London"
    assert stressed_word(words[:3], curves) is None and scores([], np.zeros((0, 2))).size == 0


def test_a_recognised_word_is_placed_by_its_letters():
    words = [Word(text, 0, 0, 0.9) for text in ("A", "mollera", "de", "Spanha")]
    assert placed("a mulher da Espanha", words, (2, 8)) == 1
    assert placed("a mulher da Espanha", words[:1], (2, 8)) is None


def test_curves_have_pitch_where_there_is_a_voice(extractor):
    rate = np.arange(16_000) / 16_000
    tone = sum(np.sin(2 * np.pi * 150 * step * rate) / step for step in range(1, 8))
    wave = np.concatenate([np.zeros(16_000), 0.1 * tone])
    curves = extractor.extract((wave * 32767).astype(np.int16)).curves
    assert curves.shape == (101, 2)
    assert np.isnan(curves[:40, 0]).all() and np.nanmedian(curves[60:95, 0]) == pytest.approx(np.log(150), abs=0.02)
    assert curves[75, 1] > -25 and curves[20, 1] < -80
