import pytest

from univoice_quality.reliability import Reliability


def test_finds_no_error_where_confidence_is_the_share_that_is_right():
    assert Reliability.of([0.75] * 4, [1, 1, 1, 0]).error == pytest.approx(0)


def test_weighs_bins_by_how_many_are_in_them():
    found = Reliability.of([1.0, 1.0, 1.0, 0.15], [1, 1, 0, 1])

    assert found.error == pytest.approx((3 * (1 / 3) + 0.85) / 4)
    assert [b.count for b in found.bins] == [0, 1, 0, 0, 0, 0, 0, 0, 0, 3]


def test_has_no_error_without_words():
    assert Reliability.of([], []).error == 0
