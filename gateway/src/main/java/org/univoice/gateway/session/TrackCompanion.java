package org.univoice.gateway.session;

import java.util.Optional;
import org.univoice.internal.v1.EnrolledVoice;
import org.univoice.internal.v1.Glossary;
import org.univoice.internal.v1.QualityMode;
import org.univoice.internal.v1.Recognition;
import org.univoice.internal.v1.TranslationStyle;

/**
 * What the job is told of a track besides its languages.
 *
 * @param voice of the participant; empty: none is known, or not any more
 * @param glossary of the session; empty: as before
 * @param recognition what the session wants of it; empty: as before
 * @param style what the session wants of its translations; empty: as before
 * @param quality what the session prefers; empty: as before
 */
public record TrackCompanion(
    Optional<EnrolledVoice> voice,
    Optional<Glossary> glossary,
    Optional<Recognition> recognition,
    Optional<TranslationStyle> style,
    Optional<QualityMode> quality) {
  public static final TrackCompanion NONE =
      new TrackCompanion(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public TrackCompanion withVoice(Optional<EnrolledVoice> known) {
    return new TrackCompanion(known, glossary, recognition, style, quality);
  }

  public TrackCompanion withGlossary(Optional<Glossary> chosen) {
    return new TrackCompanion(voice, chosen, recognition, style, quality);
  }

  public TrackCompanion withRecognition(Optional<Recognition> wanted) {
    return new TrackCompanion(voice, glossary, wanted, style, quality);
  }

  public TrackCompanion withStyle(Optional<TranslationStyle> wanted) {
    return new TrackCompanion(voice, glossary, recognition, wanted, quality);
  }

  public TrackCompanion withQuality(Optional<QualityMode> preferred) {
    return new TrackCompanion(voice, glossary, recognition, style, preferred);
  }

  /** Never the voice: it identifies a person; nor words. */
  @Override
  public String toString() {
    return "TrackCompanion[voice=" + voice.isPresent() + ", glossary=" + glossary.isPresent() + "]";
  }
}
