"""Moonshine under ONNX Runtime: English only, no window to fill, so a short utterance takes a short time."""

from pathlib import Path

import numpy as np
import tokenizers

from ..audio import RECOGNITION_HZ
from ..onnx_session import session
from .guard import Hypothesis

START, END = 1, 2
MOST_TOKENS_PER_SECOND = 6.5
"""Nobody says more (Jeffries et al., Moonshine: Speech Recognition for Live Transcription and Voice Commands, 2024)."""
SPARE_TOKENS = 8
SPACE = "\u2581"
"""SentencePiece's mark of a token that begins a word."""


class Moonshine:
    """Encoder and decoder with their tokenizer; stateless between calls.

    folder: `encoder.onnx`, `decoder.onnx`, made by `univoice_models.export.english_recognizer`, and `tokenizer.json`.
    """

    def __init__(self, folder: Path, device: str, threads: int):
        self._encoder, self._decoder = (
            session(folder / name, threads, device) for name in ("encoder.onnx", "decoder.onnx")
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        given = self._decoder.get_inputs()
        _, heads, _, size = next(entry.shape for entry in given if entry.name.startswith("past"))
        self._nothing = np.zeros((0, heads, 1, size), np.float32)
        self._past = [entry.name for entry in given if entry.name.startswith("past")]
        self._present = [made.name.replace("present", "past_key_values") for made in self._decoder.get_outputs()[1:]]
        self._masked = {entry.name for entry in [*self._encoder.get_inputs(), *given] if entry.name.endswith("mask")}

    def decode(self, wave: np.ndarray) -> Hypothesis:
        """Most probable text of FP32[n], 16 kHz, 0.1 to 30 s, chosen greedily."""
        seconds = wave.size / RECOGNITION_HZ
        heard = {"input_values": wave[None].astype(np.float32)}
        mask = np.ones((1, wave.size), np.int64)
        if "attention_mask" in self._masked:
            heard["attention_mask"] = mask
        memory = {"encoder_hidden_states": self._encoder.run(None, heard)[0]}
        if "encoder_attention_mask" in self._masked:
            memory["encoder_attention_mask"] = mask
        tokens, logs = self._tokens(memory, int(seconds * MOST_TOKENS_PER_SECOND) + SPARE_TOKENS)
        text = self._tokenizer.decode(tokens).strip()
        probability = float(np.mean(logs)) if logs else 0.0
        confidences = self._word_confidences(tokens, logs)
        return Hypothesis(text, tuple(tokens), probability, 0.0 if text else 1.0, seconds, confidences)

    def _word_confidences(self, tokens: list[int], logs: list[float]) -> tuple[float, ...]:
        """Mean probability of each word's tokens."""
        words: list[list[float]] = []
        for token, log in zip(tokens, logs, strict=True):
            begins = (self._tokenizer.id_to_token(token) or "").startswith(SPACE)
            if begins or not words:
                words.append([])
            words[-1].append(float(np.exp(log)))
        return tuple(sum(word) / len(word) for word in words)

    def _tokens(self, memory: dict[str, np.ndarray], most: int) -> tuple[list[int], list[float]]:
        past = dict.fromkeys(self._past, self._nothing)
        tokens, logs = [START], []
        for step in range(most):
            given = {"input_ids": np.array([tokens[-1:]], np.int64), "use_cache_branch": np.array([step > 0])}
            scores, *present = self._decoder.run(None, {**given, **memory, **past})
            made = zip(self._present, present, strict=True)
            # What comes from the encoder is made in the first step and stays.
            past |= {name: value for name, value in made if step == 0 or "decoder" in name}
            last = scores[0, -1]
            token = int(last.argmax())
            if token == END:
                break
            tokens.append(token)
            logs.append(float(-np.log(np.exp(last - last[token]).sum())))
        return tokens[1:], logs
