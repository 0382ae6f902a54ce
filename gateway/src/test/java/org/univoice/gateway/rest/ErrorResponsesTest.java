package org.univoice.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;

class ErrorResponsesTest {
  private final ErrorResponses errors = new ErrorResponses(false, new MutableClock());

  @Test
  void shouldTakeAMistakeOfOursForOursWhateverItThrows() {
    assertThat(status(thrownBy(() -> Integer.parseInt("not a number")))).isEqualTo(503);
    assertThat(status(thrownBy(() -> Thread.State.valueOf("NONE")))).isEqualTo(503);
  }

  @Test
  void shouldTakeWhatHttpCannotReadForTheClients() {
    assertThat(status(thrownBy(() -> MediaType.parse("no type")))).isEqualTo(400);
  }

  private int status(RuntimeException failure) {
    ServiceRequestContext ctx =
        ServiceRequestContext.of(HttpRequest.of(HttpMethod.GET, "/v1/sessions"));
    return errors.onServiceException(ctx, failure).aggregate().join().status().code();
  }

  private static RuntimeException thrownBy(Runnable work) {
    try {
      work.run();
    } catch (IllegalArgumentException e) {
      return e;
    }
    throw new AssertionError("it did not fail");
  }
}
