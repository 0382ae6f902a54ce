"""How well the stock voices are understood: word errors of the recognizer over a few sentences in a language."""

import numpy as np

from ..audio import RECOGNITION_HZ, resampled, to_pcm
from ..measure.intelligibility import Errors
from ..recognition.recognizer import SpeechRecognizer
from ..synthesis.intonation import Intonation
from ..synthesis.kokoro import RATE_HZ, Kokoro, Melody
from ..synthesis.loudness import level_factor
from ..synthesis.phonemes import Phonemizer
from ..synthesis.stock_voices import TRIED_DEVIATION
from ..synthesis.trimming import trimmed, without_offset
from ..synthesis.voice_names import manner_of

TEXTS = {
    "en": (
        "Could you speak a little more slowly, please?",
        "Why don't we take a break and have some coffee?",
        "He told me he would call back, but he never did.",
        "I think we should start with the budget.",
        "Nobody has told me anything about it yet.",
        "My mother's doctor is on vacation.",
        "The kids are already asleep, so let's keep our voices down.",
        "I can't find my passport. I had it in my hand a minute ago.",
        "It's raining again. We should have brought an umbrella.",
        "The results were much better than we expected.",
        "The heart rate is normal, but the blood pressure is high.",
        "They said the package had already been delivered.",
        "Who is responsible for the new project?",
        "The food was delicious, especially the fish.",
    ),
    "pt": (
        "Ele disse que ia chegar cedo, mas ainda não apareceu.",
        "Acho que precisamos conversar sobre o orçamento.",
        "Ela comprou um carro novo, mas ele já quebrou.",
        "Prefiro ir a pé, porque é perto daqui.",
        "Está doendo muito aqui do lado esquerdo.",
        "Se eu tivesse tempo, iria com vocês.",
        "Meu celular está sem bateria. Posso usar o seu?",
        "As crianças já foram dormir.",
        "Eles ainda não decidiram se vão comprar a casa.",
        "A comida estava ótima, principalmente a sobremesa.",
        "Vire à direita depois da ponte e siga reto.",
        "Ninguém me avisou que a loja estava fechada.",
        "O cliente reclamou porque o produto chegou quebrado.",
        "Quando eu era criança, morava perto da praia.",
    ),
}


def heard_at_16k(kokoro: Kokoro, melody: Melody) -> np.ndarray:
    """INT16[n] at 16 kHz of a melody, as loud and as closely cut as it is delivered."""
    clean = trimmed(without_offset(kokoro.sound(melody)))
    return to_pcm(resampled(clean * level_factor(clean), RATE_HZ, RECOGNITION_HZ))


class Clarity:
    """Asks the recognizer what it hears of a voice at its own pitch."""

    def __init__(self, kokoro: Kokoro, recognizer: SpeechRecognizer):
        self._kokoro = kokoro
        self._recognizer = recognizer
        self._phonemizer = Phonemizer()

    def errors(self, voice: str, mean: float, language: str) -> float:
        """Share of the words of TEXTS that are heard wrongly; mean: of ln F0, as the voice has it."""
        counted = Errors()
        for text in TEXTS[language]:
            counted.count(text, self._heard(text, voice, mean, language))
        return counted.rate

    def _heard(self, text: str, voice: str, mean: float, language: str) -> str:
        said = self._kokoro.melody(self._phonemizer.phonemes(text, language), voice, 1.0, manner_of(voice, language))
        melody = Intonation((mean, TRIED_DEVIATION)).bent(said, asks=text.endswith("?"))
        pcm = heard_at_16k(self._kokoro, melody)
        return self._recognizer.recognize(pcm, language, "transcribe", True, False).text
