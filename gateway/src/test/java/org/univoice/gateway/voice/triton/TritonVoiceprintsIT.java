package org.univoice.gateway.voice.triton;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.voice.Voiceprints;
import org.univoice.gateway.voice.VoiceprintsContract;

/** The contract against the model itself: system property univoice.triton, host:port. */
@Tag("triton")
class TritonVoiceprintsIT extends VoiceprintsContract {

  private TritonVoiceprints voiceprints;

  @BeforeEach
  void connect() {
    String triton = System.getProperty("univoice.triton", "127.0.0.1:8001");
    voiceprints = new TritonVoiceprints(triton, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    voiceprints.close();
  }

  @Override
  protected Voiceprints voiceprints() {
    return voiceprints;
  }

  @Test
  void shouldSayThatItCouldNotMeasureWhatIsTooShort() {
    assertThatThrownBy(() -> voiceprints.of(new byte[200]))
        .hasMessage("The voice could not be measured.");
  }
}
