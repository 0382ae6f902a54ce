import math
from dataclasses import replace
from threading import Timer

import numpy as np
import onnx
import pytest

from univoice_models.audio import rms_dbfs, to_pcm
from univoice_models.errors import InvalidInput
from univoice_models.export.halves import halves
from univoice_models.export.live_synthesizer import add_longest_input
from univoice_models.measure.likeness import heard_at_16k
from univoice_models.measure.utterances import rise
from univoice_models.onnx_session import session
from univoice_models.synthesis import kokoro
from univoice_models.synthesis.clauses import clauses
from univoice_models.synthesis.kokoro import Abandoned
from univoice_models.synthesis.likeness import colour_between, colour_filter, filtered
from univoice_models.synthesis.loudness import loudness_lufs
from univoice_models.synthesis.phrases import Phrases
from univoice_models.synthesis.rate import SOUNDS_AS_FAST, kokoro_speed
from univoice_models.synthesis.speaker import Manner, Speaker
from univoice_models.synthesis.stock_voices import StockVoices
from univoice_models.synthesis.trimming import fit_to_be_heard, trimmed, without_offset
from univoice_models.synthesis.vocabulary import tokens
from univoice_models.synthesis.voice_names import manner_of, plain

from .conftest import recording, settings, word_errors

FRIEND = "həlˈoʊ ðˈɛɹ, maɪ fɹˈɛnd."
ENGLISH = "The report was ready last night, but it still needs some work."
PORTUGUESE = "O relatório ficou pronto ontem à noite, mas ainda precisa de uma revisão."


def speaker_of(voice) -> Speaker:
    pitch = np.array([voice.pitch.mean, voice.pitch.deviation])
    return Speaker(voice.embedding, pitch, voice.spectrum, voice.loudness)


def test_speech_sounds_as_fast_as_is_wanted(synthesizer):
    unhurried, hurried = (
        sum(piece.pcm.size for piece in synthesizer.speak(PORTUGUESE, "pt", speed=speed, pauses=0.0))
        for speed in (1.0, 1.25)
    )
    assert 1.15 <= unhurried / hurried <= 1.35


def test_the_pace_asked_for_grows_with_the_pace_wanted():
    for language in SOUNDS_AS_FAST:
        asked = [kokoro_speed(wanted, language) for wanted in np.arange(0.7, 1.6, 0.05)]
        assert np.all(np.diff(asked) > 0)
        assert kokoro_speed(1.0, language) == 1.0


def test_pauses_are_shortened_and_nothing_else(synthesizer):
    whole, halved, none = (
        [piece.pcm.size for piece in synthesizer.speak(ENGLISH, "en", pauses=pauses)] for pauses in (1.0, 0.5, 0.0)
    )
    taken = np.array(whole) - np.array(none)
    assert taken[:-1].sum() > 0 and taken[-1] == 0
    assert np.allclose(np.array(whole) - np.array(halved), taken / 2, atol=1)


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("pt", PORTUGUESE)])
def test_what_is_said_is_understood(synthesizer, recognizer, language, text):
    pcm = heard_at_16k(synthesizer.speak(text, language))
    assert word_errors(text, recognizer.recognize(pcm, language, "transcribe", True, False).text) <= 0.15


def test_a_voice_is_moved_to_the_speakers_pitch_and_stays_understood(synthesizer, extractor, recognizer):
    wanted = extractor.extract(recording("portuguese.wav"))
    pieces = list(synthesizer.speak(ENGLISH, "en", "", speaker_of(wanted)))
    pcm = heard_at_16k(pieces)
    got = extractor.extract(pcm)
    assert {piece.similarity for piece in pieces} == {"similar"}
    assert math.exp(got.pitch.mean - wanted.pitch.mean) == pytest.approx(1.0, abs=0.05)
    assert word_errors(ENGLISH, recognizer.recognize(pcm, "en", "transcribe", True, False).text) <= 0.15


