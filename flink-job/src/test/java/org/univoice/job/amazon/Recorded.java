package org.univoice.job.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;

/** What the tests of recorded exchanges have in common. */
final class Recorded {

  private Recorded() {}

  /** Found by the SDK's default chain, as in production by whatever the machine has. */
  static void credentials() {
    System.setProperty("aws.accessKeyId", "AKIDRECORDED");
    System.setProperty("aws.secretAccessKey", "secret-of-nothing");
  }

  static ModelCallException failureOf(ModelCall<?> call) {
    var failure = catchThrowableOfType(ModelCallException.class, () -> Hearing.answersOf(call));
    assertThat(failure).as("a failure that is named").isNotNull();
    return failure;
  }
}
