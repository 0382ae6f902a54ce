package org.univoice.job.delivery;

import java.util.Arrays;
import java.util.List;

/**
 * Who gets what: captions go to everyone; a translation and its speech to those who hear its
 * language, but not to whoever spoke, unless nobody else is there or, of the text, they asked for
 * it.
 */
final class Audience {

  private Audience() {}

  /**
   * @param language empty for captions
   * @param toRead it is no speech
   */
  static List<Listener> of(
      Listener[] listeners, String language, String speakerTrack, boolean toRead) {
    if (language.isEmpty()) {
      return Arrays.asList(listeners);
    }
    boolean alone =
        Arrays.stream(listeners).allMatch(listener -> listener.track().equals(speakerTrack));
    return Arrays.stream(listeners)
        .filter(
            listener ->
                alone || !listener.track().equals(speakerTrack)
                    ? listener.hears().equals(language)
                    : toRead && listener.ownTranslations())
        .toList();
  }
}
