"""Which class runs the weights that are there."""

from ..settings import Settings
from .many import DESCRIPTION, ManyLanguageTranslator
from .translator import Translator


def translator_of(settings: Settings) -> Translator | ManyLanguageTranslator:
    """Many languages where the weights' folder describes them, else the students, one folder per direction."""
    many = (settings.weights / DESCRIPTION).exists()
    return ManyLanguageTranslator(settings) if many else Translator(settings)
