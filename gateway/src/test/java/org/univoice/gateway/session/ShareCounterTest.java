package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Segment;

class ShareCounterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final ShareCounter counter = new ShareCounter();

  @Test
  void shouldNameTheEnrolledVoiceOfASpeakerOnceItIsRecognised() {
    counter.joined("ana", "Ana");

    said("ana:0", "S1", "");
    assertThat(profileOf("S1")).isEmpty();
    said("ana:900", "S1", "profile-1");
    said("ana:1800", "S1", "");
    said("ana:2700", "S2", "");

    assertThat(profileOf("S1")).isEqualTo("profile-1");
    assertThat(profileOf("S2")).isEmpty();
  }

  private void said(String id, String speaker, String profile) {
    Segment segment = new Segment(id, speaker, "ana", 0, 800, profile);
    counter.delivered(new Caption(segment, true, "en", "Hello", 0.9f, false, List.of()), NOW);
  }

  private String profileOf(String speaker) {
    return counter.share(NOW, Optional.empty(), false).speakers().get(speaker).voiceProfileId();
  }
}
