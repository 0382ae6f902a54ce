package org.univoice.gateway.session;

import java.util.Optional;
import org.univoice.internal.v1.EnrolledVoice;
import org.univoice.internal.v1.Glossary;
import org.univoice.internal.v1.Recognition;

/**
 * What the job is told of a track besides its languages.
 *
 * @param voice of the participant; empty: none is known, or not any more
 * @param glossary of the session; empty: as before
 * @param recognition what the session wants of it; empty: as before
 */
public record TrackCompanion(
    Optional<EnrolledVoice> voice, Optional<Glossary> glossary, Optional<Recognition> recognition) {
  public static final TrackCompanion NONE =
      new TrackCompanion(Optional.empty(), Optional.empty(), Optional.empty());

  public TrackCompanion withVoice(Optional<EnrolledVoice> known) {
    return new TrackCompanion(known, glossary, recognition);
  }

  public TrackCompanion withGlossary(Optional<Glossary> chosen) {
    return new TrackCompanion(voice, chosen, recognition);
  }

  public TrackCompanion withRecognition(Optional<Recognition> wanted) {
    return new TrackCompanion(voice, glossary, wanted);
  }

  /** Never the voice: it identifies a person; nor words. */
  @Override
  public String toString() {
    return "TrackCompanion[voice=" + voice.isPresent() + ", glossary=" + glossary.isPresent() + "]";
  }
}
