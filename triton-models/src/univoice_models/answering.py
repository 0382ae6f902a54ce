"""One request, one response: description, cancellation and errors, alike in every role."""

from collections.abc import Callable

from .errors import InvalidInput
from .tensors import Inputs, outputs


def answer(request, describe: Callable[[], str], respond: Callable[[Inputs], dict]):
    """Response of a role that answers once.

    A request that was cancelled while it waited is answered without work; InvalidInput becomes INVALID_ARG.
    """
    import triton_python_backend_utils as triton

    if request.is_cancelled():
        return _failed("The request was cancelled.", triton.TritonError.CANCELLED)
    try:
        inputs = Inputs(request)
        values = {"DECLARATION": describe()} if inputs.flag("DESCRIBE", False) else respond(inputs)
        return triton.InferenceResponse(output_tensors=outputs(values))
    except Exception as error:
        return failure(error)


def answer_all(requests, describe: Callable[[], str], respond_all: Callable[[list[Inputs]], list]) -> list:
    """As `answer` for several requests that the model computes as one batch.

    respond_all gives for each request its values, or the exception that only this one is answered with.
    """
    wanted = [not request.is_cancelled() and not Inputs(request).flag("DESCRIBE", False) for request in requests]
    asked = [Inputs(request) for request, is_wanted in zip(requests, wanted, strict=True) if is_wanted]
    try:
        computed = iter(respond_all(asked) if asked else [])
    except Exception as error:
        computed = iter([error] * len(asked))
    # Taken now: a request that is cancelled meanwhile must not shift the answers of the others.
    values = [next(computed) if is_wanted else None for is_wanted in wanted]
    return [answer(request, describe, _known(each)) for request, each in zip(requests, values, strict=True)]


def _known(values) -> Callable[[Inputs], dict]:
    def respond(_: Inputs) -> dict:
        if isinstance(values, Exception):
            raise values
        return values

    return respond


def failure(error: Exception):
    """Response that carries an error: the caller's fault or the model's own."""
    import triton_python_backend_utils as triton

    if isinstance(error, InvalidInput):
        return _failed(str(error), triton.TritonError.INVALID_ARG)
    return _failed(f"The model failed: {type(error).__name__}: {error}", triton.TritonError.INTERNAL)


def _failed(sentence: str, code):
    import triton_python_backend_utils as triton

    return triton.InferenceResponse(output_tensors=[], error=triton.TritonError(sentence, code))
