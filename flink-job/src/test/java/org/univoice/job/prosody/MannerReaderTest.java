package org.univoice.job.prosody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.recognition.Voiceprint;

class MannerReaderTest {

  private static final float HEIGHT = 5;
  private static final float LOUDNESS = -22;
  private static final float RATE = 4;
  private static final VoiceProfile USUAL = usual(10);

  private final MannerReader reader = new MannerReader();

  @Test
  void shouldFindAnUtteranceAsAlwaysCalm() {
    Emotion emotion = reader.read(said(HEIGHT, LOUDNESS, RATE), USUAL).emotion();

    assertThat(emotion.arousal()).isEqualTo(new Emotion.Value(0.5f, "derived:pitch+energy+rate"));
    assertThat(emotion.dominance()).isEqualTo(new Emotion.Value(0.5f, "derived:energy+pitch"));
  }

  @Test
  void shouldHearExcitementInWhatIsHigherLouderAndFaster() {
    Emotion emotion = reader.read(said(HEIGHT + 0.24f, LOUDNESS + 6, RATE * 1.5f), USUAL).emotion();

    assertThat(emotion.arousal().value()).isCloseTo(0.8f, within(0.02f));
  }

  @Test
  void shouldHearCommandInWhatIsLouderAndLower() {
    Emotion commanding = reader.read(said(HEIGHT - 0.12f, LOUDNESS + 3, RATE), USUAL).emotion();

    assertThat(commanding.dominance().value()).isCloseTo(0.65f, within(0.001f));
    assertThat(commanding.arousal().value()).isCloseTo(0.5f, within(0.001f));
  }

  @Test
  void shouldNeverInventWhetherAFeelingIsPleasant() {
    Emotion.Value valence = reader.read(said(HEIGHT, LOUDNESS, RATE), USUAL).emotion().valence();

    assertThat(valence.isDerived()).isFalse();
    assertThat(valence.source()).isEqualTo(Emotion.NOT_DERIVABLE);
  }

  @Test
  void shouldSayNothingOfFeelingsBeforeItKnowsWhatIsUsual() {
    Manner manner = reader.read(said(HEIGHT, LOUDNESS, RATE), usual(1));

    assertThat(manner.emotion().arousal().source()).isEqualTo(Emotion.NOT_DERIVABLE);
    assertThat(manner.rate()).isNaN();
    assertThat(manner.lnPitchMean()).isEqualTo(HEIGHT);
    assertThat(reader.read(said(HEIGHT, LOUDNESS, RATE), null).emotion().arousal().isDerived())
        .isFalse();
  }

  @Test
  void shouldReadAWhisperWithoutPitch() {
    Manner manner = reader.read(said(Float.NaN, LOUDNESS - 12, RATE), USUAL);

    assertThat(manner.lnPitchMean()).isNaN();
    assertThat(manner.emotion().arousal().source()).isEqualTo("derived:energy+rate");
    assertThat(manner.emotion().arousal().value()).isCloseTo(0.2f, within(0.001f));
  }

  @Test
  void shouldReadNothingIntoSilence() {
    Manner manner = reader.read(said(Float.NaN, -120, 0), USUAL);

    assertThat(manner.loudness()).isNaN();
    assertThat(manner.rate()).isNaN();
    assertThat(manner.emotion().arousal().isDerived()).isFalse();
    assertThat(reader.read(null, USUAL)).isNull();
  }

  @Property
  void shouldStayWithinItsScaleWhateverIsHeard(
      @ForAll @FloatRange(min = 3, max = 7) float height,
      @ForAll @FloatRange(min = -120, max = 0) float loudness,
      @ForAll @FloatRange(min = 0, max = 20) float rate) {
    Emotion emotion = reader.read(said(height, loudness, rate), USUAL).emotion();

    assertThat(emotion.arousal().value()).isBetween(0f, 1f);
    assertThat(emotion.dominance().value()).isBetween(0f, 1f);
  }

  private static VoiceProfile usual(int utterances) {
    return new VoiceProfile(
        new float[256], HEIGHT, 0.2f, new float[40], LOUDNESS, RATE, utterances);
  }

  private static Voiceprint said(float height, float loudness, float rate) {
    return new Voiceprint(new float[256], height, 0.2f, 0.7f, new float[40], loudness, 5, rate);
  }
}
