package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/**
 * The whole pipeline, byte by byte. All memory comes from one allocator that counts, so a leak on
 * any path is a number that is not zero.
 */
class MediaInitializerTest {
  private static final String CONFIGURE =
      "{\"action\":\"session.configure\",\"audio\":{\"format\":\"pcm16\"},\"speaks\":\"en\",\"hears\":\"pt\"}";

  /** A normal closure. */
  private static final byte[] GOODBYE = frame(8, new byte[] {3, -24});

  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
  private final MutableClock clock = new MutableClock();
  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private final RandomTicketIssuer tickets =
      new RandomTicketIssuer(clock, Duration.ofSeconds(60), 10_000);
  private final SessionRegistry sessions =
      new SessionRegistry(
          new SessionLimits(10_000, 2, Duration.ofMinutes(2)),
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          stream,
          clock);
  private final DefaultChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private MediaConfig config = MediaConfig.DEFAULT;
  private Admission admission = Admission.ALWAYS;
  private Participant participant;

  @AfterEach
  void shouldLeakNothing() {
    assertThat(memory.metric().usedHeapMemory()).isZero();
    assertThat(memory.metric().usedDirectMemory()).isZero();
  }

  @Test
  void shouldUnderstandBytesThatComeOneAtATime() {
    EmbeddedChannel channel = channel();
    for (byte next : whole()) {
      channel.writeInbound(bytes(channel, new byte[] {next}));
    }
    assertThat(output(channel)).contains("101 Switching Protocols", "session.ready");
    assertThat(stream.kinds()).containsExactly(BodyCase.OPENED, BodyCase.AUDIO);
    finish(channel);
  }

  @Test
  void shouldSurviveAnEndAtAnyByte() {
    int length = whole().length;
    for (int cut = 0; cut <= length; cut++) {
      EmbeddedChannel channel = channel();
      channel.writeInbound(bytes(channel, Arrays.copyOf(whole(), cut)));
      finish(channel);
      assertThat(participant.connected()).isFalse();
    }
    assertThat(connections.size()).isZero();
  }

  @Test
  void shouldSayWhatIsNotUtf8() {
    EmbeddedChannel channel = upgraded();
    channel.writeInbound(bytes(channel, frame(1, new byte[] {(byte) 0xC3, 0x28})));
    assertThat(output(channel)).contains("INVALID_REQUEST", "not UTF-8");
    finish(channel);
  }

  @Test
  void shouldSayWhatIsNoWebSocketFrame() {
    EmbeddedChannel channel = upgraded();
    channel.writeInbound(bytes(channel, new byte[] {(byte) 0xFF, 0x00, 0x01, 0x02}));
    assertThat(output(channel)).contains("INVALID_REQUEST", "not the WebSocket protocol");
    finish(channel);
  }

  @Test
  void shouldRefuseAMessageOfSeveralFramesThatIsTooLargeAsAWhole() {
    EmbeddedChannel channel = upgraded();
    byte[] begin = frame(2, new byte[40_000]);
    begin[0] = 2; // not the last of its message
    channel.writeInbound(bytes(channel, begin));
    channel.writeInbound(bytes(channel, frame(0, new byte[40_000])));
    String closedAs1009 = "\u0003\u00f1";
    assertThat(output(channel)).contains("INVALID_REQUEST", "larger than 65536", closedAs1009);
    finish(channel);
  }

  @Test
  void shouldRefuseBeforeTheUpgradeWhoMayNotEnter() {
    assertThat(answer(upgrade("").replace("/v1/stream", "/other")))
        .contains("404", "RESOURCE_NOT_FOUND");
    assertThat(answer(upgrade(""))).contains("401", "UNAUTHORIZED", "requestId");
    assertThat(answer(upgrade("a.b"))).contains("401", "UNAUTHORIZED");
    assertThat(answer(upgrade(ticket()).replace("univoice.v1", "other")))
        .contains("400", "subprotocol");
    assertThat(answer(upgrade(ticket()).replace("Upgrade: websocket\r\n", "")))
        .contains("400", "upgrade");
    assertThat(
            answer(
                upgrade(ticket()).replace("\r\n\r\n", "\r\nOrigin: https://evil.example\r\n\r\n")))
        .contains("403", "FORBIDDEN");
    assertThat(
            answer(
                upgrade(ticket()).replace("\r\n\r\n", "\r\nX: " + "x".repeat(9000) + "\r\n\r\n")))
        .contains("400", "INVALID_REQUEST");
    assertThat(answer("\u0016\u0003\u0001 this is TLS\r\n\r\n")).contains("400");
    assertThat(
            answer(
                upgrade(ticket()).replace("\r\n\r\n", "\r\nOrigin: http://localhost:8080\r\n\r\n")))
        .contains("101");
  }

