package org.univoice.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.univoice.benchmarks.quality.SpeechFeed.Pace;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;

class SpeechFeedTest {
  private static final int CHUNK_BYTES = 1_600;
  private static final int STILL_CHUNKS = 30;

  @Test
  void shouldOpenSpeakEndAndLeaveOneSessionAfterTheOther() {
    List<TrackEvent> events = all(feed(List.of(session("a", 2.5), session("b", 1)), () -> 0));

    assertThat(events)
        .filteredOn(event -> event.control() != null)
        .extracting(event -> event.session() + " " + event.track() + " " + event.control().kind())
        .containsExactly(
            "a hears-pt OPENED",
            "a speaker OPENED",
            "a speaker ENDED",
            "a speaker LEFT",
            "a hears-pt LEFT",
            "b hears-pt OPENED",
            "b speaker OPENED",
            "b speaker ENDED",
            "b speaker LEFT",
            "b hears-pt LEFT");
    assertThat(events)
        .filteredOn(event -> event.audio() != null && event.session().equals("a"))
        .hasSize(3 + STILL_CHUNKS)
        .allMatch(event -> event.audio().payload().length == CHUNK_BYTES);
  }

  @Test
  void shouldTellBeforehandHowMuchWillHappen() {
    Session session = session("a", 2.5);

    assertThat(all(feed(List.of(session), () -> 0)))
        .hasSize(session.opening().size() + session.chunks() + 1 + session.leaving().size());
  }

  @Test
  void shouldStandStillWhileAQuestionIsOpen() {
    AtomicInteger looks = new AtomicInteger();
    SpeechFeed feed = feed(List.of(session("a", 1)), () -> looks.incrementAndGet() % 3);
    feed.next();
    feed.next();

    assertThat(feed.next().audio()).isNotNull();
    assertThat(looks).hasValue(3);
  }

  @Test
  void shouldLookAgainAndAgainWhetherAnAnswerLedToAQuestionWhenItGoesStepwise() {
    AtomicInteger looks = new AtomicInteger();
    SpeechFeed feed =
        feed(List.of(session("a", 1)), () -> looks.incrementAndGet() == 3 ? 1 : 0, Pace.STEPWISE);
    feed.next();
    feed.next();

    assertThat(feed.next().audio()).isNotNull();
    assertThat(looks.get()).isGreaterThan(4);
    assertThat(feed.spokenMillis()).isEqualTo(50);
  }

  @Test
  void shouldSpeakAsPeopleDoWhetherOrNotAQuestionIsOpenWhenItIsLive() {
    SpeechFeed feed = feed(List.of(session("a", 3)), () -> 1, Pace.LIVE);
    feed.next();
    feed.next();

    for (int chunk = 1; chunk <= 3; chunk++) {
      assertThat(feed.next().audio()).isNotNull();
      assertThat(feed.spokenMillis()).isGreaterThanOrEqualTo(chunk * 50L);
    }
  }

  private static SpeechFeed feed(List<Session> sessions, java.util.function.IntSupplier open) {
    return feed(sessions, open, Pace.HASTY);
  }

  private static SpeechFeed feed(
      List<Session> sessions, java.util.function.IntSupplier open, Pace pace) {
    Iterator<Session> left = sessions.iterator();
    return new SpeechFeed(
        () -> left.hasNext() ? left.next() : null,
        () -> open.getAsInt() > 0,
        session -> true,
        pace);
  }

  private static Session session(String id, double chunks) {
    return new Session(
        id, "en", List.of("pt"), QualityMode.BALANCED, new byte[(int) (chunks * CHUNK_BYTES)]);
  }

  private static List<TrackEvent> all(SpeechFeed feed) {
    List<TrackEvent> events = new ArrayList<>();
    for (TrackEvent event = feed.next(); event != null; event = feed.next()) {
      events.add(event);
    }
    assertThat(events.get(0).control().kind()).isEqualTo(SessionControl.Kind.OPENED);
    return events;
  }
}
