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
    told = [Inputs(request).flag("DESCRIBE", False) or request.is_cancelled() for request in requests]
    asked = [request for request, is_told in zip(requests, told, strict=True) if not is_told]
    try:
        computed = iter(respond_all([Inputs(request) for request in asked]) if asked else [])
    except Exception as error:
        computed = iter([error] * len(asked))

    def given(_: Inputs) -> dict:
        values = next(computed)
        if isinstance(values, Exception):
            raise values
        return values

    return [answer(request, describe, given) for request in requests]


def failure(error: Exception):
    """Response that carries an error: the caller's fault or the model's own."""
    import triton_python_backend_utils as triton

    if isinstance(error, InvalidInput):
        return _failed(str(error), triton.TritonError.INVALID_ARG)
    return _failed(f"The model failed: {type(error).__name__}: {error}", triton.TritonError.INTERNAL)


def _failed(sentence: str, code):
    import triton_python_backend_utils as triton

    return triton.InferenceResponse(output_tensors=[], error=triton.TritonError(sentence, code))
