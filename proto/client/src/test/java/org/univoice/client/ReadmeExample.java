package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The example of the README, so that it compiles. */
final class ReadmeExample {
  private ReadmeExample() {}

  static void talk(String token, List<byte[]> microphone, Consumer<short[]> speaker)
      throws InterruptedException {
    SessionApi api = new SessionApi(List.of(URI.create("http://127.0.0.1:8080")), token);
    MediaListener listener =
        new MediaListener() {
          @Override
          public void onMessage(JsonNode message) {
            System.out.println(message.path("type").asText() + " " + message.path("text").asText());
          }

          @Override
          public void onSpeech(SpeechFrame frame) {
            speaker.accept(frame.samples());
          }
        };
    try (Interpreter ana = Interpreter.open(api, "Ana", "en-US", "pt-BR", listener)) {
      microphone.forEach(ana::speak);
      ana.stop();
      ana.awaitEnd(Duration.ofSeconds(30));
    }
  }
}
