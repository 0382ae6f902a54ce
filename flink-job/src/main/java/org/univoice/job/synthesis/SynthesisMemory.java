package org.univoice.job.synthesis;

import java.util.Arrays;
import org.univoice.job.pacing.Playout;
import org.univoice.job.voice.VoiceTier;

/**
 * Which stock voice each speaker of a track has been given, which stays the same for the session,
 * and until when what was made is heard.
 *
 * @param speakers "S1", …
 * @param voices the stock voice of the speaker at the same place
 * @param reached the tier of the piece spoken last; NONE before the first
 * @param playout null in the state of a build that did not measure it
 */
public record SynthesisMemory(
    String[] speakers, String[] voices, VoiceTier reached, Playout playout) {

  public SynthesisMemory {
    playout = playout == null ? Playout.NOTHING_HEARD : playout;
  }

  public static final SynthesisMemory NOBODY =
      new SynthesisMemory(new String[0], new String[0], VoiceTier.NONE, Playout.NOTHING_HEARD);

  /** Empty when the speaker has none yet. */
  public String voiceOf(String speaker) {
    int at = Arrays.asList(speakers).indexOf(speaker);
    return at < 0 ? "" : voices[at];
  }

  public SynthesisMemory with(String speaker, String voice) {
    if (Arrays.asList(speakers).contains(speaker)) {
      return this;
    }
    String[] moreSpeakers = Arrays.copyOf(speakers, speakers.length + 1);
    String[] moreVoices = Arrays.copyOf(voices, voices.length + 1);
    moreSpeakers[speakers.length] = speaker;
    moreVoices[voices.length] = voice;
    return new SynthesisMemory(moreSpeakers, moreVoices, reached, playout);
  }

  public SynthesisMemory reaching(VoiceTier tier) {
    return tier == reached ? this : new SynthesisMemory(speakers, voices, tier, playout);
  }

  public SynthesisMemory with(Playout newPlayout) {
    return new SynthesisMemory(speakers, voices, reached, newPlayout);
  }
}
