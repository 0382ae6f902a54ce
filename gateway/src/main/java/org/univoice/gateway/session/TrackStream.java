package org.univoice.gateway.session;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.Attached;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.DeliveriesAcknowledged;
import org.univoice.internal.v1.ParticipantLeft;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.internal.v1.TrackOpened;
import org.univoice.internal.v1.TrackPaused;
import org.univoice.internal.v1.TrackResumed;

/** What happens to one track, said to the job through the stream. */
final class TrackStream {
  private final String sessionId;
  private final String trackId;
  private final long term;
  private final StreamPublisher publisher;
  private final SessionObserver observer;
  private final Clock clock;
  private TrackCompanion companion = TrackCompanion.NONE;

  TrackStream(
      String sessionId,
      String trackId,
      long term,
      StreamPublisher publisher,
      SessionObserver observer,
      Clock clock) {
    this.sessionId = sessionId;
    this.trackId = trackId;
    this.term = term;
    this.publisher = publisher;
    this.observer = observer;
    this.clock = clock;
  }

  /** With the next, and every later, {@link #opened}. */
  void accompany(TrackCompanion known) {
    companion = known;
  }

  TrackCompanion companion() {
    return companion;
  }

  void opened(Configuration configuration, String name) {
    TrackOpened.Builder opened =
        TrackOpened.newBuilder()
            .setSpeaks(configuration.speaks())
            .setHears(configuration.hears())
            .setParticipantName(name)
            .setAtMs(clock.millis())
            .setOwnTranslations(configuration.ownTranslations());
    companion.voice().ifPresent(opened::setVoice);
    companion.glossary().ifPresent(opened::setGlossary);
    companion.recognition().ifPresent(opened::setRecognition);
    companion.style().ifPresent(opened::setStyle);
    companion.quality().ifPresent(opened::setQualityMode);
    publish(record -> record.setOpened(opened));
    observer.changed(sessionId, trackId);
  }

  /**
   * @param heard the same chunks as 16 kHz mono
   */
  void audio(List<AudioChunk> chunks, List<AudioChunk> heard) {
    chunks.forEach(chunk -> publish(record -> record.setAudio(chunk)));
    if (!heard.isEmpty()) {
      observer.heard(sessionId, trackId, heard);
    }
  }

  void paused() {
    publish(record -> record.setPaused(TrackPaused.newBuilder().setAtMs(clock.millis())));
    observer.changed(sessionId, trackId);
    observer.paused(sessionId, trackId);
  }

  void resumed() {
    publish(record -> record.setResumed(TrackResumed.newBuilder().setAtMs(clock.millis())));
    observer.changed(sessionId, trackId);
    observer.resumed(sessionId, trackId);
  }

  void ended(TrackEnded.Reason reason) {
    publish(
        record ->
            record.setEnded(TrackEnded.newBuilder().setReason(reason).setAtMs(clock.millis())));
    observer.changed(sessionId, trackId);
  }

  void left() {
    publish(record -> record.setLeft(ParticipantLeft.newBuilder().setAtMs(clock.millis())));
  }

  /** When that was, which is how the job's answer names it. */
  long attached(long lastSequence) {
    long atMillis = clock.millis();
    publish(
        record ->
            record.setAttached(
                Attached.newBuilder().setLastSequence(lastSequence).setAtMs(atMillis)));
    return atMillis;
  }

  void acknowledged(long upToSequence) {
    publish(
        record ->
            record.setAcknowledged(
                DeliveriesAcknowledged.newBuilder().setUpToSequence(upToSequence)));
  }

  private void publish(Consumer<SessionRecord.Builder> body) {
    SessionRecord.Builder record =
        SessionRecord.newBuilder().setSessionId(sessionId).setTrackId(trackId).setTerm(term);
    body.accept(record);
    publisher.publish(record.build());
  }
}
