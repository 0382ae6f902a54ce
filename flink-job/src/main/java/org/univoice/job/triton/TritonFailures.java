package org.univoice.job.triton;

import io.grpc.Status;
import org.univoice.job.call.ModelCallException;

/** The one place where a gRPC status becomes a failed model call. */
final class TritonFailures {

  private TritonFailures() {}

  static ModelCallException of(String model, Throwable cause) {
    if (cause instanceof ModelCallException known) {
      return known;
    }
    Status status = Status.fromThrowable(cause);
    String description =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    return new ModelCallException(model + ": " + description, isTransient(status.getCode()), cause);
  }

  /**
   * INTERNAL counts as passing: it is what Triton answers for a model whose process was killed, and
   * {@link TritonRepair} mends that; so does NOT_FOUND, the answer while a model is loaded again.
   * UNKNOWN and INVALID_ARGUMENT are the model's word on the input.
   */
  private static boolean isTransient(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          RESOURCE_EXHAUSTED,
          INTERNAL,
          ABORTED,
          CANCELLED,
          NOT_FOUND ->
          true;
      case OK,
          UNKNOWN,
          INVALID_ARGUMENT,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }
}
