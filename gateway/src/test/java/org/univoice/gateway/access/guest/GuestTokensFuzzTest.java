package org.univoice.gateway.access.guest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nothing that was not signed here lets anybody in. */
class GuestTokensFuzzTest {
  private final GuestTokens tokens = new GuestTokens(GuestKey.random());

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  private void take(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String token : new String[] {text, GuestTokens.INVITATION + text, "uvg_" + text}) {
      if (tokens.invitation(token, Instant.EPOCH).isPresent()
          || tokens.pass(token, Instant.EPOCH).isPresent()) {
        throw new AssertionError("was taken for a token");
      }
    }
  }
}
