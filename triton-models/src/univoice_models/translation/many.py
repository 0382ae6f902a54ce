"""Many languages in one model under CTranslate2: NLLB-200, M2M-100, MADLAD-400 and what is asked as they are.

Such a model is told the target by a token: MADLAD (and OPUS-MT's multilingual models) at the beginning of the source,
NLLB and M2M at the beginning of what it writes, while the token before the source says the source's language. Sources:
NLLB Team, No Language Left Behind, 2022; Kudugunta et al., MADLAD-400, 2023.
"""

import json
import math
from pathlib import Path
from typing import NamedTuple

import ctranslate2
import tokenizers

from ..declaration import declaration, primary_code
from ..entities.recognizer import Entity
from ..errors import InvalidInput
from ..settings import Settings
from .sentences import sentences
from .translator import LONGEST_CHARACTERS, Translation

DESCRIPTION = "translator.json"
BEAMS = 4
"""As NLLB and MADLAD were evaluated; the texts that it leaves over are the alternatives."""
MOST_ALTERNATIVES = 3
SURE = 0.8
"""From here on nobody is offered another wording: the product's own limit."""
LONGEST_TOKENS = 200
"""Of one piece: these models were trained on sentences, and CTranslate2 silently cuts what is over 1,024 tokens."""
LONGEST_CONTEXT_TOKENS = 400
"""Of what goes before a text that is translated with its context; the oldest sentences are left out first."""
END = "</s>"


class Hypothesis(NamedTuple):
    """score: mean ln probability of its tokens."""

    tokens: list[str]
    score: float


class Piece(NamedTuple):
    """What goes through the model by itself. source, target: primary codes; context: sentences that are put before it
    and cut off again."""

    text: str
    source: str
    target: str
    context: tuple[str, ...] = ()


class Question(NamedTuple):
    """What one caller asks, as it came. source, target: BCP-47 tags; context: earlier sentences, oldest first."""

    text: str
    source: str
    target: str
    context: list[str]


