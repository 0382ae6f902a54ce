package org.univoice.job.synthesis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.univoice.job.pacing.Playout;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.voice.VoiceTier;

/**
 * Which stock voice each speaker of a track has been given, which stays the same for the session,
 * and until when what was made is heard.
 *
 * @param speakers "S1", …
 * @param voices the stock voice of the speaker at the same place
 * @param reached the tier of the piece spoken last; NONE before the first
 * @param playout null in the state of a build that did not measure it
 * @param doubtful speakers whose voice was chosen for the candidate that is heard last, which may
 *     be taken back; null for none
 */
public record SynthesisMemory(
    String[] speakers, String[] voices, VoiceTier reached, Playout playout, String[] doubtful) {

  private static final String[] NONE = {};

  public static final SynthesisMemory NOBODY =
      new SynthesisMemory(NONE, NONE, VoiceTier.NONE, Playout.NOTHING_HEARD, NONE);

  public SynthesisMemory {
    playout = playout == null ? Playout.NOTHING_HEARD : playout;
    doubtful = doubtful == null ? NONE : doubtful;
  }

  /** Empty when the speaker has none yet. */
  public String voiceOf(String speaker) {
    int at = Arrays.asList(speakers).indexOf(speaker);
    return at < 0 ? "" : voices[at];
  }

  /** Without what this replaces or withdraws. */
  public SynthesisMemory facing(SegmentRef ref) {
    Playout now = playout.facing(ref);
    return now == playout ? this : withoutDoubtful().with(now);
  }

  /** With a piece that is there now, and may be withdrawn unless it is of something certain. */
  public SynthesisMemory heard(SegmentRef ref, long pieceMillis, long nowMillis) {
    SynthesisMemory known = facing(ref);
    String[] open = ref.wholeId().equals(known.playout.segment()) ? known.doubtful : NONE;
    return new SynthesisMemory(
        known.speakers,
        known.voices,
        reached,
        known.playout.with(ref, pieceMillis, nowMillis),
        open);
  }

  /** Certain pieces choose for the session, others until they are withdrawn. */
  public SynthesisMemory with(String speaker, String voice, SegmentRef ref) {
    boolean isKnown = Arrays.asList(speakers).contains(speaker);
    boolean isCertain = ref.kind() == SegmentKind.FINAL;
    if (isKnown) {
      return this;
    }
    String[] open = isCertain ? doubtful : added(doubtful, speaker);
    return new SynthesisMemory(
        added(speakers, speaker), added(voices, voice), reached, playout, open);
  }

  public SynthesisMemory reaching(VoiceTier tier) {
    return tier == reached ? this : new SynthesisMemory(speakers, voices, tier, playout, doubtful);
  }

  private SynthesisMemory with(Playout newPlayout) {
    return new SynthesisMemory(speakers, voices, reached, newPlayout, doubtful);
  }

  private SynthesisMemory withoutDoubtful() {
    var open = Arrays.asList(doubtful);
    int[] kept =
        IntStream.range(0, speakers.length).filter(i -> !open.contains(speakers[i])).toArray();
    return new SynthesisMemory(
        IntStream.of(kept).mapToObj(i -> speakers[i]).toArray(String[]::new),
        IntStream.of(kept).mapToObj(i -> voices[i]).toArray(String[]::new),
        reached,
        playout,
        NONE);
  }

  private static String[] added(String[] some, String one) {
    String[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = one;
    return more;
  }
}
