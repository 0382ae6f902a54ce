package org.univoice.job.recognition;

/**
 * What the models say about a segment.
 *
 * @param gist null when it was not wanted or could not be had
 * @param voiceprint null when it was not wanted or could not be had
 * @param clause what a partial begins with, if that is complete; else null
 */
public record SpeechAnswer(
    Recognizer.Recognition words,
    Recognizer.Recognition gist,
    Voiceprint voiceprint,
    Clause clause) {

  public SpeechAnswer(
      Recognizer.Recognition words, Recognizer.Recognition gist, Voiceprint voiceprint) {
    this(words, gist, voiceprint, null);
  }

  SpeechAnswer with(Clause newClause) {
    return new SpeechAnswer(words, gist, voiceprint, newClause);
  }

  /**
   * A clause that is complete although speech goes on.
   *
   * @param words how many of the partial's words it has; none when they are what follows it
   * @param cut where it ends
   * @param answer what the models say about it; null while they have not been asked
   */
  public record Clause(int words, ClauseCut cut, ClauseRule.End end, SpeechAnswer answer) {

    Clause said(SpeechAnswer about) {
      return new Clause(words, cut, end, about);
    }
  }
}