class ManyLanguageTranslator:
    """Every pair of the languages that `translator.json` names. Stateless."""

    def __init__(self, settings: Settings):
        said = json.loads((settings.weights / DESCRIPTION).read_text(encoding="utf-8"))
        self._settings = settings
        self._licence, self._tier = said["licence"], said.get("tier", "useful")
        self._languages: dict[str, str] = said["languages"]
        self._tells_decoder = said["targetToken"] == "decoder"
        self._separator: str | None = said.get("contextSeparator")
        self._tokenizer = tokenizers.Tokenizer.from_file(str(settings.weights / "tokenizer.json"))
        self._refuse_unknown_tokens(settings.weights)
        self._model = ctranslate2.Translator(
            str(settings.weights),
            device=settings.device,
            compute_type=settings.compute_type,
            intra_threads=settings.threads,
            inter_threads=1,
        )

    def describe(self) -> str:
        codes = sorted(self._languages)
        pairs = [
            {"source": source, "target": target, "tier": self._tier}
            for source in codes
            for target in codes
            if source != target
        ]
        return declaration(
            "translator",
            self._settings.version,
            self._licence,
            codes,
            pairs=pairs,
            entityLanguages=[],
            usesContext=self._separator is not None,
            domains=[],
            formalities=[],
        )

    def entities(self, text: str, language: str) -> list[Entity]:
        """These weights find no names (`entityLanguages` is empty): raises InvalidInput."""
        raise InvalidInput(f"Names cannot be found in {language or '(nothing)'}.")

    def translate(self, text: str, source: str, target: str, context: list[str] | None = None) -> Translation:
        """Translation of `text` between two BCP-47 tags; its sentences go through the model together.

        context: earlier sentences, oldest first; used where the model translates documents, else ignored. Raises
        InvalidInput.
        """
        (answer,) = self.translate_all([Question(text, source, target, context or [])])
        if isinstance(answer, InvalidInput):
            raise answer
        return answer

    def translate_all(self, questions: list[Question]) -> list[Translation | InvalidInput]:
        """As `translate` for several callers, all their sentences in one batch; a wrong question spoils no other."""
        pieces = [self._pieces(question) for question in questions]
        asked = [each for each in pieces if not isinstance(each, InvalidInput)]
        answers = iter(self._answers(asked))
        return [each if isinstance(each, InvalidInput) else next(answers) for each in pieces]

    def _pieces(self, question: Question) -> list[Piece] | InvalidInput:
        """A text as a whole behind its context, where there is one that can be used; else its sentences."""
        text, source, target, context = question
        pair = primary_code(source), primary_code(target)
        if pair[0] == pair[1] or not set(pair) <= self._languages.keys():
            return InvalidInput(f"There is no translation from {source or '(nothing)'} to {target or '(nothing)'}.")
        if len(text) > LONGEST_CHARACTERS:
            return InvalidInput(f"TEXT holds {len(text)} characters; at most {LONGEST_CHARACTERS} can be taken.")
        if not text.strip():
            return InvalidInput("TEXT is empty.")
        kept = self._kept(context, LONGEST_CONTEXT_TOKENS - self._size(text)) if self._separator else ()
        return [Piece(text.strip(), *pair, kept)] if kept else self._alone(text, *pair)

    def _alone(self, text: str, source: str, target: str) -> list[Piece]:
        shorts = [short for sentence in sentences(text) for short in self._short(sentence)]
        return [Piece(short, source, target) for short in shorts]

    def _kept(self, context: list[str], room: int) -> tuple[str, ...]:
        """The latest sentences for which there is room, oldest first."""
        kept: list[str] = []
        for sentence in reversed(context):
            room -= self._size(sentence) + 1
            if room < 0:
                break
            kept.insert(0, sentence)
        return tuple(kept)

    def _answers(self, asked: list[list[Piece]]) -> list[Translation]:
        found = self._split(self._found([piece for each in asked for piece in each]), asked)
        # Where the model has not kept a text apart from its context, the text is translated alone.
        again = {place: self._alone(*asked[place][0][:3]) for place, each in enumerate(found) if not all(each)}
        alone = self._split(self._found([piece for each in again.values() for piece in each]), list(again.values()))
        better = dict(zip(again, alone, strict=True))
        return [self._joined(better.get(place, each)) for place, each in enumerate(found)]

    @staticmethod
    def _split(found: list[list[Hypothesis]], asked: list[list[Piece]]) -> list[list[list[Hypothesis]]]:
        rest = iter(found)
        return [[next(rest) for _ in each] for each in asked]

    def _found(self, pieces: list[Piece]) -> list[list[Hypothesis]]:
        """For each piece what the beam has found, the most probable first, without its context; perhaps nothing."""
        if not pieces:
            return []
        sources = [[self._leading(piece), *self._tokens(piece), END] for piece in pieces]
        results = self._model.translate_batch(
            sources,
            target_prefix=[[self._languages[piece.target]] for piece in pieces] if self._tells_decoder else None,
            beam_size=BEAMS,
            num_hypotheses=BEAMS,
            return_scores=True,
            max_decoding_length=2 * max(map(len, sources)) + 16,
        )
        return [
            [
                Hypothesis(own, score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
                if (own := self._own(tokens, piece)) is not None
            ]
            for piece, result in zip(pieces, results, strict=True)
        ]

    def _leading(self, piece: Piece) -> str:
        return self._languages[piece.source if self._tells_decoder else piece.target]

    def _own(self, tokens: list[str], piece: Piece) -> list[str] | None:
        """Tokens without the target's and without those of the context; None when they cannot be told apart."""
        leads = self._tells_decoder and tokens[:1] == [self._languages[piece.target]]
        said = tokens[1:] if leads else tokens
        if not piece.context:
            return said
        places = [place for place, token in enumerate(said) if token == self._separator]
        return said[places[-1] + 1 :] if len(places) == len(piece.context) else None

    def _joined(self, found: list[list[Hypothesis]]) -> Translation:
        texts = [[self._text(hypothesis.tokens) for hypothesis in each] for each in found]
        size = sum(len(each[0].tokens) for each in found)
        sure = math.exp(sum(each[0].score * len(each[0].tokens) for each in found) / max(1, size))
        whole = [each[0] for each in texts]
        best = _sentence(whole)
        if not best:
            return Translation("", 0.0)
        # One sentence at a time is worded differently; the one that costs least comes first.
        others = sorted(
            (each[0].score - other.score, place, texts[place][rank + 1])
            for place, each in enumerate(found)
            for rank, other in enumerate(each[1:])
        )
        wordings = [_sentence([*whole[:place], text, *whole[place + 1 :]]) for _, place, text in others]
        different = [wording for wording in dict.fromkeys(wordings) if wording and wording != best]
        return Translation(best, sure, tuple(different[:MOST_ALTERNATIVES]) if sure < SURE else ())

    def _tokens(self, piece: Piece) -> list[str]:
        said: list[str] = []
        for sentence in piece.context:
            said += [*self._encoded(sentence), self._separator]
        return said + self._encoded(piece.text)

    def _encoded(self, text: str) -> list[str]:
        """Pieces of a text. A language's token in it is only text: who speaks cannot choose the language."""
        for token in (*self._languages.values(), self._separator):
            text = text.replace(token, " ") if token else text
        return self._tokenizer.encode(text, add_special_tokens=False).tokens

    def _size(self, text: str) -> int:
        return len(self._encoded(text))

    def _short(self, sentence: str) -> list[str]:
        """A sentence in pieces that the model takes: cut between words nearest to the middle, else in the middle."""
        if self._size(sentence) <= LONGEST_TOKENS or len(sentence) < 2:
            return [sentence]
        middle = len(sentence) // 2
        spaces = [place for place, character in enumerate(sentence) if character == " " and 0 < place]
        cut = min(spaces, key=lambda place: abs(place - middle), default=middle)
        halves = sentence[:cut].strip(), sentence[cut:].strip()
        return [piece for half in halves if half for piece in self._short(half)]

    def _text(self, tokens: list[str]) -> str:
        ids = [self._tokenizer.token_to_id(token) for token in tokens]
        return self._tokenizer.decode([each for each in ids if each is not None], skip_special_tokens=True).strip()

    def _refuse_unknown_tokens(self, folder: Path) -> None:
        for token in (*self._languages.values(), self._separator):
            if token is not None and self._tokenizer.token_to_id(token) is None:
                raise ValueError(f"{folder / DESCRIPTION} names {token}, which the vocabulary lacks.")


def _sentence(texts: list[str]) -> str:
    return " ".join(filter(None, texts))
