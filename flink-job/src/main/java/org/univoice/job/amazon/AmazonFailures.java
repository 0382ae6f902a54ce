package org.univoice.job.amazon;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.univoice.job.call.ModelCallException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/** The one place where an error of the SDK becomes a failed model call. */
final class AmazonFailures {

  /**
   * What says "later" without a status that does: exceptions inside an event stream have none, and
   * Translate sends its own with 400.
   */
  private static final Set<String> LATER =
      Set.of(
          "LimitExceededException",
          "ConflictException",
          "InternalFailureException",
          "InternalServerException",
          "ServiceFailureException",
          "ServiceUnavailableException",
          "TooManyRequestsException");

  private AmazonFailures() {}

  static ModelCallException of(String model, Throwable cause) {
    Throwable failure = unwrapped(cause);
    if (failure instanceof ModelCallException known) {
      return known;
    }
    if (failure instanceof AwsServiceException refused) {
      return new ModelCallException(
          model + ": " + description(refused), isTransient(refused), failure);
    }
    if (failure instanceof SdkClientException || isConnection(failure)) {
      return new ModelCallException(
          model + ": " + failure.getMessage(), isTransient(failure), failure);
    }
    return new ModelCallException(model + " answered something unreadable", false, failure);
  }

  private static boolean isTransient(AwsServiceException refused) {
    int status = refused.statusCode();
    return refused.isThrottlingException()
        || status == 408
        || status == 429
        || status >= 500
        || LATER.contains(code(refused));
  }

  /** Without credentials, or with an address that is none, trying again helps nobody. */
  private static boolean isTransient(Throwable failure) {
    return failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || failure instanceof AbortedException
        || isConnection(failure);
  }

  private static boolean isConnection(Throwable failure) {
    // What is no JSON counts as a failed reading of it; the connection was good.
    if (has(failure, JsonProcessingException.class)) {
      return false;
    }
    return has(failure, IOException.class) || has(failure, TimeoutException.class);
  }

  private static boolean has(Throwable failure, Class<? extends Exception> kind) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (kind.isInstance(one)) {
        return true;
      }
    }
    return false;
  }

  private static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
        ? refused.getClass().getSimpleName()
        : refused.awsErrorDetails().errorCode();
  }

  private static String description(AwsServiceException refused) {
    String message =
        refused.awsErrorDetails() == null
            ? refused.getMessage()
            : refused.awsErrorDetails().errorMessage();
    return code(refused) + (message == null || message.isBlank() ? "" : ", " + message);
  }

  private static Throwable unwrapped(Throwable cause) {
    Throwable failure = cause;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }
}
