"""What the names of stock voices say: language, gender, what a blend is made of, whom it was fitted to."""

import numpy as np

LANGUAGES = {"a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-BR", "z": "zh"}
"""By the first letter of Kokoro's voice names; the second is the gender."""
NATIVE = {
    "en": {"f": "af_heart", "m": "am_michael"},
    "es": {"f": "ef_dora", "m": "em_alex"},
    "fr": {"f": "ff_siwis"},
    "hi": {"f": "hf_alpha", "m": "hm_omega"},
    "it": {"f": "if_sara", "m": "im_nicola"},
    "pt": {"f": "pf_dora", "m": "pm_alex"},
}
"""Who shows a voice of another language how this one is spoken, for each gender that it has voices of."""
STANDARD = {language: voices["f"] for language, voices in NATIVE.items()}
BLENDED = "+"
FITTED = "~"
"""Before what the colour was moved by to be nearer to one speaker: `am_adam~4,-11,0`, tenths of each shape."""
TENTHS = 10


def plain(name: str) -> str:
    """The stock voice or blend of a name, without what it was fitted by."""
    return name.partition(FITTED)[0]


def fitted(name: str, correction: np.ndarray) -> str:
    """The name of a voice whose colour was moved by so much of each shape (`fitting.shapes`)."""
    return f"{plain(name)}{FITTED}{','.join(str(round(TENTHS * float(share))) for share in correction)}"


def correction_of(name: str) -> np.ndarray | None:
    """FP64[n], what a voice's colour was moved by; None where it was not. Raises ValueError for what is no number."""
    said = name.partition(FITTED)[2]
    return np.array([int(tenths) for tenths in said.split(",")]) / TENTHS if said else None


def parts_of(name: str) -> list[str]:
    """The voices that a voice is made of: itself, or the two of a blend."""
    return plain(name).split(BLENDED)


def is_native(part: str, language: str) -> bool:
    """Whether a voice (no blend) was recorded in a language, given by its primary code."""
    return LANGUAGES[part[0]][:2] == language


def accent(name: str, language: str) -> float:
    """How foreign a voice is in a language, 0 to 1; half of what a blend is made of counts half."""
    parts = parts_of(name)
    return sum(not is_native(part, language) for part in parts) / len(parts)


def manner_of(name: str, language: str) -> str:
    """The voice that says how long each sound lasts and how pitch and energy move, where `name` lends its timbre: of
    itself what was recorded in the language, else a native voice of its gender, else of the other."""
    native = [part for part in parts_of(name) if is_native(part, language)]
    voices = NATIVE.get(language, {})
    return BLENDED.join(native) or voices.get(name[1]) or voices.get("f") or name
