package org.univoice.job.translation;

import java.util.List;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.prosody.Manner;
import org.univoice.job.segmentation.SegmentRef;

/**
 * An utterance in one target language.
 *
 * @param text empty for markers and when it could not be translated
 * @param confidence 0 to 1
 * @param alternatives offered when the confidence is low
 * @param tier "useful", "gist", or "none" when source and target are one language
 * @param failure why there is no translation although there should be; null when all went well
 * @param manner how the utterance was said; null for markers and while unknown
 * @param profileId of the enrolled voice that the speaker has; null for nobody's
 * @param emphasis what of the text says the words that the speaker stressed; none, or null in state
 *     that is older than this, where nothing is known of it
 */
public record Translation(
    SegmentRef ref,
    String speaker,
    VoiceProfile profile,
    String sourceLanguage,
    String target,
    String sourceText,
    String text,
    float confidence,
    String[] alternatives,
    Entity[] entities,
    String tier,
    String failure,
    Manner manner,
    String profileId,
    TextRange[] emphasis) {

  static final TextRange[] NOTHING_STANDS_OUT = {};

  public Translation {
    emphasis = emphasis == null ? NOTHING_STANDS_OUT : emphasis;
  }

  /** Of nobody whose voice is enrolled, and of an utterance whose sound is not known. */
  public Translation(
      SegmentRef ref,
      String speaker,
      VoiceProfile profile,
      String sourceLanguage,
      String target,
      String sourceText,
      String text,
      float confidence,
      String[] alternatives,
      Entity[] entities,
      String tier,
      String failure) {
    this(
        ref,
        speaker,
        profile,
        sourceLanguage,
        target,
        sourceText,
        text,
        confidence,
        alternatives,
        entities,
        tier,
        failure,
        null,
        null,
        NOTHING_STANDS_OUT);
  }

  /** The same, of whose text these stretches stand out. */
  Translation emphasizing(List<TextRange> stretches) {
    return new Translation(
        ref,
        speaker,
        profile,
        sourceLanguage,
        target,
        sourceText,
        text,
        confidence,
        alternatives,
        entities,
        tier,
        failure,
        manner,
        profileId,
        stretches.toArray(NOTHING_STANDS_OUT));
  }

  /** Speech of one track in one language is made and heard in order. */
  public String speechKey() {
    return ref.session() + "/" + ref.track() + "/" + target;
  }
}
