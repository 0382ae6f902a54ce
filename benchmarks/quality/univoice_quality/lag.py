"""How late a translation is: average lagging, by OmniSTEval, which deals the words of a long talk out to its sentences.

A job's answers are read from lag-POLICY-PACE.jsonl, POLICY `pauses` or `clauses`, PACE `stepwise` or `live`.
"""

from dataclasses import dataclass
from pathlib import Path

import omnisteval
from omnisteval import Word

from . import diarization, heard, words
from .heard import Heard

POLICIES = ("pauses", "clauses")
STEPWISE, LIVE = "stepwise", "live"
METRICS = ("al", "laal", "yaal")
"""Average lagging (Ma et al. 2019), length-adaptive (Papi et al. 2022), and Polák et al. 2025, of every sentence."""


@dataclass(frozen=True)
class Lag:
    """Of one set and pair with one policy.

    Attributes:
        ideal: milliseconds by metric (`al`, `laal`, `yaal`), models taking no time.
        live: the same by a clock beside the speaker; empty where nobody spoke live.
        chrf, bleu: of sentences, stepwise.
        wer, der: shares, stepwise; der None where turns are not known.
        owed: notices of failed models in both.
    """

    set: str
    pair: str
    policy: str
    ideal: dict[str, float]
    live: dict[str, float]
    chrf: float
    bleu: float
    wer: float
    der: float | None
    owed: int


def measure(work: Path) -> list[Lag]:
    """By set, pair and policy; what is waited for first."""
    found = []
    heard_by = {
        (policy, pace): heard.read(work, f"lag-{policy}-{pace}.jsonl")
        for policy in POLICIES
        for pace in (STEPWISE, LIVE)
        if (work / f"lag-{policy}-{pace}.jsonl").exists()
    }
    for policy in POLICIES:
        stepwise = [one for one in heard_by.get((policy, STEPWISE), []) if one.recording.get("lag")]
        live = [one for one in heard_by.get((policy, LIVE), []) if one.recording.get("lag")]
        for name in sorted({one.set for one in stepwise}):
            group, spoken = ([one for one in each if one.set == name] for each in (stepwise, live))
            for pair, language in sorted({(f"{one.language}-{to}", to) for one in group for to in by_sentence(one)}):
                scores = scores_of(group, language)
                on_clock = scores_of(spoken, language) if spoken else {}
                rate, _ = words.rate([(one.transcript, one.text) for one in group if one.transcript])
                lost = sum(len(one.notices) for one in group + spoken)
                found.append(
                    Lag(
                        name,
                        pair,
                        policy,
                        _latency(scores),
                        _latency(on_clock),
                        scores["chrf"],
                        scores["bleu"],
                        rate,
                        diarization_error(group),
                        lost,
                    )
                )
    return sorted(found, key=lambda lag: (lag.set, lag.pair))


def by_sentence(one: Heard) -> list[str]:
    """Languages of which it is known which sentence belongs to which."""
    said = len(one.recording.get("sentences", []))
    return [to for to, text in one.recording["translations"].items() if said and len(text.splitlines()) == said]


def scores_of(group: list[Heard], language: str) -> dict[str, float]:
    """OmniSTEval's, each recording a document. Times are `left_ms` of the translations."""
    segmentation, references, ref_words, hyp_words = [], [], [], []
    for number, one in enumerate(each for each in group if language in by_sentence(each)):
        ref_words.append([])
        sentences = one.recording["sentences"]
        end_ms = max(sentence["endMillis"] for sentence in sentences)
        lines = one.recording["translations"][language].splitlines()
        for index, (sentence, line) in enumerate(zip(sentences, lines, strict=True)):
            start_ms = sentence["startMillis"]
            # A word that left before a sentence began is not of it.
            ref_words[-1] += [Word(w, emission_cu=start_ms, seq_id=len(references)) for w in line.lower().split()]
            references.append(line)
            segmentation.append(
                {
                    "offset": start_ms,
                    "duration": sentence["endMillis"] - start_ms,
                    "time_to_recording_end": max(end_ms, 1_000 * one.seconds) - start_ms,
                    "doc_id": number,
                    "seg_id": index,
                }
            )
        hyp_words.append([Word(text, emission_cu=left, emission_ca=left) for text, left in left_words(one, language)])
    instances, _ = omnisteval.resegment(ref_words, hyp_words, segmentation, references)
    return omnisteval.evaluate_instances(instances)[0]


def left_words(one: Heard, language: str) -> list[tuple[str, float]]:
    """Words of the translation as they came to a listener, and when each left, in ms since the recording began."""
    came = [segment["translations"][language] for segment in one.finals if language in segment.get("translations", {})]
    came.sort(key=lambda translation: translation["left_ms"])
    return [(word, translation["left_ms"]) for translation in came for word in translation["text"].split()]


def _latency(scores: dict[str, float]) -> dict[str, float]:
    return {metric: scores[f"long_{metric}"] for metric in METRICS if f"long_{metric}" in scores}


def diarization_error(group: list[Heard]) -> float | None:
    """With a collar of 0.25 s, over all recordings with turns."""
    timed = [one for one in group if one.recording["rttm"]]
    errors = diarization.DiarizationErrors()
    for one in timed:
        truth = diarization.read_rttm(Path(one.recording["rttm"]))
        errors.add(truth, diarization.heard_turns(one.finals), one.seconds)
    return errors.rate if timed else None


COLUMNS = "set, pair, translated, AL, LAAL, YAAL, AL_CA, LAAL_CA, YAAL_CA, chrF, BLEU, word errors, diarization errors"
HEAD = ["| " + COLUMNS.replace(", ", " | ") + " |", "|" + "---|" * len(COLUMNS.split(", "))]


def table(lags: list[Lag]) -> list[str]:
    """Markdown; milliseconds and shares."""
    return HEAD + [_row(lag) for lag in lags] if lags else []


def _row(lag: Lag) -> str:
    times = [f"{of.get(metric):.0f}" if metric in of else "—" for of in (lag.ideal, lag.live) for metric in METRICS]
    shares = [f"{100 * share:.1f} %" if share is not None else "—" for share in (lag.wer, lag.der)]
    when = {"pauses": "after a pause", "clauses": "clause by clause"}[lag.policy]
    when += f" ({lag.owed} answers owed)" if lag.owed else ""
    cells = [lag.set, lag.pair, when, *times, f"{lag.chrf:.1f}", f"{lag.bleu:.1f}", *shares]
    return "| " + " | ".join(cells) + " |"