def test_the_first_piece_comes_before_the_rest_is_made(synthesizer):
    pieces = synthesizer.speak(PORTUGUESE, "pt")
    first = next(pieces)
    assert first.clause == 0 and first.voice == "pf_dora" and first.similarity == "standard"
    assert 0.2 < first.pcm.size / 24_000 < 2.5
    assert np.abs(first.pcm[:1_200]).max() > 300, "sound begins within 50 ms"
    pieces.close()


def test_of_two_voices_as_near_the_native_one_speaks(synthesizer, monkeypatch):
    voices = StockVoices(["am_adam", "pm_alex"])
    american, brazilian = voices.find("am_adam", "pt"), voices.find("pm_alex", "pt")
    alike = replace(american, voiceprint=brazilian.voiceprint, pitch=brazilian.pitch)
    monkeypatch.setattr(voices, "_casts", {"pt": {"am_adam": alike, "pm_alex": brazilian}})
    assert voices.nearest(brazilian.voiceprint, brazilian.pitch, "pt") is brazilian
    assert synthesizer._voices.nearest(american.voiceprint, american.pitch, "pt").id == "am_adam", "a nearer one first"


def test_of_two_voices_as_near_the_one_that_is_understood_speaks(monkeypatch):
    voices = StockVoices(["am_adam", "am_eric", "pf_dora"])
    standard, clear, other = (voices.find(name, "pt") for name in ("pf_dora", "am_adam", "am_eric"))
    misheard = replace(clear, id="am_eric", errors=clear.errors + 0.2)
    cast = {"pf_dora": standard, "am_eric": misheard, "am_adam": clear}
    monkeypatch.setattr(voices, "_casts", {"pt": cast})
    assert voices.nearest(clear.voiceprint, clear.pitch, "pt") is clear
    understood = replace(other, errors=clear.errors)
    monkeypatch.setattr(voices, "_casts", {"pt": cast | {"am_eric": understood}})
    assert voices.nearest(other.voiceprint, other.pitch, "pt") is understood, "a nearer one first"


def test_nobody_is_a_man_in_one_language_and_a_woman_in_another(synthesizer):
    voices = synthesizer._voices
    women, men = ([voice.voiceprint for voice in voices if voice.id[1] == gender] for gender in "fm")
    for woman, man in zip(women, men, strict=False):
        chosen = [voices.nearest(woman + man, None, language).id for language in ("en", "pt")]
        assert chosen[0][1] == chosen[1][1]


def test_a_foreign_voice_speaks_in_the_manner_of_a_native_one(synthesizer):
    said = synthesizer._phonemizer.phonemes(PORTUGUESE, "pt")
    native, foreign = (
        synthesizer._kokoro.melody(said, voice, 1.0, manner_of(voice, "pt")) for voice in ("pm_alex", "am_adam")
    )
    assert np.array_equal(native.f0, foreign.f0) and np.array_equal(native.sounds, foreign.sounds)
    one, other = synthesizer._kokoro.sound(native), synthesizer._kokoro.sound(foreign)
    assert not np.allclose(one, other, atol=0.05), "but not with its timbre"


def test_what_is_native_of_a_voice_says_how_it_speaks():
    assert manner_of("pm_alex", "pt") == "pm_alex"
    assert manner_of("am_eric+pm_alex", "pt") == "pm_alex"
    assert manner_of("af_sky", "pt") == "pf_dora"
    assert manner_of("am_eric", "fr") == "ff_siwis", "the only French voice is a woman's"
    assert manner_of("am_eric", "xx") == "am_eric"


def test_a_foreign_voice_of_nobody_speaks_at_its_own_pitch(synthesizer, extractor):
    stock = synthesizer._voices.find("am_adam", "pt")
    pieces = list(synthesizer.speak(PORTUGUESE, "pt", "am_adam"))
    assert {piece.similarity for piece in pieces} == {"standard"}
    got = extractor.extract(heard_at_16k(pieces))
    assert math.exp(got.pitch.mean - stock.pitch[0]) == pytest.approx(1.0, abs=0.12)


