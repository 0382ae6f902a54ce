import json

import numpy as np
import pytest

from univoice_models.entities.hashing import rows, string_id
from univoice_models.entities.tokens import shape, tokens
from univoice_models.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Müller flies to Brazil.", [("Peter Müller", "PERSON"), ("Brazil", "PLACE")]),
        ("Samsung and Apple both announced new phones.", [("Samsung", "BRAND"), ("Apple", "BRAND")]),
        ("She lives in Berlin now.", [("Berlin", "PLACE")]),
        ("The meeting was moved to March 15.", [("March 15", "DATE")]),
        ("It costs 1,250 dollars.", [("1,250 dollars", "AMOUNT")]),
        ("It's raining again.", []),
        ("", []),
        ("🎉 Peter doesn't live in London.", [("Peter", "PERSON"), ("London", "PLACE")]),
    ],
)
def test_finds_names_places_brands_dates_and_amounts(translator, text, expected):
    found = translator.entities(text, "en-US")
    assert [(text[entity.start : entity.end], entity.type) for entity in found] == expected


def test_says_whose_names_it_finds(translator):
    assert json.loads(translator.describe())["entityLanguages"] == ["en"]
    with pytest.raises(InvalidInput, match="cannot be found in pt"):
        translator.entities("Maria mora em Berlim.", "pt")


def test_words_are_numbered_and_hashed_as_spacy_does():
    assert string_id("coffee") == 3197928453018144401
    assert rows(np.array([string_id("samsung")], np.uint64), 8, 5000).tolist() == [[1676, 4021, 3662, 3735]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don't, he's", "I do n't , he 's"),
        ("My mother's at 6 p.m. today", "My mother 's at 6 p.m. today"),
        ("ma'am, $5 and 1,250.50!", "ma'am , $ 5 and 1,250.50 !"),
        ("%1 met %12", "%1 met %12"),
    ],
)
def test_texts_are_cut_into_words(text, words):
    assert [token.text for token in tokens(text)] == words.split()
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_a_shape_counts_no_further_than_four():
    assert shape("Petrobras") == "Xxxxx"
    assert shape("10:30") == "dd:dd"
