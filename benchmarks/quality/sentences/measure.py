"""chrF, BLEU, time and calibration of the translator on the sentences beside this file; see README.md."""

import csv
import time
from pathlib import Path

import numpy as np
import sacrebleu
from univoice_models.settings import Settings, weights_folder
from univoice_models.translation.translator import SURE, Translator


def main() -> None:
    translator = Translator(Settings(weights_folder("translator/1.0.0")))
    for file in sorted(Path(__file__).parent.glob("*-*.tsv")):
        with file.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        made, millis = [], []
        for row in rows:
            begun = time.perf_counter()
            made.append(translator.translate(row["source"], row["source_language"], row["target_language"]))
            millis.append((time.perf_counter() - begun) * 1_000)
        report(file.stem, rows, made, millis)


def report(name: str, rows: list[dict], made: list, millis: list[float]) -> None:
    texts, references = [each.text for each in made], [[row["reference"] for row in rows]]
    trusted = np.array([each.confidence for each in made])
    right = np.array([row["right"] == "1" for row in rows])
    above = trusted[right][:, None] > trusted[~right]
    print(
        f"{name}: chrF {sacrebleu.corpus_chrf(texts, references).score:.1f}, "
        f"BLEU {sacrebleu.corpus_bleu(texts, references).score:.1f}; "
        f"{np.percentile(millis, 50):.1f} ms p50, {np.percentile(millis, 95):.1f} ms p95; "
        f"confidence's area under the curve {above.mean():.2f}, "
        f"right {right[trusted >= SURE].mean():.0%} of {np.sum(trusted >= SURE)} over {SURE}, "
        f"{right[trusted < SURE].mean():.0%} of {np.sum(trusted < SURE)} below; "
        f"other wordings for {sum(bool(each.alternatives) for each in made)} of {len(made)}"
    )


if __name__ == "__main__":
    main()
