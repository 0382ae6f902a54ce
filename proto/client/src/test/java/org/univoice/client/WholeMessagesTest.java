package org.univoice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeMessagesTest {
  private final List<String> heard = new ArrayList<>();
  private int asked;

  /** Counts how often it is asked for more, which is all that is asked of it. */
  private final WebSocket socket =
      (WebSocket)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {WebSocket.class},
              (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("request");
                asked++;
                return null;
              });

  private final WholeMessages messages =
      new WholeMessages() {
        @Override
        protected void onText(String message) {
          heard.add(message);
        }

        @Override
        protected void onBinary(ByteBuffer message) {
          heard.add("binary " + StandardCharsets.US_ASCII.decode(message));
        }
      };

  @Test
  void shouldPutTheirPartsTogetherAndAskForMoreAfterEach() {
    messages.onText(socket, "one, ", false);
    messages.onBinary(socket, bytes("ab"), false);
    messages.onText(socket, "two", true);
    messages.onBinary(socket, bytes("c"), true);
    messages.onText(socket, "three", true);
    messages.onBinary(socket, bytes("d"), true);

    assertThat(heard).containsExactly("one, two", "binary abc", "three", "binary d");
    assertThat(asked).isEqualTo(6);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
