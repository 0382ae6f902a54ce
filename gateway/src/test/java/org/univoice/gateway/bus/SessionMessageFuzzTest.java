package org.univoice.gateway.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes over a channel is an event or is left out. */
class SessionMessageFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    read(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    read(bytes);
  }

  private static void read(byte[] bytes) {
    try {
      SessionMessage.read(new String(bytes, UTF_8)).event().topic();
    } catch (UnreadableMessageException e) {
      // The listener goes on with the next one.
    }
  }
}
