package org.univoice.job.diarization;

import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.recognition.RecognizedSegment;

/**
 * A recognised segment, or a turn in one, with who said it. Its voiceprint has been absorbed into
 * the profile.
 *
 * @param speaker "S1", "S2", … in order of appearance within the session; empty for markers
 * @param profile the speaker's voice so far; null while unknown
 * @param targets primary language subtags that somebody other than the speaker wants to hear
 * @param profileId of the enrolled voice that the speaker has; null for nobody's
 * @param terms of the session's glossary that are in it; null for none
 * @param overlapped whether somebody else spoke at the same time: the words are the dominant
 *     speaker's
 */
public record Utterance(
    RecognizedSegment recognized,
    String speaker,
    VoiceProfile profile,
    String[] targets,
    String profileId,
    GlossaryTerm[] terms,
    boolean overlapped) {

  /** Of one voice only. */
  public Utterance(
      RecognizedSegment recognized,
      String speaker,
      VoiceProfile profile,
      String[] targets,
      String profileId,
      GlossaryTerm[] terms) {
    this(recognized, speaker, profile, targets, profileId, terms, false);
  }

  /** Of nobody whose voice is enrolled, without terms. */
  public Utterance(
      RecognizedSegment recognized, String speaker, VoiceProfile profile, String[] targets) {
    this(recognized, speaker, profile, targets, null, null, false);
  }
}
