package org.univoice.job.glossary.snowball;

import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;

/** Stems of words by Snowball (Porter 2001), as Lucene carries it. */
public final class SnowballStems {

  private SnowballStems() {}

  /**
   * @param word in small letters
   * @param language primary subtag; a word of any other language than English and Portuguese is its
   *     own stem
   */
  public static String of(String word, String language) {
    SnowballStemmer stemmer =
        switch (language) {
          case "en" -> new EnglishStemmer();
          case "pt" -> new PortugueseStemmer();
          default -> null;
        };
    if (stemmer == null) {
      return word;
    }
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
