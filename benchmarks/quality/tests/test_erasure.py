from univoice_quality import erasure


def segment(*partials: tuple[str, int | None], final: str = "") -> dict:
    shown = [{"text": text} if stable is None else {"text": text, "stable_words": stable} for text, stable in partials]
    return {"partials": shown} | ({"final": True, "text": final} if final else {})


def test_counts_words_behind_the_common_beginning():
    changing = segment(("we are clad", None), ("we are glad to", None), final="we are glad to come")

    assert erasure.of_segment(changing, stable_only=False) == 1


def test_takes_words_called_stable_at_their_word():
    kept = segment(("we are clad", 2), ("we are glad to", 3), final="we are glad to come")
    broken = segment(("we are clad", 3), ("we are glad to", 3), final="we are glad to come")

    assert erasure.of_segment(kept, stable_only=True) == 0
    assert erasure.of_segment(broken, stable_only=True) == 1


def test_judges_no_stability_that_captions_do_not_tell():
    assert erasure.of_segment(segment(("we are", None)), stable_only=True) is None


def test_follows_stable_words_into_the_next_part_of_a_segment():
    cut = segment(("We are glad, and you", 5), final="we are glad")

    assert erasure.of_segment(cut, stable_only=True, after="And you are too.") == 0
    assert erasure.of_segment(cut, stable_only=True, after="Who are you?") == 2


def test_counts_stable_words_of_a_segment_that_was_never_said_for_good():
    assert erasure.of_segment(segment(("we are", 2)), stable_only=True) == 2
