"""Judges what the job heard: `python -m univoice_quality.score WORK PLOTS`.

Reads recordings.jsonl, hypotheses.jsonl, voiceprints.jsonl and sentences.jsonl of WORK, as far as they are there;
writes WORK/rows.md and pictures into PLOTS.
"""

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import numpy as np
import sacrebleu

from . import diarization, erasure, heard, lag, lines, plots, reliability, words
from .heard import Heard
from .rows import Bars, Row, shown, table
from .voices import Voices

PICTURES = ("reliability.svg", "voices.svg")


def diarization_rows(recordings: list[Heard], bars: Bars) -> list[Row]:
    """Error rate, and how many speakers were told apart, of each set with turns."""
    rows = []
    for name, group in by(recordings, lambda one: one.set):
        timed = [one for one in group if one.recording["rttm"]]
        if timed:
            strict, nist = diarization.DiarizationErrors(), diarization.DiarizationErrors(diarization.NIST_COLLAR_S)
            for one in timed:
                truth = diarization.read_rttm(Path(one.recording["rttm"]))
                for errors in (strict, nist):
                    errors.add(truth, diarization.heard_turns(one.finals), one.seconds)
            shares = ", ".join(f"{kind} {shown(share)}" for kind, share in strict.shares().items())
            measured = f"{shown(strict.rate)} ({shares}; {shown(nist.rate)} with 0.25 s on either side of a change)"
            what = f"{name}: diarization error rate, collar 0.25 s, {count(timed)}"
            rows.append(bars.at_most(name, "der", strict.rate, what, measured))
        known = [(one, speakers_of(one)) for one in group if speakers_of(one)]
        if known:
            found = [(len({s["speaker"] for s in one.finals}), true) for one, true in known]
            right = sum(said == true for said, true in found)
            wrong = ", ".join(f"{said} for {true}" for said, true in found if said != true)
            measured = f"{right} of {len(known)}" + (f" (else {wrong})" if wrong else "")
            rows.append(
                bars.at_least(name, "speakers", right / len(known), f"{name}: number of speakers right", measured)
            )
    return rows


def speakers_of(one: Heard) -> int:
    """How many there are in truth; 0 when nobody knows."""
    if one.recording["rttm"]:
        return len(diarization.read_rttm(Path(one.recording["rttm"])).labels())
    return int(one.tags.get("speakers", 0))


def recognition_rows(recordings: list[Heard], bars: Bars) -> list[Row]:
    """Word errors by set and language; which language was identified where none was declared."""
    rows = []
    spoken = [one for one in recordings if one.transcript and not one.is_still and one.noise in ("", "none")]
    for (name, language), group in by(spoken, lambda one: (one.set, one.language)):
        rate, measured = word_errors(group)
        rows.append(bars.at_most(name, "wer", rate, f"{name}: word errors, {language}, {count(group)}", measured))
    unknown = [one for one in recordings if one.recording["speaks"] == "auto" and not one.is_still]
    unknown = [one for one in unknown if languages_of(one)]
    for name, group in by(unknown, lambda one: one.set):
        wrong = [one for one in group if not identified(one)]
        measured = f"{len(group) - len(wrong)} of {len(group)}"
        said = ", ".join(f"{one.recording['name']}: {' '.join(heard_languages(one)) or 'none'}" for one in wrong)
        rows.append(Row(f"{name}: language identified", measured + (f" (else {said})" if said else "")))
    return rows


def languages_of(one: Heard) -> list[str]:
    """In the order in which they are spoken."""
    told = one.tags.get("language", one.language)
    return told.split(",") if told else []


def heard_languages(one: Heard) -> list[str]:
    """In the order in which they were heard, each once in a row."""
    return [language for language, _ in groupby(segment["language"] for segment in one.finals)]


def identified(one: Heard) -> bool:
    """Whether every segment's language is right; of several languages, their order too."""
    return heard_languages(one) == languages_of(one)


