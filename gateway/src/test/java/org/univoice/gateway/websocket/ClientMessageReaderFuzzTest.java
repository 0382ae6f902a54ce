package org.univoice.gateway.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Whatever text a client sends is a message or is refused. */
class ClientMessageReaderFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  private static void take(byte[] bytes) {
    try {
      ClientMessageReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.INVALID_REQUEST || e.getMessage().length() > 300) {
        throw new AssertionError(e.code() + " " + e.getMessage());
      }
    }
  }
}