  @Test
  void shouldHoldOnlySoManyConnections() {
    config = MediaConfig.DEFAULT.withConnections(1);
    EmbeddedChannel first = upgraded();
    EmbeddedChannel second = channel();
    second.writeInbound(bytes(second, upgrade(ticket()).getBytes(StandardCharsets.US_ASCII)));
    assertThat(output(second)).contains("503", "SERVICE_UNAVAILABLE", "Retry-After: 5");
    assertThat(second.isActive()).isFalse();
    finish(second);
    finish(first);
    finish(upgraded());
  }

  @Test
  void shouldCloseAfterTooManyMistakes() {
    EmbeddedChannel channel = upgraded();
    for (int i = 0; i < 60; i++) {
      channel.writeInbound(bytes(channel, frame(1, "x".getBytes(StandardCharsets.US_ASCII))));
    }
    assertThat(output(channel)).contains("too many errors");
    finish(channel);
  }

  @Test
  void shouldPingAndCloseWhoNeverAnswers() {
    EmbeddedChannel channel = upgraded();
    output(channel);
    channel.freezeTime();
    channel.advanceTimeBy(21, java.util.concurrent.TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    ByteBuf ping = channel.readOutbound();
    assertThat(ping.getByte(0)).isEqualTo((byte) 0x89);
    ping.release();
    channel.advanceTimeBy(41, java.util.concurrent.TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(output(channel)).contains("TIMEOUT", "60 seconds");
    channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isActive()).isFalse();
    finish(channel);
  }

  @Test
  void shouldSayOnceThatTheMicrophoneIsSilent() {
    EmbeddedChannel channel = upgraded();
    channel.freezeTime();
    channel.writeInbound(bytes(channel, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));
    output(channel);
    assertThat(afterElevenSecondsOfSilence(channel)).contains("AUDIO_SILENT", "microphone");
    assertThat(afterElevenSecondsOfSilence(channel)).doesNotContain("AUDIO_SILENT");
    finish(channel);
  }

  @Test
  void shouldJudgeAShortRecordingWhenItStops() {
    assertThat(whenStoppedAfter(80)).contains("AUDIO_SILENT", "microphone");
  }

  @Test
  void shouldNotJudgeARecordingThatSaysTooLittle() {
    assertThat(whenStoppedAfter(59)).doesNotContain("AUDIO_SILENT");
  }

  /** What is said when the audio, chunks of silence, stops. */
  private String whenStoppedAfter(int chunks) {
    EmbeddedChannel channel = upgraded();
    channel.writeInbound(bytes(channel, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));
    output(channel);
    for (int i = 0; i < chunks; i++) {
      channel.writeInbound(bytes(channel, frame(2, new byte[1600])));
      clock.pass(Duration.ofMillis(50));
    }
    assertThat(output(channel)).doesNotContain("AUDIO_SILENT");
    String stop = "{\"action\":\"audio.control\",\"command\":\"stop\"}";
    channel.writeInbound(bytes(channel, frame(1, stop.getBytes(StandardCharsets.UTF_8))));
    String said = output(channel);
    finish(channel);
    return said;
  }

  private String afterElevenSecondsOfSilence(EmbeddedChannel channel) {
    for (int i = 0; i < 220; i++) {
      channel.writeInbound(bytes(channel, frame(2, new byte[1600])));
      clock.pass(Duration.ofMillis(50));
      channel.advanceTimeBy(50, java.util.concurrent.TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
    return output(channel);
  }

  @Test
  void shouldReadCommandsNoFasterThanTheyCanBeMeant() {
    EmbeddedChannel channel = upgraded();
    channel.writeInbound(bytes(channel, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));
    output(channel);
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < 200 && channel.config().isAutoRead(); i++) {
      String command = "{\"action\":\"audio.control\",\"command\":\"pause\"}";
      command = i % 2 == 0 ? command : command.replace("pause", "resume");
      channel.writeInbound(bytes(channel, frame(1, command.getBytes(StandardCharsets.UTF_8))));
      answers.append(output(channel));
    }

    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(answers).contains("SENDING_TOO_FAST");
    finish(channel);
  }

  @Test
  void shouldCloseWhoDoesNotUpgradeInTime() {
    EmbeddedChannel channel = channel();
    channel.freezeTime();
    channel.writeInbound(bytes(channel, "GET /v1/st".getBytes(StandardCharsets.US_ASCII)));
    channel.advanceTimeBy(11, java.util.concurrent.TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isActive()).isFalse();
    finish(channel);
  }

  @Test
  void shouldStayForAConnectionThatWasLetInWhenTheOlderSaysGoodbye() {
    EmbeddedChannel older = upgraded();
    FullSocket socket = new FullSocket();
    EmbeddedChannel newer = comingTo(participant, socket);

    older.writeInbound(bytes(older, GOODBYE));
    socket.takes = true;
    newer.flush();
    newer.writeInbound(bytes(newer, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));

    assertThat(output(newer)).contains(" 101 ", "session.ready").doesNotContain("\"error\"");
    assertThat(stream.kinds()).doesNotContain(BodyCase.LEFT);
    finish(older);
    finish(newer);
  }

  @Test
  void shouldStayForTheNewestOfSeveralThatWereLetIn() {
    FullSocket[] sockets = {new FullSocket(), new FullSocket()};
    EmbeddedChannel oldest = upgraded();
    EmbeddedChannel older = comingTo(participant, sockets[0]);
    EmbeddedChannel newest = comingTo(participant, sockets[1]);
    sockets[0].takes = true;
    older.flush();

    older.writeInbound(bytes(older, GOODBYE));

    assertThat(stream.kinds()).doesNotContain(BodyCase.LEFT);
    sockets[1].takes = true;
    newest.flush();
    newest.writeInbound(bytes(newest, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));
    assertThat(output(newest)).contains("session.ready").doesNotContain("\"error\"");
    for (EmbeddedChannel channel : new EmbeddedChannel[] {oldest, older, newest}) {
      finish(channel);
    }
  }

  @Test
  void shouldLeaveWithTheOlderConnectionWhenTheNewerNeverComes() {
    EmbeddedChannel older = upgraded();
    older.writeInbound(bytes(older, frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8))));
    EmbeddedChannel newer = comingTo(participant, new FullSocket());
    finish(newer);

    older.writeInbound(bytes(older, GOODBYE));

    assertThat(stream.kinds()).contains(BodyCase.LEFT);
    finish(older);
  }

