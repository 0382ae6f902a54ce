package org.univoice.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.websocket.ServerMessage;

class InterpreterMessagesTest {

  @Test
  void shouldMarkACaptionThatSomebodyElseSpokeAtTheSameTimeAs() {
    assertThat(caption(true)).isTrue();
    assertThat(caption(false)).isFalse();
  }

  private static boolean caption(boolean overlapped) {
    var caption =
        new ServerMessage.FinalCaption(
            1, "t:0", "S1", "t", "en", "Hello", 0.9f, false, 0, 800, List.of(), overlapped);
    return InterpreterMessages.of(caption, Map.of()).getCaption().getOverlapped();
  }
}
