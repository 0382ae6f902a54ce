package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.univoice.job.call.FakeBehaviour;
import org.univoice.job.call.ModelCall;

/** Measures what the test says; by default everybody sounds like voice 0. */
public final class FakeVoiceprintExtractor implements VoiceprintExtractor {

  private static final long serialVersionUID = 1L;
  private static final int EMBEDDING_LENGTH = 256;
  private static final int SPECTRUM_LENGTH = 40;

  /** How audio sounds. */
  public interface Listening extends Function<byte[], Voiceprint>, Serializable {}

  private final FakeBehaviour behaviour = new FakeBehaviour();
  private final Listening listening;

  public FakeVoiceprintExtractor() {
    this(pcm -> voice(0));
  }

  public FakeVoiceprintExtractor(Listening listening) {
    this.listening = listening;
  }

  /** Voices of different numbers are orthogonal; 0 to 255. */
  public static Voiceprint voice(int number) {
    float[] embedding = new float[EMBEDDING_LENGTH];
    embedding[number] = 1;
    return new Voiceprint(
        embedding,
        (float) Math.log(120 + number),
        0.2f,
        0.6f,
        new float[SPECTRUM_LENGTH],
        -20,
        6,
        4.5f);
  }

  public FakeBehaviour behaviour() {
    return behaviour;
  }

  @Override
  public ModelCall<Voiceprint> extract(byte[] pcm) {
    return behaviour.call("voiceprint_extractor", pcm, () -> List.of(listening.apply(pcm)));
  }
}