def test_a_curve_makes_up_for_what_a_voice_does_besides(synthesizer):
    stock = synthesizer._voices.find("am_adam", "en")
    creaking, calm = (replace(stock, heard=np.array([off, spread])) for off, spread in ((-0.05, 0.25), (0.5, 0.15)))
    mean, deviation = creaking.curve((5.0, 0.2))
    assert (mean, deviation) == (pytest.approx(5.05), pytest.approx(math.sqrt(0.04 - 0.0225)))
    assert creaking.curve((5.0, 0.1))[1] == pytest.approx(0.06), "not flattened further"
    assert calm.curve((5.0, 0.15)) == (pytest.approx(4.92), pytest.approx(0.2))


def test_the_voice_that_was_used_can_be_asked_for_again(synthesizer):
    speaker = Speaker(voiceprint=next(iter(synthesizer._voices)).voiceprint)
    chosen = next(synthesizer.speak("Hello.", "en", "", speaker))
    assert chosen.voice == next(iter(synthesizer._voices)).id
    assert next(synthesizer.speak("Hello.", "en", "am_michael", speaker)).voice == "am_michael"


def test_bad_sound_is_made_again_in_the_standard_voice(synthesizer, monkeypatch):
    real = synthesizer._kokoro.sound
    bad = synthesizer._kokoro._styles["am_michael"]

    def broken(melody):
        made = real(melody)
        return made * np.nan if (bad == melody.style).all(axis=1).any() else made

    monkeypatch.setattr(synthesizer._kokoro, "sound", broken)
    piece = next(synthesizer.speak("Hello there.", "en", "am_michael"))
    assert (piece.voice, piece.similarity) == ("af_heart", "standard")


@pytest.mark.parametrize(
    ("text", "whole", "language"),
    [("O Sr. Hale e a Dra. Lima", "O senhor Hale e a doutora Lima", "pt"), ("Mr. Hale", "Mister Hale", "en")],
)
def test_titles_are_said_whole_and_without_a_stop(synthesizer, text, whole, language):
    said = synthesizer._phonemizer.phonemes(text, language)
    assert said == synthesizer._phonemizer.phonemes(whole, language)
    assert "." not in said


def test_clauses_hold_every_word_and_begin_short():
    text = (
        "Vamos nos encontrar às dez e meia na sala quarenta e dois, e vou trazer os documentos que você pediu. Até já!"
    )
    found = clauses(text)
    assert " ".join(clause.text for clause in found) == text
    assert len(found[0].text) <= 28 and len(found[1].text) <= 58
    assert [clause.pause_millis for clause in found][0] < found[-2].pause_millis
    assert max(len(clause.text) for clause in clauses("a" * 900 + " b" * 900)) <= 160


def test_a_filter_brings_the_colour_most_of_the_way():
    stock, speaker = np.zeros(40, np.float32), np.r_[np.full(20, 1.0), np.full(20, -1.0)].astype(np.float32)
    impulse = np.zeros(4_000, np.float32)
    impulse[2_000] = 1.0
    answer = 20 * np.log10(np.abs(np.fft.rfft(filtered(impulse, colour_filter(colour_between(speaker, stock))))) + 1e-9)
    low, high = answer[int(500 / 6)], answer[int(5_000 / 6)]
    assert low - high == pytest.approx(0.8 * 2 * 4.343, abs=0.8)


def test_silence_is_cut_off_and_bad_sound_is_known():
    tone = 0.3 * np.sin(np.arange(12_000) / 10).astype(np.float32)
    cut = trimmed(np.concatenate([np.zeros(9_000, np.float32), tone, np.zeros(9_000, np.float32)]))
    assert 12_000 <= cut.size <= 14_000
    assert fit_to_be_heard(tone)
    assert not any(map(fit_to_be_heard, [tone * np.nan, tone * 0, tone[:0]]))


