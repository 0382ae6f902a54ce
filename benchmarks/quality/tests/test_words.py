from univoice_quality import words


def test_writes_words_as_the_launcher_does():
    assert words.of("I can't, Mr. Smith: it’s 3 COLOURS!") == "i can not mister smith it is three colors".split()
    assert words.of("Às vezes — não_é") == ["às", "vezes", "não", "é"]


def test_counts_every_kind_of_error():
    assert words.errors(words.of("one two three"), words.of("one two two four")) == 2
    assert words.errors(words.of("one two"), []) == 2
    assert words.errors([], words.of("you")) == 1


def test_knows_which_words_are_right():
    assert words.rightly_heard(words.of("a b c d"), words.of("a x c d e")) == [True, False, True, True, False]
