"""Expected words recognized with and without saying so: `python -m univoice_models.measure.vocabulary --set DIR`.

The rare words of the recordings are expected together with as many that nobody says. Printed for each bonus: how many
of the rare words in the transcripts were written, how often one was written that nobody said, and percent of all words
wrong, the rare ones left out.
"""

import argparse
from collections import Counter
from pathlib import Path

from .. import vocabulary
from ..recognition.hints import NONE, Hints
from .transcripts import compared, english_and_whisper, pcm, utterances, whisper_alone, words

RARE = (
    "Thornton Helstone Hale Margaret Lincoln Zarathustra Nuzhat Zaman Zau Makan Merneptah Ephraim Manasseh Benjamin "
    "Judah Joseph Moses Israel Allah apomorphine distichs whilome ligatures emetic minims"
).split()
ABSENT = (
    "Thorvald Kingston Hill Marguerite Lindbergh Zoroaster Nusrat Salman Zoe Macon Ramses Efraín Manitoba Bertram "
    "Judith Joachim Monica Ismail Alan endorphin dystopia Willem ligament enigma minutes"
).split()


def measured(recognizer, everybody, hints: Hints) -> str:
    rare = {word.lower() for word in RARE}
    expected = rare | {word.lower() for word in ABSENT}
    found = wanted = invented = wrong = count = 0
    for each in everybody:
        truth = words(each.text)
        heard = words(recognizer.recognize(pcm(each.wave), "en", "transcribe", True, False, hints).text)
        there, written = (Counter(word for word in said if word in expected) for said in (truth, heard))
        found += (there & written).total()
        wanted += there.total()
        invented += (written - there).total()
        others = [[word for word in said if word not in rare] for said in (truth, heard)]
        wrong += compared(*others)[0]
        count += len(others[0])
    return f"{found} of {wanted}\t{invented}\t{100 * wrong / count:.1f} %"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--set", type=Path, required=True)
    asked.add_argument("--bonus", default="1,1.5,2.5")
    asked.add_argument("--each-speaker", type=int, default=1_000)
    given = asked.parse_args()
    everybody = utterances(given.set, given.each_speaker)
    hints = Hints(vocabulary=tuple(RARE + ABSENT))
    print("\tfound\tinvented\tother words wrong")
    moonshine = english_and_whisper()
    print(f"Moonshine\t{measured(moonshine, everybody, NONE)}", flush=True)
    for bonus in map(float, given.bonus.split(",")):
        vocabulary.BONUS = bonus
        print(f"Moonshine {bonus}\t{measured(moonshine, everybody, hints)}", flush=True)
    whisper = whisper_alone()
    print(f"Whisper\t{measured(whisper, everybody, NONE)}", flush=True)
    print(f"Whisper, told\t{measured(whisper, everybody, hints)}", flush=True)


if __name__ == "__main__":
    main()