@pytest.mark.parametrize(
    ("text", "language", "voice", "sentence"),
    [("Hi", "xx", "", "language xx"), ("", "en", "", "nothing"), (" ... ", "en", "", "nothing"),
     ("Hi", "en", "nobody", "voice nobody"), ("a" * 6_000, "en", "", "at most 5000")],
)  # fmt: skip
def test_hostile_input_is_refused_with_a_sentence(synthesizer, text, language, voice, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        next(synthesizer.speak(text, language, voice))


def test_every_processor_hears_the_same(monkeypatch):
    folder = settings("speech_synthesizer").weights
    said = []
    for fast in (False, True) if kokoro._multiplies_bytes_fast() else (False,):
        monkeypatch.setattr(kokoro, "_multiplies_bytes_fast", lambda fast=fast: fast)
        said.append(said_by(kokoro.Kokoro(folder, 2), "af_heart"))
    assert_same_speech(said[0], said[-1])


def test_fewer_passes_say_the_same_as_the_exported_graph(tmp_path):
    folder = settings("speech_synthesizer").weights
    exported = onnx.load(folder / "kokoro-v1.0.int8.onnx")
    for half, model in zip(("melody", "sound"), halves(add_longest_input(exported)), strict=True):
        onnx.save(model, tmp_path / f"kokoro-{half}.onnx")
        (tmp_path / f"kokoro-{half}-vnni.onnx").symlink_to(tmp_path / f"kokoro-{half}.onnx")
    (tmp_path / "voices").symlink_to(folder / "voices")
    said = [said_by(kokoro.Kokoro(source, 2), "af_heart") for source in (folder, tmp_path)]
    assert_same_speech(*said)


def said_by(model: kokoro.Kokoro, voice: str) -> np.ndarray:
    return model.sound(model.melody(FRIEND, voice, 1.0))


def assert_same_speech(one: np.ndarray, another: np.ndarray) -> None:
    """The phase of the voice's harmonics may differ, its level in every 25 ms may not."""
    assert one.size == another.size
    frames = (wave[: wave.size // 600 * 600].reshape(-1, 600) for wave in (one, another))
    levels = [10 * np.log10(np.mean(frame**2, axis=1) + 1e-6) for frame in frames]
    assert np.abs(levels[0] - levels[1]).max() < 6


def test_fewer_passes_are_as_loud_as_the_exported_graph_and_have_no_offset():
    """Rounding that chose between the phases pi and -pi took 2 dB off the voice and left -42 dBFS of offset."""
    folder = settings("speech_synthesizer").weights
    fused = said_by(kokoro.Kokoro(folder, 2), "pf_dora")
    exported = exported_sound(folder, FRIEND, "pf_dora")
    assert rms_dbfs(fused) == pytest.approx(rms_dbfs(exported), abs=1.0)
    assert abs(fused.mean()) < 1e-3


def exported_sound(folder, phonemes: str, voice: str) -> np.ndarray:
    numbers = tokens(phonemes)
    style = np.fromfile(folder / f"voices/{voice}.bin", np.float32).reshape(-1, 256)[len(numbers) - 1][None]
    whole = session(folder / "kokoro-v1.0.int8.onnx", 2, "cpu")
    feeds = {"tokens": np.array([[0, *numbers, 0]], np.int64), "style": style, "speed": np.ones(1, np.float32)}
    return whole.run(None, feeds)[0].reshape(-1)


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("pt", PORTUGUESE)])
def test_speech_has_no_offset_and_no_click_where_pieces_meet(synthesizer, extractor, language, text):
    wanted = extractor.extract(recording("portuguese.wav"))
    for voice, speaker in (("", None), ("", speaker_of(wanted)), ("bm_lewis", speaker_of(wanted))):
        pieces = [piece.pcm for piece in synthesizer.speak(text, language, voice, speaker)]
        assert len(pieces) > 1
        assert abs(np.concatenate(pieces).mean()) < 10
        assert max(abs(int(edge)) for pcm in pieces for edge in (pcm[0], pcm[-1])) < 10


def test_an_offset_goes_and_a_low_voice_stays():
    seconds = np.arange(24_000) / 24_000
    voice = (0.1 * np.sin(2 * np.pi * 80 * seconds)).astype(np.float32)
    heard = without_offset(voice - 0.01)
    assert abs(heard[12_000:].mean()) < 1e-5
    assert rms_dbfs(heard[12_000:]) == pytest.approx(rms_dbfs(voice), abs=0.3)
    assert without_offset(voice[:0]).size == 0


def test_sound_that_nobody_wants_is_given_up_in_the_middle(synthesizer):
    Timer(0.1, synthesizer.stop).start()
    with pytest.raises(Abandoned):
        list(synthesizer.speak("a very long story about an old fox and a young crow " * 20, "en"))
    assert next(synthesizer.speak("Hello.", "en")).pcm.size > 0, "the next text is spoken"


def test_a_voice_that_was_fitted_to_a_speaker_sounds_the_same_when_it_is_asked_for_by_its_name(synthesizer, extractor):
    speaker = speaker_of(extractor.extract(recording("english.wav")))
    first = next(synthesizer.speak("Good morning.", "en", speaker=speaker))
    again, unfitted = (
        next(synthesizer.speak("Good morning.", "en", name, speaker)) for name in (first.voice, plain(first.voice))
    )
    assert again.voice == first.voice != plain(first.voice)
    assert np.array_equal(again.pcm, first.pcm)
    assert not np.array_equal(unfitted.pcm, first.pcm)


def test_a_blend_of_two_voices_lies_between_them(synthesizer, extractor):
    voices = synthesizer._voices
    one, other = voices.find("am_eric", "en"), voices.find("am_liam", "en")
    assert voices.nearest(one.voiceprint + other.voiceprint, one.pitch, "en").id == "am_eric+am_liam"
    assert voices.nearest(one.voiceprint, one.pitch, "en") is one
    assert voices.find("am_eric+af_heart", "en") is voices.find("af_heart+am_eric", "en") is None, (
        "half a man is nobody"
    )
    spoken = extractor.extract(heard_at_16k(synthesizer.speak(ENGLISH, "en", "am_eric+am_liam"))).embedding
    assert spoken @ voices.find("am_eric+am_liam", "en").voiceprint > 0.85


@pytest.mark.parametrize("height", [75.0, 330.0])
def test_deep_and_childlike_voices_are_reached(synthesizer, extractor, height):
    stock = synthesizer._voices.find("am_onyx" if height < 150 else "af_jessica", "en")
    speaker = Speaker(stock.voiceprint, np.array([math.log(height), 0.15]), stock.spectrum, -20.0)
    for language, text in (("en", ENGLISH), ("pt", PORTUGUESE)):
        got = extractor.extract(heard_at_16k(synthesizer.speak(text, language, "", speaker)))
        assert math.exp(got.pitch.mean) == pytest.approx(height, rel=0.1)


def test_a_whisper_is_spoken_for_in_the_voices_own_pitch(synthesizer, extractor):
    noise = np.random.default_rng(7).normal(0, 0.05, 48_000)
    breath = to_pcm((noise * (1 + np.sin(np.arange(48_000) / 900))).astype(np.float32))
    whisper = extractor.extract(breath)
    assert math.isnan(whisper.pitch.mean)
    speaker = Speaker(synthesizer._voices.find("af_sarah", "en").voiceprint, None, whisper.spectrum, whisper.loudness)
    got = extractor.extract(heard_at_16k(synthesizer.speak(ENGLISH, "en", "af_sarah", speaker)))
    assert math.exp(got.pitch.mean - synthesizer._voices.find("af_sarah", "en").pitch[0]) == pytest.approx(
        1.0, abs=0.15
    )


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Has the meeting already begun?"), ("pt", "A reunião já começou?")]
)
def test_a_question_sounds_like_one(synthesizer, language, text):
    asked = heard_at_16k(synthesizer.speak(text, language))
    said = heard_at_16k(synthesizer.speak(text.replace("?", "."), language))
    assert rise(asked) > 0.1 > rise(said)


