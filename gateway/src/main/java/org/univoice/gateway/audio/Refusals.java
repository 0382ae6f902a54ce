package org.univoice.gateway.audio;

/** Refusals that several formats share. */
final class Refusals {

  private Refusals() {}

  static InvalidAudioFormatException notAnnounced(String announced, FileKind found) {
    return new InvalidAudioFormatException(
        "The audio was announced as " + announced + " but is " + found.title() + ".",
        found.suggestion());
  }
}
