package org.univoice.gateway.rest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Whatever body a request has names a participant or is refused. */
class RequestFieldsFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  private static void take(byte[] bytes) {
    try {
      RequestFields fields = RequestFields.read(bytes, SessionRequests.CREATION);
      SessionRequests.joining(fields);
      SessionRequests.change(fields);
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.INVALID_REQUEST || e.getMessage().length() > 300) {
        throw new AssertionError(e.code() + " " + e.getMessage());
      }
    }
  }
}