def noise_rows(recordings: list[Heard], bars: Bars) -> list[Row]:
    """Word errors by kind and strength of the noise."""
    mixed = [one for one in recordings if one.noise]
    rows = []
    for (name, noise, snr), group in by(mixed, lambda one: (one.set, one.noise, float(one.tags.get("snr_db", 99)))):
        under = "without noise" if noise == "none" else f"{noise} at {snr:.0f} dB"
        rate, measured = word_errors(group)
        rows.append(bars.at_most(name, f"wer-{noise}-{snr:.0f}", rate, f"{name}: word errors {under}", measured))
    return rows


def phantom_rows(recordings: list[Heard], bars: Bars) -> list[Row]:
    """Words where nobody speaks."""
    rows = []
    for one in recordings:
        if one.is_still:
            final = sum(len(segment["text"].split()) for segment in one.finals)
            shown_only = sum(1 for segment in one.partials if not segment.get("final"))
            measured = f"{final} in {one.seconds / 60:.1f} minutes"
            measured += f" ({shown_only} more segments with partial captions only)" if shown_only else ""
            what = f"{one.recording['session']}: words where nobody speaks"
            row = bars.at_most(one.set, "phantom", final, what, measured)
            rows.append(Row(row.what, row.measured, "0" if row.bar else "", row.met))
    return rows


def reliability_rows(recordings: list[Heard], folder: Path) -> list[Row]:
    """Whether confidences mean what they say; the table and the plot lie in `folder`."""
    judged = [one for one in recordings if one.transcript and not one.is_still and one.finals]
    if not judged:
        return []
    curves = {"words": reliability.of_words(judged), "segments": reliability.of_segments(judged)}
    plots.reliability(curves, folder / "reliability.svg")
    rows = []
    for name, curve in curves.items():
        total = sum(b.count for b in curve.bins)
        rows.append(
            Row(f"confidence of {name}: expected calibration error, 10 bins, {total} {name}", f"{curve.error:.3f}")
        )
        for number, each in enumerate(curve.bins):
            if each.count:
                what = f"— {name} with a confidence of {number / 10:.1f} to {(number + 1) / 10:.1f}"
                measured = f"{shown(each.right)} right, mean confidence {each.confidence:.2f} ({each.count})"
                rows.append(Row(what, measured))
    return rows


def _said_after(segment: dict, one: Heard) -> str:
    later = [
        said for said in one.finals if said["track"] == segment["track"] and said["start_ms"] > segment["start_ms"]
    ]
    return " ".join(said["text"] for said in sorted(later, key=lambda said: said["start_ms"]))


def caption_rows(recordings: list[Heard], bars: Bars) -> list[Row]:
    """How much of what captions showed was taken back."""
    segments = [segment for one in recordings for segment in one.partials]
    written = sum(len(segment.get("text", "").split()) for segment in segments)
    rows = []
    if not written:
        return rows
    everything = sum(erasure.of_segment(segment, stable_only=False) or 0 for segment in segments)
    rows.append(Row("normalized erasure of all words shown", f"{everything / written:.3f} ({len(segments)} segments)"))
    stable = [
        erasure.of_segment(segment, stable_only=True, after=_said_after(segment, one))
        for one in recordings
        for segment in one.partials
    ]
    told = [erased for erased in stable if erased is not None]
    if told:
        value = sum(told)
        measured = f"{value / written:.3f} ({value} words, {len(told)} segments)"
        rows.append(Row("normalized erasure of words shown as stable", measured, "0", value == 0))
    else:
        rows.append(Row("normalized erasure of words shown as stable", "captions do not tell which words are stable"))
    return rows


def translation_rows(recordings: list[Heard], sentences: list[dict], bars: Bars) -> list[Row]:
    """chrF (Popović 2015) and BLEU (Papineni et al. 2002) as sacrebleu computes them, of speech and of text."""
    rows = []
    pairs = [
        (f"{one.set}, {one.language or 'auto'}-{language}, speech", translated(one, language), reference)
        for one in recordings
        for language, reference in one.recording["translations"].items()
    ]
    pairs += [(f"{line['file']}, {line['pair']}, text", line.get("text", ""), line["reference"]) for line in sentences]
    for what, group in by(pairs, lambda pair: pair[0]):
        said, references = [pair[1] for pair in group], [[pair[2] for pair in group]]
        chrf, bleu = sacrebleu.corpus_chrf(said, references).score, sacrebleu.corpus_bleu(said, references).score
        none = sum(not text.strip() for text in said)
        measured = f"chrF {chrf:.1f}, BLEU {bleu:.1f} ({len(group)} texts" + (f", {none} empty)" if none else ")")
        rows.append(Row(f"{what}: translation", measured))
    return rows