  @Test
  void shouldLeaveOriginalsOutBeforeAnythingElseOfAClientThatReadsSlowly() {
    EmbeddedChannel channel = upgraded();
    String ducked = CONFIGURE.replace("\"pt\"}", "\"pt\",\"original\":\"ducked\"}");
    channel.writeInbound(bytes(channel, frame(1, ducked.getBytes(StandardCharsets.UTF_8))));
    assertThat(output(channel)).contains("\"original\":\"ducked\"");
    Participant speaker = another();
    FullSocket socket = new FullSocket();
    channel.pipeline().addFirst(socket);

    speakFor(3_000, speaker, channel);
    Session session = sessions.sessions().get(0);
    byte[] speech = "s".repeat(96_000).getBytes(StandardCharsets.US_ASCII);
    sessions.route(
        new Delivery(
            "s",
            session.id(),
            participant.id(),
            1,
            new DeliveryBody.SpeechChunk("t:0", 0, speech)));
    sessions.route(
        new Delivery(
            "f", session.id(), participant.id(), 2, new DeliveryBody.TrackFinished("t", "pt")));
    channel.runPendingTasks();
    socket.takes = true;
    channel.flush();
    String first = output(channel);
    assertThat(first).contains("original.begin", "s".repeat(96_000), "session.finished");
    assertThat(first).doesNotContain("LISTENING_TOO_SLOWLY");
    // What went out before the socket was full, up to 8 KiB.
    int speechAt = first.indexOf("sss");
    assertThat(originals(first.substring(0, speechAt))).isBetween(1, 8 * 1024 / 1600 + 1);

    speakFor(50, speaker, channel);
    // The newest two seconds, and none that is older.
    String then = first.substring(speechAt) + output(channel);
    assertThat(originals(then)).isEqualTo(40 + 1);
    speakFor(50, speaker, channel);
    assertThat(originals(output(channel))).isEqualTo(1);
    finish(channel);
  }

