package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.voice.RecordedSpeech;

/** Files over connections that break, stall or never end: kept whole or not at all. */
class UploadTest extends PersonalGateway {
  private static final String GLOSSARY = "heart,coração,en-pt,any\nliver,fígado,en-pt,any\n";
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  @Test
  void shouldKeepNothingOfAGlossaryWhoseSenderHangsUpAtAnyByte() throws Exception {
    byte[] whole = request("PUT", "/v1/glossaries/g", "text/csv", bytes(GLOSSARY));
    for (int sent = 0; sent < whole.length; sent++) {
      hangUp(Arrays.copyOf(whole, sent), sent % 2 == 0);
    }
    assertThat(get("ana", "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[]}");

    assertThat(statuses(whole)).containsExactly(200);
    assertThat(get("ana", "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[\"g\"]}");
  }

  @Test
  void shouldKeepNothingOfAVoiceWhoseSenderHangsUp() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    byte[] whole =
        request("POST", PROFILES + "?language=en-US", "audio/wav", RecordedSpeech.wav(6_000));
    int header = whole.length - RecordedSpeech.wav(6_000).length;
    // Every byte of the WAV header, then some of the sound, and all but the last byte.
    for (int sent = header; sent < header + 60; sent++) {
      hangUp(Arrays.copyOf(whole, sent), sent % 2 == 0);
    }
    for (int sent = header + 60; sent < whole.length; sent += whole.length / 20) {
      hangUp(Arrays.copyOf(whole, sent), true);
    }
    hangUp(Arrays.copyOf(whole, whole.length - 1), false);
    assertThat(stores.voices().ofUser("ana")).isEmpty();

    assertThat(statuses(whole)).containsExactly(201);
    assertThat(stores.voices().ofUser("ana")).hasSize(1);
  }

  @Test
  void shouldTakeAFileThatComesInPiecesOfAFewBytes() throws Exception {
    byte[] whole = request("PUT", "/v1/glossaries/g", "text/csv", bytes(GLOSSARY));
    try (Socket socket = open()) {
      OutputStream out = socket.getOutputStream();
      for (int at = 0; at < whole.length; at += 7) {
        out.write(whole, at, Math.min(7, whole.length - at));
        out.flush();
        Thread.sleep(2);
      }
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void shouldTellWhoStopsInTheMiddleAndKeepNothing() throws Exception {
    byte[] whole = request("PUT", "/v1/glossaries/g", "text/csv", bytes(GLOSSARY));
    try (Socket socket = open()) {
      socket.getOutputStream().write(whole, 0, whole.length - 5);
      String answer = new String(socket.getInputStream().readNBytes(600), StandardCharsets.UTF_8);
      assertThat(answer).contains("TIMEOUT");
      assertThat(RawHttp.statuses(answer)).hasSize(1);
    }
    assertThat(get("ana", "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[]}");
  }

  @Test
  void shouldRefuseWhatIsHugeWithoutReadingItAll() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    for (String[] upload :
        List.of(
            new String[] {"PUT", "/v1/glossaries/g", "text/csv"},
            new String[] {"POST", PROFILES + "?language=en-US", "audio/wav"})) {
      String head = head(upload[0], upload[1], upload[2]);
      assertThat(endless(head + "Content-Length: 1000000000000\r\n\r\n", "x".repeat(8192)))
          .startsWith("HTTP/1.1 413");
      assertThat(
              endless(
                  head + "Transfer-Encoding: chunked\r\n\r\n",
                  "2000\r\n" + "x".repeat(8192) + "\r\n"))
          .startsWith("HTTP/1.1 413");
    }
    assertThat(get("ana", "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[]}");
    assertThat(stores.voices().ofUser("ana")).isEmpty();
  }

  @Test
  void shouldRefuseAFormThatEndsTooSoonAndKeepNothing() throws Exception {
    consent("ana", "VOICE_CLONING", true);
    byte[] form = form();
    int closing = "\r\n--b--\r\n".length();
    for (int length : new int[] {0, 1, 5, 40, 100, 200, form.length / 2, form.length - closing}) {
      byte[] cut = Arrays.copyOf(form, length);
      byte[] whole = request("POST", PROFILES, "multipart/form-data; boundary=b", cut);
      assertThat(statuses(whole)).as(length + " bytes").containsExactly(400);
    }
    assertThat(stores.voices().ofUser("ana")).isEmpty();
  }

  private static byte[] form() {
    byte[] head =
        bytes(
            "--b\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nen-US\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"audio\"; filename=\"v.wav\"\r\n"
                + "Content-Type: audio/wav\r\n\r\n");
    return joined(joined(head, RecordedSpeech.wav(6_000)), bytes("\r\n--b--\r\n"));
  }

  /** The first line of the answer, which comes before everything has been sent. */
  private String endless(String head, String piece) throws IOException {
    try (Socket socket = open()) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(head));
      byte[] more = bytes(piece);
      try {
        for (long sent = 0; sent < MOST_BYTES && socket.getInputStream().available() == 0; ) {
          out.write(more);
          sent += more.length;
        }
      } catch (IOException e) {
        // It was hung up on, with the answer on its way.
      }
      return firstLine(socket);
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  /**
   * @param reset whether the connection breaks instead of ending
   */
  private void hangUp(byte[] sent, boolean reset) throws Exception {
    try (Socket socket = open()) {
      socket.getOutputStream().write(sent);
      // What was sent is looked at before its sender is gone.
      Thread.sleep(10);
      if (reset) {
        socket.setSoLinger(true, 0);
      }
    }
  }

  private List<Integer> statuses(byte[] request) throws IOException {
    return RawHttp.statuses(RawHttp.exchange(gateway.apiAddress(), request));
  }

  private Socket open() throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.apiAddress().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static String head(String method, String path, String type) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ana\r\nContent-Type: "
        + type
        + "\r\n";
  }

  private static byte[] request(String method, String path, String type, byte[] body) {
    String head = head(method, path, type) + "Content-Length: " + body.length + "\r\n\r\n";
    return joined(bytes(head), body);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
