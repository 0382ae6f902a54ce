"""Text to the phonemes that Kokoro was trained on, through the espeak-ng library.

espeak-ng (GPL-3.0-or-later) is loaded as a shared library from the `espeakng-loader` package; nothing of it is linked
into or distributed with UniVoice.
"""

import ctypes
import re

import espeakng_loader

VOICES = {"en": "en-us", "es": "es", "fr": "fr", "hi": "hi", "it": "it", "pt": "pt-br"}
"""espeak-ng voice of every language that is served. Kokoro also has Chinese and Japanese voices, but espeak-ng reads
neither script well enough for them."""
SYNCHRONOUS, DO_NOT_EXIT, UTF8, IPA, TIE = 2, 0x8000, 1, 0x02, 0x80
TIE_CHARACTER = "^"
PUNCTUATION = re.compile(r"([,;:.!?…—]+)(?=\s|$)")
TITLES = {
    "en": {"Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor"},
    "es": {"Sr": "señor", "Sra": "señora", "Srta": "señorita", "Dr": "doctor", "Dra": "doctora"},
    "pt": {
        "Sr": "senhor", "Sra": "senhora", "Srta": "senhorita", "Dr": "doutor", "Dra": "doutora",
        "Prof": "professor", "Profa": "professora",
    },
}  # fmt: skip
"""espeak-ng spells some of them, and stops behind each as if a sentence had ended."""
AFFRICATES = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O",
    "ə^ʊ": "Q", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
}  # fmt: skip
"""Kokoro's single letters for diphthongs and affricates."""
ENGLISH = {
    "ʔˌn\u0329": "tᵊn", "ʔn\u0329": "tᵊn", "ʔ": "t", "ə^l": "ᵊl", "ʲ": "", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə",
    "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə", "ɬ": "l", "\u0303": "", "ː": "",
}  # fmt: skip
"""From espeak-ng's American English to Kokoro's. Source of both tables: `misaki`, its phonemizer in training."""


class Phonemizer:
    """One loaded espeak-ng; it keeps one voice at a time, so use it from one thread."""

    def __init__(self):
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
        self._library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        data = espeakng_loader.get_data_path().encode()
        if self._library.espeak_Initialize(SYNCHRONOUS, 0, data, DO_NOT_EXIT) < 0:
            raise OSError("espeak-ng did not find its data.")
        self._voice = ""

    def phonemes(self, text: str, language: str) -> str:
        """Kokoro's phonemes of `text` with its punctuation; `language` is a key of VOICES."""
        self._choose(VOICES[language])
        spoken = _readable(text, language)
        parts = PUNCTUATION.split(spoken)
        said = [part[0] if index % 2 else self._read(part) for index, part in enumerate(parts)]
        joined = "".join(f" {part}" if index and index % 2 == 0 and part else part for index, part in enumerate(said))
        return _to_kokoro(joined.strip(), language)

    def _choose(self, voice: str) -> None:
        if voice != self._voice:
            if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise OSError(f"espeak-ng has no voice {voice}.")
            self._voice = voice

    def _read(self, text: str) -> str:
        rest = ctypes.c_char_p(text.encode("utf-8").replace(b"\0", b" "))
        mode = IPA | TIE | (ord(TIE_CHARACTER) << 8)
        read = []
        while rest.value:
            raw = self._library.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, mode)
            read.append((raw or b"").decode("utf-8", "ignore").strip())
        return " ".join(filter(None, read))


def _readable(text: str, language: str) -> str:
    """What espeak-ng would misread: typographic quotes, titles, and reais."""
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: " ", 0x201D: " ", 0xAB: " ", 0xBB: " ", 0x22: " "})
    for short, whole in TITLES.get(language, {}).items():
        text = re.sub(rf"\b{short}\.(?=\s)", whole, text, flags=re.IGNORECASE)
    if language == "pt":
        text = re.sub(r"R\$\s*(\d[\d.]*),(\d\d)\b", r"\1 reais e \2 centavos", text)
        text = re.sub(r"R\$\s*(\d[\d.,]*\d|\d)", r"\1 reais", text)
    return text


def _to_kokoro(phonemes: str, language: str) -> str:
    phonemes = re.sub(r"\([a-z-]+\)", "", phonemes)  # espeak-ng's marks of a change of language
    for table in (AFFRICATES, ENGLISH) if language == "en" else (AFFRICATES,):
        for said, letter in table.items():
            phonemes = phonemes.replace(said, letter)
    if language == "en":
        phonemes = re.sub(r"(\S)\u0329", "ᵊ\\1", phonemes)
    return phonemes.replace(TIE_CHARACTER, "").replace("-", "").replace("\u0329", "")