def translated(one: Heard, language: str) -> str:
    """All of a recording in one language."""
    said = (segment.get("translations", {}).get(language, {}).get("text", "") for segment in one.finals)
    return " ".join(text for text in said if text)


def voice_rows(voiceprints: list[dict], bars: Bars, folder: Path) -> list[Row]:
    """How well voices are told apart; each set alone, then all speakers together."""
    rows = []
    groups = by(voiceprints, lambda line: line["session"].rsplit("/", 1)[0])
    together = [("all sets", voiceprints)] if len(groups) > 1 else []
    for name, group in groups + together:
        voices = Voices.of(group)
        people = f"{len(set(voices.speakers))} speakers, {len(voices.speakers)} recordings"
        rate, limit = voices.equal_error_rate()
        if not np.isnan(rate):
            what = f"{name}: equal error rate of voiceprints, {people}"
            rows.append(bars.at_most(name, "eer", rate, what, f"{shown(rate)} at a cosine of {limit:.2f}"))
        right, total = voices.distinguishable()
        if total:
            what = f"{name}: recordings nearer to their speaker than to another"
            measured = f"{shown(right / total)} ({right} of {total})"
            rows.append(bars.at_least(name, "distinguishable", right / total, what, measured))
    if voiceprints:
        plots.similarity(Voices.of(voiceprints), folder / "voices.svg")
    return rows


def word_errors(group: list[Heard]) -> tuple[float, str]:
    """Rate, and how it is written."""
    return words.rate([(one.transcript, one.text) for one in group])


def by(items: Iterable, key) -> list[tuple]:
    """Items with the same key together, keys in order."""
    return [(value, list(group)) for value, group in groupby(sorted(items, key=key), key=key)]


def count(recordings: list[Heard]) -> str:
    """How much there is of it."""
    minutes = sum(one.seconds for one in recordings) / 60
    return f"{len(recordings)} recording{'s' * (len(recordings) != 1)}, {minutes:.1f} minutes"


def main(given: list[str]) -> int:
    """All rows for which there is something to judge."""
    work, folder = Path(given[0]), Path(given[1])
    began = {name: _changed(folder / name) for name in PICTURES}
    recordings = heard.read(work)
    bars = Bars([one.recording for one in recordings])
    listened = [one for one in recordings if (work / "hypotheses.jsonl").exists() and not is_only_voice(one)]
    rows = [
        *diarization_rows(listened, bars),
        *recognition_rows(listened, bars),
        *noise_rows(listened, bars),
        *phantom_rows(listened, bars),
        *reliability_rows(listened, folder),
        *caption_rows(listened, bars),
        *translation_rows(listened, lines.read(work / "sentences.jsonl"), bars),
        *voice_rows(lines.read(work / "voiceprints.jsonl"), bars, folder),
    ]
    lost = sum(len(one.notices) for one in recordings)
    if lost:
        rows.append(Row("answers that models owed", f"{lost} notices of failed models: the figures above are too low"))
    # Those of an earlier run lie there, too.
    pictures = [name for name in PICTURES if _changed(folder / name) != began[name]]
    lags = lag.table(lag.measure(work))
    said = (table(rows) if rows or not lags else []) + ([""] if rows and lags else []) + lags
    if pictures and rows:
        relative = os.path.basename(folder)
        said += ["", "Pictures: " + ", ".join(f"[{name}]({relative}/{name})" for name in pictures)]
    (work / "rows.md").write_text("\n".join(said) + "\n", encoding="utf-8")
    return 0


def _changed(file: Path) -> int:
    """When it was written last, in nanoseconds; 0 when there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0


def is_only_voice(one: Heard) -> bool:
    """The job was not asked about it."""
    return one.recording.get("heard") is False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
