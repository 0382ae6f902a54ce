package org.univoice.benchmarks.connections;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.catalogue.FixedLanguageCatalogue;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.websocket.MediaConfig;
import org.univoice.gateway.websocket.MediaListener;

/**
 * A process that has the gateway's media listener and sessions and nothing else, so that its memory
 * and time are theirs. Says its port, then answers a line of standard input with one or more lines:
 * {@code tickets N}, {@code heap} (bytes after collection), {@code cpu} (nanoseconds so far).
 */
public final class BareGateway {
  private static final int MOST = 100_000;

  private BareGateway() {}

  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.systemUTC();
    EchoPublisher publisher = new EchoPublisher();
    RandomTicketIssuer tickets = new RandomTicketIssuer(clock, Duration.ofMinutes(10), MOST);
    SessionRegistry sessions =
        new SessionRegistry(
            new SessionLimits(MOST, 2, Duration.ofMinutes(10)),
            new RandomIds(),
            () -> new TrackMicrophone(FfmpegNormalizer::open),
            publisher,
            clock);
    publisher.start(sessions);
    MediaListener media =
        MediaListener.start(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
            MediaConfig.DEFAULT.withConnections(MOST),
            Admission.ALWAYS,
            Optional.empty(),
            tickets,
            sessions,
            new FixedLanguageCatalogue(languages()),
            publisher,
            Runnable::run,
            new SimpleMeterRegistry(),
            clock);
    System.out.println(media.address().getPort());
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "tickets" -> tickets(Integer.parseInt(words[1]), sessions, tickets);
        case "heap" -> System.out.println(heapAfterCollection());
        case "cpu" -> System.out.println(operatingSystem().getProcessCpuTime());
        default -> throw new IllegalArgumentException(line);
      }
    }
    media.close();
  }

  private static Languages languages() {
    return new Languages(
        List.of(new Language("en", true, true), new Language("pt", true, true)),
        List.of(new LanguagePair("en", "pt", "useful")),
        List.of());
  }

  /** One session with one participant each. */
  private static void tickets(int count, SessionRegistry sessions, RandomTicketIssuer tickets) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Session session = sessions.open("owner");
      Participant participant = sessions.join(session, "", Set.of(Permission.values()));
      TicketClaims claims =
          new TicketClaims(session.id(), participant.id(), participant.permissions());
      lines.append(tickets.issue(claims).value()).append('\n');
    }
    System.out.print(lines);
    System.out.flush();
  }

  private static long heapAfterCollection() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static com.sun.management.OperatingSystemMXBean operatingSystem() {
    return (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
