package org.univoice.job.amazon;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How Amazon Transcribe is asked.
 *
 * @param languages dialects in order of preference, such as pt-BR: those that are identified among,
 *     and the one that stands for its language when that is told; one of each language
 * @param vocabularies names of custom vocabularies, in the same order as {@code languages} or empty
 * @param partials whether a partial is answered by what Transcribe has not made final yet
 */
public record TranscribeConfig(
    AmazonEndpoint endpoint, List<String> languages, List<String> vocabularies, boolean partials)
    implements Serializable {

  public TranscribeConfig {
    languages = List.copyOf(languages);
    vocabularies = List.copyOf(vocabularies);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("Transcribe needs at least one language");
    }
    if (languages.stream().map(Dialects::language).collect(Collectors.toSet()).size()
        < languages.size()) {
      throw new IllegalArgumentException(
          "Transcribe takes one dialect of each language, was " + String.join(",", languages));
    }
    if (!vocabularies.isEmpty() && vocabularies.size() != languages.size()) {
      throw new IllegalArgumentException(
          "need as many vocabularies as languages for Transcribe, was "
              + String.join(",", vocabularies));
    }
  }
}