def test_an_utterance_is_spoken_as_it_was_said(synthesizer, extractor):
    stock = synthesizer._voices.find("am_michael", "en")
    speaker = Speaker(stock.voiceprint, stock.pitch, stock.spectrum, -20.0)
    slow, fast = (
        heard_at_16k(synthesizer.speak(ENGLISH, "en", "am_michael", speaker, manner=manner))
        for manner in (
            Manner(stock.pitch - np.array([0.1, 0.08], np.float32), -24.0, 0.85),
            Manner(stock.pitch + np.array([0.25, 0.1], np.float32), -16.0, 1.2),
        )
    )
    calm, excited = extractor.extract(slow), extractor.extract(fast)
    assert excited.pitch.mean - calm.pitch.mean == pytest.approx(0.35, abs=0.08)
    assert excited.pitch.deviation - calm.pitch.deviation > 0.05
    assert excited.loudness - calm.loudness == pytest.approx(8.0, abs=2.0)
    assert slow.size > 1.2 * fast.size


def test_every_clause_of_every_voice_is_equally_loud(synthesizer):
    for voice in ("", "am_onyx", "pf_dora"):
        for piece in synthesizer.speak(ENGLISH, "en", voice):
            sound = np.trim_zeros(piece.pcm) / 32768  # the pause behind it is not part of the clause
            assert loudness_lufs(sound) == pytest.approx(-20.0, abs=0.3)


