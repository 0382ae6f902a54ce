package org.univoice.gateway.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Waits for calls of AWS; the one place where their failures become refusals. */
public final class AwsCalls {
  private static final Logger LOG = LoggerFactory.getLogger(AwsCalls.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  private AwsCalls() {}

  /**
   * The call's answer. The clients end every call in time, so this does, too.
   *
   * @throws ConditionalCheckFailedException when what was there is not what the call expected
   * @throws NoSuchKeyException when there is no such object
   * @throws RefusedException SERVICE_UNAVAILABLE when it may work later, DATABASE_ERROR when not
   */
  public static <T> T await(CompletableFuture<T> call) {
    try {
      return call.join();
    } catch (CompletionException | CancellationException e) {
      throw refusal(e.getCause() == null ? e : e.getCause());
    } catch (SdkException e) {
      throw refusal(e);
    }
  }

  /** The first page of what was asked for. */
  public static <T> Page<T> first(SdkPublisher<Page<T>> pages) {
    List<Page<T>> seen = new ArrayList<>();
    await(pages.limit(1).subscribe(seen::add));
    return seen.isEmpty() ? Page.create(List.of()) : seen.get(0);
  }

  /** Everything that was asked for. */
  public static <T> List<T> all(SdkPublisher<Page<T>> pages) {
    List<T> items = new ArrayList<>();
    await(pages.subscribe(page -> items.addAll(page.items())));
    return items;
  }

  /** For an answer that says itself that not all was done. */
  public static RefusedException incomplete(String what, String code) {
    LOG.error("A store did only part of it, of {}: {}", what, code);
    return failed();
  }

  private static RuntimeException refusal(Throwable failure) {
    if (failure instanceof ConditionalCheckFailedException
        || failure instanceof NoSuchKeyException
        || failure instanceof RefusedException) {
      return (RuntimeException) failure;
    }
    if (passes(failure)) {
      LOG.warn("A store could not be reached: {}", failure.toString());
      return new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "What is kept cannot be reached at the moment.",
          "Try again in a few seconds.",
          RETRY_AFTER_SECONDS);
    }
    LOG.error("A store failed", failure);
    return failed();
  }

  private static RefusedException failed() {
    return new RefusedException(
        ErrorCode.DATABASE_ERROR,
        "What is kept could not be read or changed.",
        "Try again; when it stays, report the request id.");
  }

  /** Throttled, too slow, not there, or its own fault: all of it may be over in a moment. */
  private static boolean passes(Throwable failure) {
    if (failure instanceof AwsServiceException answer) {
      return answer.isThrottlingException() || answer.statusCode() >= 500;
    }
    return failure instanceof SdkClientException || failure instanceof CancellationException;
  }
}
