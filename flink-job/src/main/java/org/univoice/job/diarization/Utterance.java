package org.univoice.job.diarization;

import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.recognition.RecognizedSegment;

/**
 * A recognised segment with who said it. Its voiceprint has been absorbed into the profile.
 *
 * @param speaker "S1", "S2", … in order of appearance within the session; empty for markers
 * @param profile the speaker's voice so far; null while unknown
 * @param targets primary language subtags that somebody other than the speaker wants to hear
 * @param profileId of the enrolled voice that the speaker has; null for nobody's
 * @param terms of the session's glossary that are in it; null for none
 */
public record Utterance(
    RecognizedSegment recognized,
    String speaker,
    VoiceProfile profile,
    String[] targets,
    String profileId,
    GlossaryTerm[] terms) {

  /** Of nobody whose voice is enrolled, without terms. */
  public Utterance(
      RecognizedSegment recognized, String speaker, VoiceProfile profile, String[] targets) {
    this(recognized, speaker, profile, targets, null, null);
  }
}
