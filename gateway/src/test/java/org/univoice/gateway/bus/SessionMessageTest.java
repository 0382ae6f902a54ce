package org.univoice.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.bus.SessionEvent.Changed;
import org.univoice.gateway.bus.SessionEvent.Ended;
import org.univoice.gateway.bus.SessionEvent.Over;
import org.univoice.gateway.bus.SessionEvent.Said;
import org.univoice.gateway.bus.SessionEvent.Updated;

class SessionMessageTest {

  @Test
  void shouldReadWhatAGatewayWrites() throws Exception {
    for (SessionEvent event :
        List.of(
            new Changed("en", "pt", "pt-BR", "en"),
            new Ended(),
            new SessionEvent.Recorded(true),
            new SessionEvent.Wished(),
            new SessionEvent.ConsentChanged("ana", "RECORDING"),
            new SessionEvent.Forgotten("ana", List.of("p1", "p2")),
            new Updated(),
            new Over(),
            new SessionEvent.Listening("g2"),
            new Said("t:0", "hi \"you\"", "olá", "en", "pt", "S1", "t", 0, 900, 0.9, 0, 7, true))) {
      assertThat(SessionMessage.read(SessionMessage.write("g", event)))
          .isEqualTo(new SessionMessage(1, "g", event));
    }
  }

  @Test
  void shouldReadTheVoiceThatItWrites() throws Exception {
    SessionEvent voice =
        new SessionEvent.Voice("here", "ana", 950, 50, new byte[] {0, -1, 127, -128});

    assertThat(SessionMessage.read(SessionMessage.write("g", voice)).event())
        .usingRecursiveComparison()
        .isEqualTo(voice);
  }

  @Test
  void shouldWriteWhatGatewaysOfOtherVersionsRead() {
    assertThat(SessionMessage.write("g", new Changed("en", "pt", "en", "es")))
        .isEqualTo(
            "{\"version\":1,\"from\":\"g\",\"event\":{\"type\":\"changed\",\"formerSource\":\"en\","
                + "\"formerTarget\":\"pt\",\"source\":\"en\",\"target\":\"es\"}}");
  }

  @Test
  void shouldReadWhatSaysMoreThanItKnows() throws Exception {
    String newer = "{'version':1,'from':'g','by':'ana','event':{'type':'ended','why':'x'}}";

    assertThat(SessionMessage.read(newer.replace('\'', '"')).event()).isEqualTo(new Ended());
  }

  @Test
  void shouldRefuseWhatNoGatewayOfItsVersionWrites() {
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "ended",
            "{'version':2,'from':'g','event':{'type':'ended'}}",
            "{'from':'g','event':{'type':'ended'}}",
            "{'version':1,'event':{'type':'ended'}}",
            "{'version':1,'from':'g'}",
            "{'version':1,'from':'g','event':{}}",
            "{'version':1,'from':'g','event':{'type':'java.lang.Runtime'}}",
            "{'version':1,'from':'g','event':{'type':'changed','source':'en'}}",
            "{'version':1,'from':'g','event':{'type':'consent','userId':'ana'}}",
            "{'version':1,'from':'g','event':{'type':'forgotten','userId':'ana'}}",
            "{'version':1,'from':'g','event':{'type':'said','segmentId':'t','startMillis':'x'}}",
            "{'version':1,'from':'" + "g".repeat(70_000) + "','event':{'type':'ended'}}",
            "[".repeat(60_000))) {
      assertThatThrownBy(() -> SessionMessage.read(text.replace('\'', '"')))
          .as(text.substring(0, Math.min(80, text.length())))
          .isInstanceOf(UnreadableMessageException.class);
    }
  }
}
