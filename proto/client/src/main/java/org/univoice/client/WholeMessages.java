package org.univoice.client;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Hears a WebSocket's messages whole, whatever parts they come in, and lets the next one come. */
public abstract class WholeMessages implements WebSocket.Listener {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  protected abstract void onText(String message);

  protected abstract void onBinary(ByteBuffer message);

  @Override
  public final CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String message = text.toString();
      text.setLength(0);
      onText(message);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public final CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      ByteBuffer message = ByteBuffer.wrap(binary.toByteArray());
      binary.reset();
      onBinary(message);
    }
    webSocket.request(1);
    return null;
  }
}
