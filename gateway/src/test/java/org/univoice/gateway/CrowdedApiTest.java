package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.CommonPools;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.voice.VoiceProfile;

/** Clients that read or write slowly keep nobody else from being served. */
class CrowdedApiTest extends PersonalGateway {
  /** As many as Armeria has threads for what waits, and some. */
  private static final int CROWD = 220;

  @Test
  void shouldServeOthersWhileRecordingsDripIn() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < CROWD; i++) {
        slow.add(
            send(
                "POST /v1/voice-profiles?language=en-US HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer user-"
                    + i
                    + "\r\nContent-Type: audio/wav\r\nContent-Length: 1000\r\n\r\nR"));
      }
      Thread.sleep(1_000);

      assertThat(status(CONSENTS)).isEqualTo(200);
    } finally {
      close(slow);
    }
  }

  @Test
  void shouldSayThatItIsWellWhileNothingElseCanBeServed() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try {
      for (int i = 0; i < CROWD; i++) {
        CommonPools.blockingTaskExecutor()
            .submit(
                () -> {
                  over.await();
                  return null;
                });
      }
      assertThat(status("/v1/health")).isEqualTo(200);
    } finally {
      over.countDown();
    }
  }

  @Test
  void shouldGiveOnePersonOneExportAtATime() throws Exception {
    VoiceProfile profile = stores.voices().find(profileOf("ana")).orElseThrow();
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[100_000];
      new Random(i).nextBytes(noise);
      samples.add(noise);
    }
    stores.voices().put(next(profile), samples);
    String asked =
        "GET /v1/users/me/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ana\r\n\r\n";
    try (Socket reader = send(asked)) {
      assertThat(new String(reader.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 200");

      assertThat(refusal(get("ana", "/v1/users/me/export")))
          .startsWith("RATE_LIMIT_EXCEEDED An export of yours is on its way already.");
      assertThat(get("bob", "/v1/users/me/consents").statusCode()).isEqualTo(200);
    }
    awaitTrue(() -> get("bob", "/v1/users/me/export").statusCode() == 200);
  }

  /** Fails instead of hanging when nobody answers. */
  private int status(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer ana")
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static VoiceProfile next(VoiceProfile profile) {
    return new VoiceProfile(
        profile.profileId(),
        profile.userId(),
        profile.embedding(),
        profile.model(),
        profile.characteristics(),
        profile.createdAt(),
        profile.updatedAt(),
        profile.sampleCount(),
        profile.quality(),
        profile.language(),
        profile.version() + 1);
  }

  private Socket send(String request) throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.apiAddress().getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
