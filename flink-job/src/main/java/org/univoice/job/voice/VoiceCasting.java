package org.univoice.job.voice;

import java.io.Serializable;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.translation.Translation;

/** Decides in whose voice a translation is spoken; docs/policies/pacing.md. */
public final class VoiceCasting implements Serializable {

  private static final long serialVersionUID = 1L;

  public VoicedTranslation cast(Translation translation) {
    if (translation.ref().kind().isMarker() || translation.text().isBlank()) {
      return new VoicedTranslation(translation, VoiceTier.NONE, null);
    }
    VoiceProfile profile = translation.profile();
    return new VoicedTranslation(translation, wanted(translation), profile);
  }

  /**
   * Only who has enrolled a voice has agreed to be cloned; taking the agreement back takes the
   * enrolled voice out of the session. docs/policies/voices.md.
   */
  private static VoiceTier wanted(Translation translation) {
    if (translation.profile() == null) {
      return VoiceTier.STANDARD;
    }
    return translation.profileId() == null ? VoiceTier.SIMILAR : VoiceTier.CLONED;
  }
}
