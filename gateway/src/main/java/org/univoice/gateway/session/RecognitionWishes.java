package org.univoice.gateway.session;

import java.util.List;
import org.univoice.internal.v1.Recognition;

/**
 * What a session wants of recognition.
 *
 * @param vocabulary words that are probable in it, such as names
 * @param masksProfanity whether swear words are left out of whatever is shown, kept and spoken
 * @param redactsPersonalData whether addresses and numbers that name a person are
 */
public record RecognitionWishes(
    List<String> vocabulary, boolean masksProfanity, boolean redactsPersonalData) {
  public static final RecognitionWishes NONE = new RecognitionWishes(List.of(), false, false);

  public RecognitionWishes {
    vocabulary = List.copyOf(vocabulary);
  }

  /** As the job is told. */
  public Recognition wire() {
    return Recognition.newBuilder()
        .addAllVocabulary(vocabulary)
        .setMaskProfanity(masksProfanity)
        .setRedactPersonalData(redactsPersonalData)
        .build();
  }
}
