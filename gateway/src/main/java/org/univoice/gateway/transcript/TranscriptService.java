package org.univoice.gateway.transcript;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.SharedResources;
import org.univoice.gateway.session.StoredSession;

/** Gives transcripts to those who may read them. Waits for the stores. */
public final class TranscriptService {
  private final Gatekeeper gatekeeper;
  private final SessionStore sessions;
  private final SegmentStore segments;
  private final SharedResources shared;

  public TranscriptService(
      Gatekeeper gatekeeper, SessionStore sessions, SegmentStore segments, SharedResources shared) {
    this.gatekeeper = gatekeeper;
    this.shared = shared;
    this.sessions = sessions;
    this.segments = segments;
  }

  /**
   * All that was said in a session.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when nothing is kept of such a session, FORBIDDEN
   */
  public Transcript read(Caller caller, String sessionId) {
    StoredSession session = readable(caller, sessionId);
    return Transcript.of(
        sessionId, session.startTime(), session.names(), segments.ofSession(sessionId));
  }

  /**
   * A session of which the caller may read what is said, also while it is being said.
   *
   * @throws RefusedException as {@link #read}
   */
  public StoredSession readable(Caller caller, String sessionId) {
    StoredSession session =
        sessions
            .find(sessionId)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "There is no such session.",
                        "Check its id; a session is kept for 90 days after its end."));
    gatekeeper.admit(caller, Action.READ, shared.of(Resource.Kind.TRANSCRIPTS, session, caller));
    return session;
  }

  /**
   * A format by its name, JSON when none is asked for.
   *
   * @throws RefusedException INVALID_REQUEST when there is none of that name
   */
  public static TranscriptFormat format(Optional<String> name) {
    if (name.isEmpty()) {
      return TranscriptFormat.JSON;
    }
    return Stream.of(TranscriptFormat.values())
        .filter(format -> label(format).equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "A transcript cannot be had as '" + RefusedException.shown(name.get()) + "'.",
                    "Ask for one of: "
                        + Stream.of(TranscriptFormat.values())
                            .map(TranscriptService::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static String label(TranscriptFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A transcript in a format of text, in one language or as it was said.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when nothing of it can be read in that language
   */
  public static String text(
      Transcript transcript, TranscriptFormat format, Optional<String> language) {
    List<Cue> cues = language.map(tag -> inLanguage(transcript, tag)).orElseGet(transcript::cues);
    return switch (format) {
      case SRT -> Subtitles.srt(cues);
      case VTT -> Subtitles.vtt(cues);
      case TXT -> Subtitles.txt(cues);
      case JSON -> throw new IllegalArgumentException("JSON is no text of cues");
    };
  }

  private static List<Cue> inLanguage(Transcript transcript, String tag) {
    String primary = Languages.primary(tag).toLowerCase(Locale.ROOT);
    List<String> there = transcript.languages();
    if (!there.contains(primary)) {
      throw new RefusedException(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Nothing of this session can be read in '" + RefusedException.shown(tag) + "'.",
          there.isEmpty()
              ? "Nothing has been said in it yet."
              : "Ask for one of: " + String.join(", ", there) + "; or for none, as it was said.");
    }
    return transcript.cues(primary);
  }
}
