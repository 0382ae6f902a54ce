"""CTranslate2 models of large architectures with small random weights, written as CTranslate2's own converters do.

They know no language. They show that weights of Whisper large-v3, NLLB-200 and MADLAD-400 are loaded and asked as they
were taught: `python -m univoice_models.export.tiny_transformers whisper|nllb|madlad FOLDER`.
"""

import json
import sys
from itertools import product
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, model_spec, transformer_spec, whisper_spec
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from ..settings import weights_folder

WIDTH, HEADS, LAYERS, INNER = 16, 2, 2, 32
POSITIONS = 512
WHISPER_BANDS, WHISPER_FRAMES, WHISPER_TEXT = 128, 1500, 448
"""Mel bands, encoder positions of 30 s and decoder positions of Whisper large-v3."""
ADDED_LANGUAGE = ("<|su|>", "<|yue|>")
"""What large-v3's vocabulary has more than its predecessors': Cantonese, behind the language that was last."""
TIMES = 1501
NLLB, MADLAD = "nllb", "madlad"
NEVER = -50.0


def write_whisper(folder: Path, tokenizer: Path) -> None:
    """A Whisper of large-v3's interface: 128 mel bands, 100 languages, 51,866 tokens.

    tokenizer: `tokenizer.json` of a multilingual Whisper with 99 languages, to which the hundredth is added.
    """
    said, names = _with_added_language(json.loads(tokenizer.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    names += [f"<|{index * 0.02:.2f}|>" for index in range(TIMES)]
    chance = np.random.default_rng(1)
    spec = whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    spec.encoder.conv1.weight = _random(chance, WIDTH, WHISPER_BANDS, 3)
    spec.encoder.conv2.weight = _random(chance, WIDTH, WIDTH, 3)
    spec.encoder.conv1.bias = spec.encoder.conv2.bias = np.zeros(WIDTH, np.float32)
    spec.encoder.position_encodings.encodings = _random(chance, WHISPER_FRAMES, WIDTH)
    spec.decoder.position_encodings.encodings = _random(chance, WHISPER_TEXT, WIDTH)
    _fill(spec, chance, len(names))
    spec.config.lang_ids = [index for index, name in enumerate(names) if _is_language(name)]
    spec.config.alignment_heads = [list(pair) for pair in product(range(LAYERS // 2, LAYERS), range(HEADS))]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.register_vocabulary(names)
    _save(spec, folder)


def write_translator(folder: Path, kind: str, languages: dict[str, str], text: list[str], **more) -> None:
    """A translator of NLLB-200's or MADLAD-400's interface.

    languages: primary code → token of the vocabulary (`por_Latn`, `<2pt>`); text: what the SentencePiece model is
    trained on; more: goes into `translator.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    special = ["<s>", "<pad>", "</s>", "<unk>"] if kind == NLLB else ["<unk>", "<s>", "</s>", "<pad>"]
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.train_from_iterator(
        text, trainers.UnigramTrainer(vocab_size=200, unk_token="<unk>", special_tokens=special, show_progress=False)
    )
    tokenizer.add_special_tokens([*languages.values(), *filter(None, [more.get("contextSeparator")])])
    if kind == NLLB:  # as that model's tokenizer.json, which sets a language of its own before every text
        first, end = ("eng_Latn", tokenizer.token_to_id("eng_Latn")), ("</s>", tokenizer.token_to_id("</s>"))
        tokenizer.post_processor = processors.TemplateProcessing("eng_Latn $A </s>", None, [first, end])
    tokenizer.save(str(folder / "tokenizer.json"))
    names = [tokenizer.id_to_token(index) for index in range(tokenizer.get_vocab_size())]
    spec = _nllb(len(names)) if kind == NLLB else _madlad(len(names))
    # What no translation holds is not written, so that random weights write text.
    unwritten = {tokenizer.token_to_id(token) for token in [*special, *languages.values()]}
    unwritten.remove(tokenizer.token_to_id("</s>"))
    spec.decoder.projection.bias = np.array([NEVER * (i in unwritten) for i in range(len(names))], np.float32)
    spec.config.unk_token, spec.config.eos_token = "<unk>", "</s>"
    spec.config.bos_token = "<s>" if kind == NLLB else "<pad>"
    spec.config.decoder_start_token = "</s>" if kind == NLLB else "<pad>"
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    _save(spec, folder)
    said = {"licence": "CC-BY-NC-4.0" if kind == NLLB else "Apache-2.0", "languages": languages}
    said["targetToken"] = "decoder" if kind == NLLB else "source"
    (folder / "translator.json").write_text(json.dumps({**said, **more}), encoding="utf-8")


def _nllb(vocabulary: int) -> transformer_spec.TransformerSpec:
    """Norm before each layer, sinusoidal positions kept as weights, one embedding for both sides."""
    chance = np.random.default_rng(2)
    spec = transformer_spec.TransformerSpec.from_config(LAYERS, HEADS)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = _random(chance, POSITIONS, WIDTH)
    _fill(spec, chance, vocabulary)
    return spec


def _madlad(vocabulary: int) -> transformer_spec.TransformerSpec:
    """T5 1.1: gated GELU, norm by root mean square, positions as a bias of the attention."""
    chance = np.random.default_rng(3)
    spec = transformer_spec.TransformerSpec.from_config(
        LAYERS,
        HEADS,
        activation=common_spec.Activation.GELUTanh,
        ffn_glu=True,
        relative_attention_bias=True,
        rms_norm=True,
    )
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        bias = _random(chance, 32, HEADS)
        for layer in side.layer:
            layer.self_attention.relative_attention_bias = bias
            layer.self_attention.relative_attention_max_distance = np.dtype("int32").type(128)
            layer.self_attention.queries_scale = 1.0
    for layer in spec.decoder.layer:
        layer.attention.queries_scale = 1.0
    _fill(spec, chance, vocabulary)
    return spec


def _fill(spec, chance: np.random.Generator, vocabulary: int) -> None:
    """Random weights for what encoder and decoder of every architecture have alike."""
    embeddings = _random(chance, vocabulary, WIDTH)
    for side in (spec.encoder, spec.decoder):
        _norm(side.layer_norm)
        if hasattr(side, "embeddings"):
            for each in side.embeddings if isinstance(side.embeddings, list) else [side.embeddings]:
                each.weight = embeddings
        for layer in side.layer:
            _attention(layer.self_attention, chance, [3, 1])
            if hasattr(layer, "attention"):
                _attention(layer.attention, chance, [1, 2, 1])
            _norm(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, chance, INNER, WIDTH)
            _linear(layer.ffn.linear_1, chance, WIDTH, INNER)
            if hasattr(layer.ffn, "linear_0_noact"):
                _linear(layer.ffn.linear_0_noact, chance, INNER, WIDTH)
    spec.decoder.projection.weight = embeddings


def _attention(spec, chance: np.random.Generator, widths: list[int]) -> None:
    _norm(spec.layer_norm)
    for linear, width in zip(spec.linear, widths, strict=True):
        _linear(linear, chance, width * WIDTH, WIDTH)


def _linear(spec, chance: np.random.Generator, outputs: int, inputs: int) -> None:
    spec.weight = _random(chance, outputs, inputs)
    spec.bias = np.zeros(outputs, np.float32)


def _norm(spec) -> None:
    spec.gamma = np.ones(WIDTH, np.float32)
    if hasattr(spec, "beta"):
        spec.beta = np.zeros(WIDTH, np.float32)


def _random(chance: np.random.Generator, *shape: int) -> np.ndarray:
    return (chance.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float32)


def _save(spec: model_spec.ModelSpec, folder: Path) -> None:
    spec.validate()
    spec.optimize()
    spec.save(str(folder))


def _with_added_language(tokenizer: dict) -> tuple[dict, list[str]]:
    """The tokenizer with one more language, and the names of its tokens in order, without times."""
    last, added = ADDED_LANGUAGE
    place = next(token["id"] for token in tokenizer["added_tokens"] if token["content"] == last)
    behind = [token for token in tokenizer["added_tokens"] if token["id"] > place]
    for token in behind:
        token["id"] += 1
    like = next(token for token in tokenizer["added_tokens"] if token["content"] == last)
    tokenizer["added_tokens"].append({**like, "id": place + 1, "content": added})
    tokenizer["added_tokens"].sort(key=lambda token: token["id"])
    vocabulary = {name: index for name, index in tokenizer["model"]["vocab"].items() if index <= place}
    names = {index: name for name, index in vocabulary.items()}
    names.update({token["id"]: token["content"] for token in tokenizer["added_tokens"] if "." not in token["content"]})
    tokenizer["model"]["vocab"] = vocabulary
    return tokenizer, [names[index] for index in range(max(names) + 1)]


def _is_language(name: str) -> bool:
    return name.startswith("<|") and len(name) in (6, 7) and name[2:-2].isalpha()


def main() -> None:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    if kind == "whisper":
        write_whisper(folder, weights_folder("speech_recognizer/1.0.0") / "tokenizer.json")
        return
    tokens = {"en": "eng_Latn", "pt": "por_Latn"} if kind == NLLB else {"en": "<2en>", "pt": "<2pt>"}
    write_translator(folder, kind, tokens, ["The report was ready last night.", "O relatório ficou pronto ontem."])


if __name__ == "__main__":
    main()