def test_a_phrase_that_returns_is_not_made_again(synthesizer, monkeypatch):
    first = next(synthesizer.speak("Thank you very much.", "en")).pcm
    monkeypatch.setattr(synthesizer._kokoro, "sound", lambda melody: pytest.fail("made again"))
    assert np.array_equal(next(synthesizer.speak("Thank you very much.", "en")).pcm, first)


def test_a_phrase_sounds_the_same_whatever_was_spoken_before(synthesizer):
    synthesizer._phrases = Phrases()
    speaker = Speaker(pitch=np.array([5.2, 0.2]))
    after = list(synthesizer.speak("Yes indeed. Thank you.", "en", "af_heart", speaker))
    assert len(after) == 2
    (alone,) = synthesizer.speak("Thank you.", "en", "af_heart", speaker)
    synthesizer._phrases = Phrases()
    (anew,) = synthesizer.speak("Thank you.", "en", "af_heart", speaker)
    assert np.array_equal(alone.pcm, anew.pcm)


def test_a_phrase_is_spoken_as_fast_as_was_asked(synthesizer, monkeypatch):
    asked = []
    melody = synthesizer._kokoro.melody
    monkeypatch.setattr(synthesizer._kokoro, "melody", lambda *given: asked.append(given[2]) or melody(*given))
    for speed in (1.05, 1.25):
        list(synthesizer.speak("See you on Monday.", "en", speed=speed, manner=Manner(rate=1.02)))
    assert asked == [kokoro_speed(speed, "en") for speed in (1.05, 1.25)]


def test_a_piece_that_is_stopped_between_melody_and_sound_is_given_up(synthesizer, monkeypatch):
    melody = synthesizer._kokoro.melody

    def stopped(*given):
        made = melody(*given)
        synthesizer.stop()
        return made

    monkeypatch.setattr(synthesizer._kokoro, "melody", stopped)
    with pytest.raises(Abandoned):
        next(synthesizer.speak("This is stopped half-way.", "en"))
    monkeypatch.undo()
    assert next(synthesizer.speak("This is stopped half-way.", "en")).pcm.size > 0, "the next piece is made"


def test_nothing_jumps_where_pieces_meet(synthesizer):
    pieces = [piece.pcm.astype(np.int32) for piece in synthesizer.speak(ENGLISH, "en")]
    whole = np.concatenate(pieces)
    steps = np.abs(np.diff(whole))
    for border in np.cumsum([piece.size for piece in pieces])[:-1]:
        assert steps[border - 3 : border + 2].max() < 0.02 * steps.max()
