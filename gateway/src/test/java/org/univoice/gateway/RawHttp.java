package org.univoice.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP written by hand, as no client writes it. */
final class RawHttp {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final int FIRST_WORD_MILLIS = 10_000;
  private static final int QUIET_MILLIS = 1_000;

  private RawHttp() {}

  /** Everything that came back until the connection was closed, or nothing came any more. */
  static String exchange(InetSocketAddress address, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      socket.setSoTimeout(FIRST_WORD_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      return all(socket);
    }
  }

  static String exchange(InetSocketAddress address, String request) throws IOException {
    return exchange(address, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String all(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        answer.write(piece, 0, read);
        socket.setSoTimeout(QUIET_MILLIS);
      }
    } catch (SocketTimeoutException e) {
      // It stays open and says nothing.
    } catch (IOException e) {
      // It was reset: what came before counts.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of each answer, in their order. */
  static List<Integer> statuses(String answers) {
    List<Integer> statuses = new ArrayList<>();
    Matcher status = STATUS.matcher(answers);
    while (status.find()) {
      statuses.add(Integer.valueOf(status.group(1)));
    }
    return statuses;
  }
}
