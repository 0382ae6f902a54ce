package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.FINAL;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.univoice.job.segmentation.SegmentKind;

class ConversationPropertyTest extends SharedMicrophone {

  @Property(tries = 50)
  void variesLessWithEveryUtterance(@ForAll @IntRange(max = 10_000) int seed) {
    chance.setSeed(seed);
    VoiceProfile profile = null;
    List<Float> variances = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      profile = VoiceAverage.with(profile, print(List.of(heard(0))), 1_200);
      variances.add(profile.variance());
    }
    assertThat(variances.get(7)).isLessThan(variances.get(2) * 0.8f);
    assertThat(variances.get(63)).isLessThan(variances.get(7) / 2);
    assertThat(VoiceAverage.similarity(profile.centroid(), Voices.voice(0))).isGreaterThan(0.97f);
  }

  @Property(tries = 30)
  void hearsTheSameWhateverWasGuessedInBetween(@ForAll @IntRange(max = 1_000) int seed) {
    chance.setSeed(seed);
    List<List<float[]>> said = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int first = chance.nextInt(4);
      int second = chance.nextInt(4);
      said.add(windows(first, first, first, first, first, second, second, second, second, second));
    }
    List<String> plain = heardAs(said, false);

    assertThat(heardAs(said, true)).isEqualTo(plain);
  }

  /** With or without partials and candidates that are heard before, each cut somewhere else. */
  private List<String> heardAs(List<List<float[]>> said, boolean guesses) {
    roster = SpeakerRoster.EMPTY;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      long at = i * 10_000L;
      if (guesses) {
        assign(at, SegmentKind.PARTIAL, said.get(i).subList(0, 2));
        assign(at, CANDIDATE, said.get(i).subList(0, 4 + i % 3));
        assign(at, SegmentKind.WITHDRAWN, List.of());
      }
      ids.addAll(ids(assign(at, FINAL, said.get(i))));
    }
    // Ids that only a candidate gave away stay taken; who is who does not depend on them.
    var order = ids.stream().distinct().toList();
    return ids.stream().map(id -> "P" + order.indexOf(id)).toList();
  }
}
