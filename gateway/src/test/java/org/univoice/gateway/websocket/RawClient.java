package org.univoice.gateway.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket that says anything at all, also what no library would. */
final class RawClient implements AutoCloseable {
  static final int NO_CLOSE_FRAME = -1;
  private static final int GIVE_UP_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  final List<String> texts = new ArrayList<>();

  /** The code of each close frame that came. */
  final List<Integer> closes = new ArrayList<>();

  /** All that came as binary messages. */
  long binaryBytes;

  /** What came behind a close; there ought to be nothing. */
  int framesAfterClose;

  private boolean isAnswering;

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setSoTimeout(GIVE_UP_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Sends what the other side still takes. */
  RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // It has hung up; what it said before that is what is asked for.
    }
    return this;
  }

  RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The head of the answer to an upgrade, and its body when it is refused. */
  String answer() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    return text.contains(" 101 ")
        ? text
        : text + new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** From now on it answers a close in kind, as libraries do. */
  RawClient answering() {
    isAnswering = true;
    return this;
  }

  /** Reads to the end; texts on the way are kept. */
  int closeCode() throws IOException {
    int code = NO_CLOSE_FRAME;
    try {
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0F;
        byte[] payload = payload();
        if (!closes.isEmpty()) {
          framesAfterClose++;
        }
        if (opcode == 2) {
          binaryBytes += payload.length;
        } else if (opcode == 1) {
          texts.add(new String(payload, StandardCharsets.UTF_8));
        } else if (opcode == 8) {
          code = payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
          closes.add(code);
          if (isAnswering) {
            send(frame(8, payload));
          }
        }
      }
    } catch (EOFException | java.net.SocketException e) {
      return code;
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return payload;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static String upgrade(String ticket) {
    return "GET /v1/stream?ticket="
        + ticket
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Protocol: univoice.v1\r\n\r\n";
  }

  /** A masked frame, with a mask of zeros, that ends its message. */
  static byte[] frame(int opcode, byte[] payload) {
    return frame(0x80 | opcode, 0x80, payload);
  }

  /**
   * @param first the first byte: FIN, reserved bits and opcode
   * @param masked 0x80, or 0 for a frame that no client may send
   */
  static byte[] frame(int first, int masked, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(masked | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(masked | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(masked | 127);
      frame.writeBytes(new byte[] {0, 0, 0, 0});
      for (int shift = 24; shift >= 0; shift -= 8) {
        frame.write(payload.length >> shift);
      }
    }
    if (masked != 0) {
      frame.writeBytes(new byte[4]);
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }
}
