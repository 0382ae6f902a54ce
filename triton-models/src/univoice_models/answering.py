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


def failure(error: Exception):
    """Response that carries an error: the caller's fault or the model's own."""
    import triton_python_backend_utils as triton

    if isinstance(error, InvalidInput):
        return _failed(str(error), triton.TritonError.INVALID_ARG)
    return _failed(f"The model failed: {type(error).__name__}: {error}", triton.TritonError.INTERNAL)


def _failed(sentence: str, code):
    import triton_python_backend_utils as triton

    return triton.InferenceResponse(output_tensors=[], error=triton.TritonError(sentence, code))