  private Participant another() {
    Participant speaker =
        sessions.join(sessions.sessions().get(0), "", Set.of(Permission.values()));
    speaker.attach(nobody);
    speaker.configure(
        nobody, new Configuration(new AudioFormat("pcm16", 16_000, 1), "en", "", Captions.ALL));
    return speaker;
  }

  private void speakFor(int millis, Participant speaker, EmbeddedChannel channel) {
    byte[] chunk = "o".repeat(1600).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < millis / 50; i++) {
      clock.pass(Duration.ofMillis(50));
      speaker.audio(nobody, chunk);
      channel.runPendingTasks();
    }
  }

  private static int originals(String output) {
    return output.split("o{1600}", -1).length - 1;
  }

  private final ParticipantConnection nobody =
      new ParticipantConnection() {
        @Override
        public void deliveriesWaiting() {}

        @Override
        public void replaced() {}
      };

  /** Takes nothing from the buffer before it. */
  private static final class FullSocket extends ChannelOutboundHandlerAdapter {
    private boolean takes;

    @Override
    public void flush(ChannelHandlerContext ctx) {
      if (takes) {
        ctx.flush();
      }
    }
  }

  private EmbeddedChannel channel() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    MediaRooms rooms =
        new MediaRooms(
            admission,
            tickets,
            sessions,
            Catalogues.englishAndPortuguese(),
            stream,
            Runnable::run,
            PaceLimiter::new,
            new MediaMetrics(new SimpleMeterRegistry()),
            clock);
    channel
        .pipeline()
        .addLast(
            new MediaInitializer(
                config,
                rooms,
                new ConnectionLimitHandler(connections, config.connections(), clock)));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private EmbeddedChannel upgraded() {
    EmbeddedChannel channel = channel();
    channel.writeInbound(bytes(channel, upgrade(ticket()).getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  /** A connection that was let in, and has not been told so yet. */
  private EmbeddedChannel comingTo(Participant who, FullSocket socket) {
    EmbeddedChannel channel = channel();
    channel.pipeline().addFirst(socket);
    String ticket =
        tickets
            .issue(new TicketClaims(sessions.sessions().get(0).id(), who.id(), who.permissions()))
            .value();
    channel.writeInbound(bytes(channel, upgrade(ticket).getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private String answer(String request) {
    EmbeddedChannel channel = channel();
    channel.writeInbound(bytes(channel, request.getBytes(StandardCharsets.ISO_8859_1)));
    String answer = output(channel);
    finish(channel);
    return answer;
  }

  private String ticket() {
    Session session = sessions.open("owner");
    participant = sessions.join(session, "", Set.of(Permission.values()));
    return tickets
        .issue(new TicketClaims(session.id(), participant.id(), participant.permissions()))
        .value();
  }

  private byte[] whole() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(upgrade(ticket()).getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(frame(1, CONFIGURE.getBytes(StandardCharsets.UTF_8)));
    all.writeBytes(frame(2, new byte[1600]));
    all.writeBytes(frame(1, "{\"action\":\"session.status\"}".getBytes(StandardCharsets.UTF_8)));
    all.writeBytes(frame(9, new byte[] {1}));
    return all.toByteArray();
  }

  private static String upgrade(String ticket) {
    return "GET /v1/stream?ticket="
        + ticket
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Protocol: univoice.v1\r\n\r\n";
  }

  /** A masked frame, with a mask of zeros so that its bytes are readable. */
  private static byte[] frame(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static ByteBuf bytes(EmbeddedChannel channel, byte[] bytes) {
    return channel.alloc().buffer(Math.max(1, bytes.length)).writeBytes(bytes);
  }

  private static String output(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      all.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    return all.toString();
  }

  private static void finish(EmbeddedChannel channel) {
    channel.finishAndReleaseAll();
  }
}
