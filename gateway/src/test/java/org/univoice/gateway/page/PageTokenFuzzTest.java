package org.univoice.gateway.page;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.MemorySessionStore;

/** A page token is refused or is a place in the list, also one that somebody computed. */
class PageTokenFuzzTest {
  private static final String USER = "ana";

  private final MemorySessionStore sessions = new MemorySessionStore();

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  private void take(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    list(text);
    list(PageToken.of(USER, List.of(text)));
    list(PageToken.of(USER, List.of(text, text)));
  }

  private void list(String token) {
    try {
      sessions.ofUser(USER, 3, Optional.of(token));
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.INVALID_REQUEST) {
        throw new AssertionError(e);
      }
    }
  }
}
