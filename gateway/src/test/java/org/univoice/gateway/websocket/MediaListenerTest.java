package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.univoice.gateway.websocket.RawClient.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/** What hostile or broken clients get over real sockets: one clear end each. */
class MediaListenerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURE =
      "{\"action\":\"session.configure\",\"audio\":{\"format\":\"pcm16\"},\"speaks\":\"en\",\"hears\":\"pt\"}";

  private final Clock clock = Clock.systemUTC();
  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private final RandomTicketIssuer tickets =
      new RandomTicketIssuer(clock, Duration.ofSeconds(60), 100);
  private final SessionRegistry sessions =
      new SessionRegistry(
          new SessionLimits(100, 2, Duration.ofMinutes(2)),
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          stream,
          clock);
  private MediaConfig config = MediaConfig.DEFAULT;
  private Admission admission = Admission.ALWAYS;
  private Participant participant;
  private MediaListener listener;

  @AfterEach
  void stop() {
    listener.close();
  }

  static Stream<Arguments> broken() {
    byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
    byte[] negative = {(byte) 0x82, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0};
    return Stream.of(
        arguments("the first reserved bit, as compression sets it", frame(0xC1, 0x80, hello), 1002),
        arguments("the second reserved bit", frame(0xA1, 0x80, hello), 1002),
        arguments("the third reserved bit", frame(0x91, 0x80, hello), 1002),
        arguments("an unknown opcode", frame(0x83, 0x80, hello), 1002),
        arguments("an unknown control opcode", frame(0x8B, 0x80, hello), 1002),
        arguments("a frame without a mask", frame(0x81, 0, hello), 1002),
        arguments("a ping in pieces", frame(0x09, 0x80, hello), 1002),
        arguments("a ping of 126 bytes", frame(0x89, 0x80, new byte[126]), 1002),
        arguments("a piece of a message that never began", frame(0x80, 0x80, hello), 1002),
        arguments(
            "a message within a message",
            joined(frame(0x01, 0x80, hello), frame(0x81, 0x80, hello)),
            1002),
        arguments("a length below zero", negative, 1002),
        arguments("a close of one byte", frame(0x88, 0x80, new byte[1]), 1002),
        arguments("a close code that none may send", frame(0x88, 0x80, new byte[] {3, -19}), 1002),
        arguments("text that is not UTF-8", frame(0x81, 0x80, new byte[] {-61, 0x28}), 1007),
        arguments("a frame too large", frame(0x82, 0x80, new byte[65_537]), 1009),
        arguments(
            "a message too large in pieces",
            joined(frame(0x02, 0x80, new byte[40_000]), frame(0x80, 0x80, new byte[40_000])),
            1009),
        arguments("a close in good order", frame(0x88, 0x80, new byte[] {3, -24}), 1000),
        arguments("a close without a code", frame(0x88, 0x80, new byte[0]), 1005));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("broken")
  void shouldEndWithOneClearCode(String what, byte[] bytes, int code) throws Exception {
    try (RawClient client = upgraded()) {
      client.send(bytes);
      assertThat(client.closeCode()).as(what).isEqualTo(code);
      assertThat(client.closes).as(what).hasSize(1);
      boolean fault = code != 1000 && code != 1005;
      assertThat(client.texts.stream().filter(text -> text.contains("INVALID_REQUEST")).count())
          .isEqualTo(fault ? 1 : 0);
    }
    eventuallyGone();
  }

  @Test
  void shouldTakeAMessageOfThousandsOfPieces() throws Exception {
    try (RawClient client = upgraded()) {
      byte[] text =
          CONFIGURE.replace(",", "," + " ".repeat(5_000)).getBytes(StandardCharsets.US_ASCII);
      ByteArrayOutputStream pieces = new ByteArrayOutputStream();
      for (int i = 0; i < text.length; i++) {
        int last = i == text.length - 1 ? 0x80 : 0x00;
        pieces.writeBytes(frame(last | (i == 0 ? 1 : 0), 0x80, new byte[] {text[i]}));
        if (last == 0) {
          pieces.writeBytes(frame(0, 0x80, new byte[0]));
        }
      }
      client.send(pieces.toByteArray());
      client.send(frame(0x88, 0x80, new byte[] {3, -24}));
      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(client.texts).anyMatch(said -> said.contains("session.ready"));
    }
  }

  @Test
  void shouldNotOfferCompression() throws Exception {
    start();
    try (RawClient client = new RawClient(listener.address())) {
      client.send(
          RawClient.upgrade(ticket())
              .replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"));
      assertThat(client.answer()).contains(" 101 ").doesNotContainIgnoringCase("extensions");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "GET\r\n\r\n",
        "\u0000\u0000\u0000\u0000\r\n\r\n",
        "POST /v1/stream HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void shouldRefuseWhatIsNoUpgrade(String garbage) throws Exception {
    start();
    try (RawClient client = new RawClient(listener.address())) {
      assertThat(client.send(garbage).answer())
          .startsWith("HTTP/1.1 4")
          .contains("\"code\":", "\"suggestion\":");
    }
  }

  @Test
  void shouldHangUpOnWhoSendsItsRequestByteByByte() throws Exception {
    config = within(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(60));
    start();
    try (RawClient client = new RawClient(listener.address())) {
      byte[] request = RawClient.upgrade(ticket()).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 20; i++) {
        client.send(new byte[] {request[i]});
        Thread.sleep(50);
      }
      assertThat(client.answer()).isEmpty();
    }
  }

  @Test
  void shouldCloseWhoNeitherSpeaksNorAnswersAPing() throws Exception {
    config = within(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(300));
    try (RawClient client = upgraded()) {
      assertThat(client.closeCode()).isEqualTo(1001);
      assertThat(client.texts).anyMatch(said -> said.contains("TIMEOUT"));
    }
    eventuallyGone();
  }

  @Test
  void shouldReadNoMoreFromAFloodThanItMaySend() throws Exception {
    try (RawClient client = upgraded()) {
      client.send(frame(1, CONFIGURE.getBytes(StandardCharsets.US_ASCII)));
      long began = System.nanoTime();
      Thread flood =
          new Thread(
              () -> {
                for (int i = 0; i < 2_400; i++) {
                  client.send(frame(2, new byte[1_600]));
                }
              });
      flood.setDaemon(true);
      flood.start();
      Thread.sleep(2_000);
      long heard =
          stream.of(participant.id(), BodyCase.AUDIO, record -> record.getAudio()).stream()
              .mapToLong(AudioChunk::getDurationMs)
              .sum();
      long passedMillis = (System.nanoTime() - began) / 1_000_000;
      // A burst of five seconds, then twice real time; and what had been read when it was told.
      assertThat(heard).isBetween(5_000L, 5_000 + 2 * passedMillis + 500);
    }
  }

  @Test
  void shouldLetNobodyNewInWhileItIsBusyButWhoWasHereBefore() throws Exception {
    try (RawClient client = upgraded()) {
      client.send(frame(1, CONFIGURE.getBytes(StandardCharsets.US_ASCII)));
      client.send(frame(0x88, 0x80, new byte[] {3, -23}));
      client.closeCode();
    }
    Participant before = participant;
    busy = true;
    try (RawClient client = new RawClient(listener.address())) {
      assertThat(client.send(RawClient.upgrade(ticket())).answer())
          .contains(" 503 ", "SERVICE_UNAVAILABLE", "retry-after: 10");
    }
    try (RawClient client = new RawClient(listener.address())) {
      assertThat(client.send(RawClient.upgrade(ticketOf(session, before))).answer())
          .contains(" 101 ");
    }
  }

  @Test
  void shouldSayGoodbyeOnceAlsoToWhoeverAnswersIt() throws Exception {
    try (RawClient older = upgraded().answering();
        RawClient newer = new RawClient(listener.address()).answering()) {
      newer.send(RawClient.upgrade(ticketOf(session, participant)));
      assertThat(newer.answer()).contains(" 101 ");
      assertThat(older.closeCode()).isEqualTo(4001);
      for (int mistake = 0; mistake < 50; mistake++) {
        newer.send(frame(1, new byte[] {'x'}));
      }
      assertThat(newer.closeCode()).isEqualTo(1008);
      assertThat(older.closes).containsExactly(4001);
      assertThat(newer.closes).containsExactly(1008);
    }
  }

  @Test
  void shouldSayNothingMoreAfterGoodbye() throws Exception {
    try (RawClient client = upgraded()) {
      client.send(frame(0x83, 0x80, new byte[0]));
      Thread.sleep(200);
      listener.close();
      assertThat(client.closeCode()).isEqualTo(1002);
      assertThat(client.closes).containsExactly(1002);
    }
  }

  @Test
  void shouldSayWhichMessageItRefusesAndWhichFieldOfIt() throws Exception {
    try (RawClient client = upgraded()) {
      client.send(frame(2, new byte[1_600]));
      say(client, CONFIGURE.replace("\"pt\"", "\"tlh\""));
      say(client, CONFIGURE.replace("pcm16", "flac"));
      say(client, "{\"action\":\"session.resume\",\"lastSequence\":1}");
      say(client, "{\"action\":\"audio.control\"}");
      say(client, "hello");
      say(client, "{\"action\":\"audio.play\"}");
      client.send(frame(0x88, 0x80, new byte[] {3, -24}));
      client.closeCode();

      assertThat(client.texts)
          .extracting(text -> details(text))
          .containsExactly(
              "",
              "{'action':'session.configure','field':'hears','supported':['en','pt']}",
              "{'action':'session.configure','field':'audio.format',"
                  + "'supported':['pcm16','wav','mp3','opus']}",
              "{'action':'session.resume'}",
              "{'action':'audio.control','field':'command'}",
              "",
              "{'field':'action'}");
    }
  }

  /** In order, and with single quotes. */
  private static String details(String text) {
    try {
      Map<?, ?> details = JSON.convertValue(JSON.readTree(text).path("details"), TreeMap.class);
      return details == null ? "" : JSON.writeValueAsString(details).replace('"', '\'');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(RawClient client, String message) {
    client.send(frame(1, message.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void shouldStayWithTheNewerConnectionWhenTheOlderSaysGoodbye() throws Exception {
    try (RawClient older = upgraded();
        RawClient newer = new RawClient(listener.address())) {
      older.send(frame(1, CONFIGURE.getBytes(StandardCharsets.US_ASCII)));
      newer.send(RawClient.upgrade(ticketOf(session, participant)));
      assertThat(newer.answer()).contains(" 101 ");
      older.send(frame(0x88, 0x80, new byte[] {3, -24}));
      assertThat(older.closeCode()).isIn(4001, 1000);
      newer.send(frame(1, CONFIGURE.getBytes(StandardCharsets.US_ASCII)));
      newer.send(frame(2, new byte[1_600]));
      newer.send(frame(0x88, 0x80, new byte[] {3, -23}));
      newer.closeCode();
      assertThat(newer.texts).noneMatch(said -> said.contains("\"error\""));
    }
    assertThat(stream.kinds()).contains(BodyCase.AUDIO).doesNotContain(BodyCase.LEFT);
  }

  @Test
  void shouldEndAConnectionWhoseParticipantLeavesWhileItIsMade() throws Exception {
    admission = () -> sessions.leave(session.id(), participant);
    start();
    try (RawClient client = new RawClient(listener.address())) {
      assertThat(client.send(RawClient.upgrade(ticket())).answer()).contains(" 101 ");
      assertThat(client.closeCode()).isEqualTo(4002);
      assertThat(client.texts).anyMatch(said -> said.contains("RESOURCE_NOT_FOUND"));
    }
  }

  @Test
  void shouldTakeNobodyForAClientThatHasGoneMeanwhile() throws Exception {
    BlockingQueue<Runnable> delayed = new LinkedBlockingQueue<>();
    waiting = delayed::add;
    start();
    String ticket = ticket();
    try (RawClient client = new RawClient(listener.address())) {
      client.send(RawClient.upgrade(ticket));
      Runnable seat = delayed.poll(10, TimeUnit.SECONDS);
      client.close();
      Thread.sleep(200);
      seat.run();
    }
    waiting = Runnable::run;
    try (RawClient client = new RawClient(listener.address())) {
      client.send(RawClient.upgrade(ticket));
      assertThat(client.answer()).contains(" 101 ");
    }
  }

  @Test
  void shouldEndAConnectionToWhichSomethingCannotBeSaid() throws Exception {
    try (RawClient client = upgraded()) {
      client.send(frame(1, CONFIGURE.getBytes(StandardCharsets.US_ASCII)));
      Thread.sleep(200);
      DeliveryBody broken = new DeliveryBody.SpeechBegin(null, "pt", "similar");
      sessions.route(new Delivery("n/1", session.id(), participant.id(), 1, broken));
      assertThat(client.closeCode()).isEqualTo(1011);
    }
  }

  @Test
  void shouldReadWhatItRefusesNoFasterThanAudio() throws Exception {
    try (RawClient client = upgraded()) {
      for (int i = 0; i < 4_000; i++) {
        client.send(frame(2, new byte[1]));
      }
      client.send(frame(0x88, 0x80, new byte[] {3, -24}));
      client.closeCode();
      assertThat(client.texts).anyMatch(said -> said.contains("SENDING_TOO_FAST"));
    }
  }

  private volatile Executor waiting = Runnable::run;
  private volatile boolean busy;
  private Session session;

  private RawClient upgraded() throws IOException {
    admission =
        () -> {
          if (busy) {
            throw new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, "busy", "later", 10);
          }
        };
    start();
    RawClient client = new RawClient(listener.address());
    assertThat(client.send(RawClient.upgrade(ticket())).answer()).contains(" 101 ");
    return client;
  }

  private void start() throws IOException {
    listener =
        MediaListener.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            config,
            admission,
            Optional.empty(),
            tickets,
            sessions,
            Catalogues.englishAndPortuguese(),
            stream,
            task -> waiting.execute(task),
            new SimpleMeterRegistry(),
            clock);
  }

  private String ticket() {
    Session opened = sessions.open("owner");
    Participant joined = sessions.join(opened, "", Set.of(Permission.values()));
    if (participant == null) {
      session = opened;
      participant = joined;
    }
    return ticketOf(opened, joined);
  }

  private String ticketOf(Session of, Participant who) {
    return tickets.issue(new TicketClaims(of.id(), who.id(), who.permissions())).value();
  }

  private void eventuallyGone() throws InterruptedException {
    for (int i = 0; i < 500 && participant.connected(); i++) {
      Thread.sleep(10);
    }
    assertThat(participant.connected()).isFalse();
  }

  private static MediaConfig within(Duration upgrade, Duration ping, Duration idle) {
    return new MediaConfig(
        100, MediaConfig.DEFAULT.origins(), upgrade, ping, idle, Duration.ofSeconds(1));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
