package org.univoice.gateway.rest;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.session.StoredSession;

/**
 * The recordings that sessions are shown with. Where the store of recordings is away sessions are
 * shown without: nobody waits for it to read or change a session.
 */
final class RecordingIds {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingIds.class);

  private final RecordingService recordings;

  RecordingIds(RecordingService recordings) {
    this.recordings = recordings;
  }

  Optional<String> of(StoredSession session) {
    return attempt(() -> recordings.idOf(session), Optional.empty());
  }

  /** For any session of the user's, with one look for all of them. */
  Function<StoredSession, Optional<String>> ofUser(String userId) {
    return attempt(() -> recordings.idsOf(userId), session -> Optional.empty());
  }

  private static <T> T attempt(Supplier<T> look, T otherwise) {
    try {
      return look.get();
    } catch (RuntimeException e) {
      LOG.warn("Which recordings there are cannot be seen: {}", e.toString());
      return otherwise;
    }
  }
}
