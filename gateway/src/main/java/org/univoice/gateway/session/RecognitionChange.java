package org.univoice.gateway.session;

import java.util.List;
import java.util.Optional;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** What is to change in {@link RecognitionWishes}; what is empty stays as it is. */
public record RecognitionChange(
    Optional<List<String>> vocabulary,
    Optional<Boolean> maskProfanity,
    Optional<Boolean> redactPersonalData) {
  public static final int MOST_WORDS = 200;
  private static final int LONGEST_WORD = 100;

  public RecognitionChange {
    vocabulary.ifPresent(RecognitionChange::requireWords);
  }

  RecognitionWishes applyTo(RecognitionWishes former) {
    return new RecognitionWishes(
        vocabulary.orElse(former.vocabulary()),
        maskProfanity.orElse(former.masksProfanity()),
        redactPersonalData.orElse(former.redactsPersonalData()));
  }

  private static void requireWords(List<String> words) {
    if (words.size() > MOST_WORDS) {
      throw refused("holds too many words.", "Send at most " + MOST_WORDS + " words.");
    }
    for (String word : words) {
      boolean isWord = !word.isBlank() && word.length() <= LONGEST_WORD;
      if (!isWord || word.chars().anyMatch(Character::isISOControl)) {
        throw refused(
            "holds something that is not a word.",
            "Send words of 1 to " + LONGEST_WORD + " characters, without control characters.");
      }
    }
  }

  private static RefusedException refused(String what, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, "'customVocabulary' " + what, suggestion)
        .about("customVocabulary");
  }
}
