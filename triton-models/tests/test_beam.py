import numpy as np

from univoice_models.beam import Beam

START, END = 0, 1
NEXT = {
    (): {2: 0.6, 3: 0.4},
    (2,): {4: 0.5, 5: 0.5},
    (3,): {4: 0.99, 5: 0.01},
    (2, 4): {END: 1.0},
    (2, 5): {END: 1.0},
    (3, 4): {END: 1.0},
    (3, 5): {END: 1.0},
}
"""What a decoder writes next, and how probably: greedily it begins with 2, though 3 4 is the most probable text."""


def written(width: int):
    beam = Beam(width, START, END)
    prefixes = [()]
    while not beam.is_done:
        scores = np.full((len(prefixes), 6), -30.0, np.float32)
        for row, prefix in enumerate(prefixes):
            for token, probability in NEXT.get(prefix, {END: 1.0}).items():
                scores[row, token] = np.log(probability)
        follows = beam.extend(np.tile(np.arange(6), (len(prefixes), 1)), scores)
        last = beam.last_tokens()[:, 0] if follows else []
        prefixes = [(*prefixes[origin], int(token)) for origin, token in zip(follows, last, strict=True)]
    return beam.best()


def test_one_beginning_is_a_greedy_choice():
    (only,) = written(1)
    assert only.tokens in ([2, 4], [2, 5])
    np.testing.assert_allclose(np.exp(only.score), 0.3, rtol=1e-4)


def test_several_beginnings_find_the_most_probable_text_and_rank_the_others():
    texts = written(3)
    assert texts[0].tokens == [3, 4]
    np.testing.assert_allclose([np.exp(text.score) for text in texts], [0.396, 0.3, 0.3], rtol=1e-4)
    np.testing.assert_allclose(np.exp(texts[0].logs), [0.4, 0.99], rtol=1e-4)


def test_what_never_ends_is_given_as_far_as_it_goes():
    beam = Beam(2, START, END)
    beam.extend(np.array([[2, 3, 4]]), np.array([[-0.5, -1.0, -9.0]], np.float32))
    assert [text.tokens for text in beam.best()] == [[2], [3]]


def test_ends_that_are_far_less_probable_do_not_stop_a_clear_text():
    beam = Beam(5, START, END)
    for token in range(2, 12):
        beam.extend(np.array([[token, END]]), np.array([[-0.01, -8.0]], np.float32))
        assert not beam.is_done
    beam.extend(np.array([[END, 2]]), np.array([[-0.01, -8.0]], np.float32))
    assert [text.tokens for text in beam.best()] == [list(range(2, 12))]


def test_what_is_far_less_probable_is_given_up():
    beam = Beam(5, START, END)
    assert beam.extend(np.array([[2, 3, 4]]), np.array([[-0.1, -1.9, -2.5]], np.float32)) == [0, 0]
