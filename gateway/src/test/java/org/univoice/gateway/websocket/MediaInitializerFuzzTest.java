package org.univoice.gateway.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** Whatever bytes come before or after the upgrade, nothing escapes and nothing leaks. */
class MediaInitializerFuzzTest {
  private final Clock clock = Clock.systemUTC();
  private final MediaMetrics metrics = new MediaMetrics(new SimpleMeterRegistry());

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  /** The first byte says whether the rest comes before or after the upgrade. */
  private void take(byte[] bytes) {
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
    FakeStreamPublisher stream = new FakeStreamPublisher();
    RandomTicketIssuer tickets = new RandomTicketIssuer(clock, Duration.ofMinutes(1), 10);
    SessionRegistry sessions =
        new SessionRegistry(
            new SessionLimits(10, 2, Duration.ofMinutes(2)),
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            stream,
            clock);
    Session session = sessions.open("owner");
    Participant participant = sessions.join(session, "", Set.of(Permission.values()));
    MediaRooms rooms =
        new MediaRooms(
            Admission.ALWAYS,
            tickets,
            sessions,
            Catalogues.englishAndPortuguese(),
            stream,
            Runnable::run,
            PaceLimiter::new,
            metrics,
            clock);
    DefaultChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    channel
        .pipeline()
        .addLast(
            new MediaInitializer(
                MediaConfig.DEFAULT, rooms, new ConnectionLimitHandler(connections, 10, clock)));
    channel.pipeline().fireChannelActive();
    if (bytes.length > 0 && (bytes[0] & 1) == 1) {
      TicketClaims claims =
          new TicketClaims(session.id(), participant.id(), participant.permissions());
      send(
          channel,
          RawClient.upgrade(tickets.issue(claims).value()).getBytes(StandardCharsets.US_ASCII),
          0);
    }
    send(channel, bytes, 1);
    channel.checkException();
    channel.finishAndReleaseAll();
    if (participant.connected() || memory.metric().usedHeapMemory() != 0) {
      throw new AssertionError(memory.metric() + ", connected " + participant.connected());
    }
  }

  private static void send(EmbeddedChannel channel, byte[] bytes, int from) {
    if (bytes.length > from && channel.isActive()) {
      ByteBuf buffer = channel.alloc().buffer(bytes.length);
      channel.writeInbound(buffer.writeBytes(bytes, from, bytes.length - from));
    }
  }
}
