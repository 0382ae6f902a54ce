package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class VoiceSumPropertyTest {

  @Property(tries = 200)
  void samplesMakeTheSameProfileAtOnceOrBitByBit(
      @ForAll @IntRange(min = 2, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 11) int cut,
      @ForAll long seed) {
    List<Voiceprint> prints = prints(count, seed, 0.5);
    int first = Math.min(cut, count - 1);
    VoiceProfile kept = profile(VoiceSum.of(prints.subList(0, first)));

    VoiceSum bitByBit = VoiceSum.of(kept).and(VoiceSum.of(prints.subList(first, count)));
    VoiceSum atOnce = VoiceSum.of(prints);

    assertThat(bitByBit.count()).isEqualTo(atOnce.count());
    assertThat(bitByBit.variance()).isCloseTo(atOnce.variance(), within(1e-3));
    assertThat(cosine(bitByBit.direction(), atOnce.direction())).isGreaterThan(0.9999);
    assertThat(bitByBit.lnPitchMean()).isCloseTo(atOnce.lnPitchMean(), within(1e-3));
    assertThat(bitByBit.rate()).isCloseTo(atOnce.rate(), within(1e-3));
  }

  @Property(tries = 100)
  void moreSamplesBringAProfileNearerToTheVoice(@ForAll long seed) {
    List<Voiceprint> prints = prints(32, seed, 0.8);
    List<Float> voice = VoiceSum.of(print(new Random(seed), 0)).direction();

    double few = cosine(VoiceSum.of(prints.subList(0, 2)).direction(), voice);
    double many = cosine(VoiceSum.of(prints).direction(), voice);

    assertThat(many).isGreaterThan(few);
  }

  @Property(tries = 100)
  void samplesThatScatterMoreHaveMoreVariance(@ForAll long seed) {
    assertThat(VoiceSum.of(prints(8, seed, 0.2)).variance())
        .isLessThan(VoiceSum.of(prints(8, seed, 1.5)).variance());
    assertThat(VoiceSum.of(prints(8, seed, 0)).variance()).isCloseTo(0, within(1e-5));
  }

  /** Samples of one voice, with noise of this length added. */
  private static List<Voiceprint> prints(int count, long seed, double noise) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> noisy(new Random(seed), new Random(seed + 1 + i), noise))
        .toList();
  }

  @Example
  void shouldKeepHowAVoiceMovesAlsoOverAKeptProfile() {
    var low = moving(4.5f, 5.5f, 4.9f, Float.NaN, 5.1f);
    var high = moving(4.7f, 5.9f, 5.3f, 5.2f, 5.1f);
    var silent = print(new Random(3), 0);

    var kept = VoiceSum.of(profile(VoiceSum.of(low))).and(VoiceSum.of(high));
    var movement = kept.and(VoiceSum.of(silent)).characteristics().movement();

    assertThat(Math.log(movement.pitchLowHz())).isCloseTo(4.6, within(1e-5));
    assertThat(Math.log(movement.pitchHighHz())).isCloseTo(5.7, within(1e-5));
    assertThat(movement.contour()).hasSize(3);
    assertThat(movement.contour().get(0)).isCloseTo(0, within(1e-5f));
    assertThat(movement.contour().get(1)).isCloseTo(0, within(1e-5f));
    assertThat(movement.contour().get(2)).isCloseTo(0, within(1e-5f));
    assertThat(VoiceSum.of(high).characteristics().movement().syllablesPerMinute()).isEqualTo(240);
    assertThat(VoiceSum.of(low).characteristics().movement().contour().get(1)).isNaN();
    assertThat(VoiceSum.of(silent).characteristics().movement().contour()).isEmpty();
  }

  private static Voiceprint moving(float low, float high, float... contour) {
    float[] embedding = FakeVoiceprints.unit(new Random(1));
    return new Voiceprint(embedding, 5, 0.2f, new float[2], -20, 4, "m", low, high, contour);
  }

  private static Voiceprint print(Random random, double noise) {
    return noisy(random, new Random(0), noise);
  }

  private static Voiceprint noisy(Random voice, Random noise, double length) {
    float[] values = FakeVoiceprints.unit(voice);
    float[] added = FakeVoiceprints.unit(noise);
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (length * added[i]);
      squares += values[i] * values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) Math.sqrt(squares);
    }
    float pitch = 5 + 0.1f * noise.nextFloat();
    float[] spectrum = {noise.nextFloat(), noise.nextFloat()};
    return new Voiceprint(values, pitch, 0.2f, spectrum, -20, 3 + noise.nextFloat(), "m");
  }

  private static VoiceProfile profile(VoiceSum sum) {
    Instant now = Instant.EPOCH;
    return new VoiceProfile(
        "p", "u", sum.direction(), "m", sum.characteristics(), now, now, sum.count(), 1, "en", 1);
  }

  private static double cosine(List<Float> a, List<Float> b) {
    double product = 0;
    for (int i = 0; i < a.size(); i++) {
      product += a.get(i) * b.get(i);
    }
    return product;
  }
}
