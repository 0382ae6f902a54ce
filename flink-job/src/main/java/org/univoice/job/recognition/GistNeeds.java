package org.univoice.job.recognition;

import java.io.Serializable;

/** Tells for which languages the recognizer's English gist stands in for a translator. */
@FunctionalInterface
public interface GistNeeds extends Serializable {

  /**
   * @param language primary subtag
   */
  boolean wantsGist(String language);

  static GistNeeds none() {
    return language -> false;
  }
}
