package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.StreamMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.AtOnce;
import org.univoice.gateway.privacy.ExportService.Export;

/**
 * Sends what is written while it is read. Each holds a thread for as long as its reader likes, so
 * they are few, of threads that nobody else waits for.
 */
final class Exports {
  private static final int MOST = 16;

  private final String busy;
  private final AtOnce ofOne;
  private final Semaphore places = new Semaphore(MOST);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "export");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param busy what somebody is told who reads as many as one may
   * @param ofOne how many a user may have at once
   */
  Exports(String busy, int ofOne) {
    this.busy = busy;
    this.ofOne = new AtOnce(ofOne);
  }

  /**
   * @throws RefusedException RATE_LIMIT_EXCEEDED while as many of the same user are being read,
   *     SERVICE_UNAVAILABLE while too many are
   */
  HttpResponse send(String userId, ResponseHeaders headers, Export export) {
    if (!ofOne.begin(userId)) {
      throw new RefusedException(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          busy,
          "Read it to its end, or hang up, before you ask for another.",
          5);
    }
    if (!places.tryAcquire()) {
      ofOne.end(userId);
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Too many people are fetching files at once.",
          "Try again.",
          30);
    }
    StreamMessage<HttpData> body =
        StreamMessage.fromOutputStream(out -> write(export, out), threads);
    HttpResponse response = HttpResponse.of(headers, body);
    response
        .whenComplete()
        .whenComplete(
            (end, failure) -> {
              places.release();
              ofOne.end(userId);
            });
    return response;
  }

  private static void write(Export export, OutputStream out) {
    try {
      export.writeTo(out);
      // Only now: what breaks off must not look whole.
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
