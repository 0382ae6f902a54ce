"""Callers send one text; on a GPU many are translated for the price of one. This stands between the two.

Triton batches only models whose tensors have a dimension for it, which callers would have to know of. So a role that
is batched has two models: this one, with the tensors of the contract, passes each request on to `<role>_batched`, with
that dimension. An instance waits for its answer, so there are as many as there may be requests in a batch.
"""

import json

INVALID = "INVALID_ARG: "
"""Begins what the model behind says of a wrong input: Triton hands every error of one model to another as INTERNAL."""


class BatchFront:
    """A Triton model (`1/model.py` names it TritonPythonModel); its parameters are those of `config.pbtxt`."""

    def initialize(self, args):
        import triton_python_backend_utils as triton

        config = json.loads(args["model_config"])
        self._triton = triton
        self._behind = f"{config['name']}_batched"
        self._inputs = [each["name"] for each in config["input"]]
        self._outputs = [each["name"] for each in config["output"]]

    def execute(self, requests):
        return [self._answer(request) for request in requests]

    def _answer(self, request):
        triton = self._triton
        if request.is_cancelled():
            error = triton.TritonError("The request was cancelled.", triton.TritonError.CANCELLED)
            return triton.InferenceResponse(output_tensors=[], error=error)
        found = [triton.get_input_tensor_by_name(request, name) for name in self._inputs]
        given = [triton.Tensor(each.name(), each.as_numpy()[None]) for each in found if each is not None]
        answer = triton.InferenceRequest(
            model_name=self._behind, requested_output_names=self._outputs, inputs=given
        ).exec()
        if answer.has_error():
            return triton.InferenceResponse(output_tensors=[], error=self._passed_on(answer.error().message()))
        return triton.InferenceResponse(output_tensors=answer.output_tensors())

    def _passed_on(self, sentence: str):
        triton = self._triton
        _, is_invalid, said = sentence.partition(INVALID)
        if is_invalid:
            return triton.TritonError(said, triton.TritonError.INVALID_ARG)
        return triton.TritonError(sentence, triton.TritonError.INTERNAL)
