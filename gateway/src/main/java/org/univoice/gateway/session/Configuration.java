package org.univoice.gateway.session;

/**
 * What a participant asked for, checked.
 *
 * @param audio null when the participant only listens
 * @param speaks BCP 47 tag, "auto", or empty to only listen
 * @param hears BCP 47 tag, or empty to only speak
 * @param output how speech is sent
 * @param original what is heard of the others' own voices
 * @param ownTranslations whether translations of what it says itself are sent as well, as text
 */
public record Configuration(
    AudioFormat audio,
    String speaks,
    String hears,
    Captions captions,
    AudioFormat output,
    Original original,
    boolean ownTranslations) {

  public Configuration {
    // As written down by a gateway that knew no other.
    output = output == null ? AudioFormat.SPEECH : output;
    original = original == null ? Original.OFF : original;
  }

  /** Nothing of what others hear of it. */
  public Configuration(
      AudioFormat audio,
      String speaks,
      String hears,
      Captions captions,
      AudioFormat output,
      Original original) {
    this(audio, speaks, hears, captions, output, original, false);
  }

  /** Nothing of the others' own voices. */
  public Configuration(
      AudioFormat audio, String speaks, String hears, Captions captions, AudioFormat output) {
    this(audio, speaks, hears, captions, output, Original.OFF);
  }

  /** Speech as samples. */
  public Configuration(AudioFormat audio, String speaks, String hears, Captions captions) {
    this(audio, speaks, hears, captions, AudioFormat.SPEECH);
  }

  public boolean speaking() {
    return !speaks.isEmpty();
  }
}
