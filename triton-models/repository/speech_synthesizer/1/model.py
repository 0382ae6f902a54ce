"""Triton's face of the speech synthesizer, which answers several times; the tensors are described in ../CONTRACT.md."""

from threading import Event, Thread

from univoice_models.answering import failure
from univoice_models.errors import InvalidInput
from univoice_models.settings import Settings
from univoice_models.synthesis.kokoro import Abandoned
from univoice_models.synthesis.reference import Sample
from univoice_models.synthesis.speaker import Manner, Speaker
from univoice_models.synthesis.tiers import TieredSynthesizer
from univoice_models.tensors import Inputs, outputs

LOOK_EVERY_SECONDS = 0.05
"""A clause takes up to two seconds of both cores; a caller who has gone does not hold up the next one for longer."""


class TritonPythonModel:
    def initialize(self, args):
        self._synthesizer = TieredSynthesizer(Settings.from_triton(args))

    def execute(self, requests):
        for request in requests:
            self._answer(request, request.get_response_sender())

    def _answer(self, request, sender) -> None:
        """Sends one response per clause, then the final flag; stops when the caller has gone."""
        last = {"flags": _final()}
        answered = Event()
        watch = Thread(target=self._stop_when_unwanted, args=(sender, answered), daemon=True)
        watch.start()
        try:
            for values in self._values(Inputs(request)):
                if sender.is_cancelled():
                    break
                sender.send(_response(values))
        except Abandoned:
            pass
        except Exception as error:
            last["response"] = failure(error)
        finally:
            answered.set()
            watch.join()
        # Only now: with the final flag Triton forgets the request, and it crashes when asked about a forgotten one.
        sender.send(**last)

    def _stop_when_unwanted(self, sender, answered: Event) -> None:
        while not answered.wait(LOOK_EVERY_SECONDS):
            if sender.is_cancelled():
                self._synthesizer.stop()

    def _values(self, inputs: Inputs):
        if inputs.flag("DESCRIBE", False):
            yield {"DECLARATION": self._synthesizer.describe()}
            return
        speaker = Speaker(
            voiceprint=inputs.vector("VOICEPRINT", 256),
            pitch=inputs.vector("PITCH", 2, unknown_as_nan=True),
            spectrum=inputs.vector("SPECTRUM", self._synthesizer.spectrum_bands),
            loudness=inputs.number("LOUDNESS"),
        )
        manner = Manner(
            pitch=inputs.vector("UTTERANCE_PITCH", 2, unknown_as_nan=True),
            loudness=inputs.number("UTTERANCE_LOUDNESS"),
            rate=inputs.number("UTTERANCE_RATE"),
        )
        speed = inputs.number("SPEED")
        pauses = inputs.number("PAUSES")
        pieces = self._synthesizer.speak(
            inputs.text("TEXT"),
            inputs.text("LANGUAGE"),
            inputs.text("VOICE", ""),
            speaker,
            1.0 if speed is None else speed,
            manner,
            1.0 if pauses is None else pauses,
            emphasis=_emphasis(inputs),
            sample=_sample(inputs),
        )
        for piece in pieces:
            yield {"PCM": piece.pcm, "CLAUSE": piece.clause, "VOICE": piece.voice, "SIMILARITY": piece.similarity}


def _emphasis(inputs: Inputs) -> list[tuple[int, int]]:
    """First and last + 1 code point of each stretch that stands out."""
    ends = inputs.array("EMPHASIS")
    if ends is None:
        return []
    if ends.size % 2:
        raise InvalidInput("EMPHASIS holds an odd number of places.")
    return [(int(start), int(end)) for start, end in ends.reshape(-1, 2)]


def _sample(inputs: Inputs) -> Sample | None:
    """What may be cloned: nothing unless the caller says that the speaker has agreed."""
    if not inputs.flag("CLONE", False):
        return None
    return Sample(inputs.array("REFERENCE_PCM"), inputs.text("REFERENCE_TEXT", ""))


def _response(values: dict):
    import triton_python_backend_utils as triton

    return triton.InferenceResponse(output_tensors=outputs(values))


def _final():
    import triton_python_backend_utils as triton

    return triton.TRITONSERVER_RESPONSE_COMPLETE_FINAL
