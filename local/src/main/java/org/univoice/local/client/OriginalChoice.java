package org.univoice.local.client;

import java.util.Locale;

/** What a listener hears of the speaker's own voice. */
public enum OriginalChoice {
  OFF(0),
  MUTED(0),
  /** 15 dB softer. */
  DUCKED(Math.pow(10, -15.0 / 20));

  /** How loud it is while translated speech plays. */
  final double beside;

  OriginalChoice(double beside) {
    this.beside = beside;
  }

  /** As {@code session.configure} has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
