package org.univoice.job.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.prosody.Manner;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.voice.VoiceTier;

/** What every synthesizer keeps to. */
public abstract class SynthesizerContract {

  private static final String TWO_CLAUSES = "Good morning everybody, the meeting begins at nine.";

  private Synthesizer synthesizer;

  protected abstract Synthesizer synthesizer() throws Exception;

  @BeforeEach
  void open() throws Exception {
    synthesizer = synthesizer();
    synthesizer.open();
  }

  @AfterEach
  void close() {
    synthesizer.close();
  }

  @Test
  void shouldSpeakInPieces() {
    List<SpeechPiece> pieces =
        Hearing.answersOf(synthesizer.synthesize(new Request(TWO_CLAUSES, "en", "", null, 1)));
    assertThat(pieces).isNotEmpty();
    assertThat(pieces).allMatch(piece -> piece.pcm().length > 0 && piece.pcm().length % 2 == 0);
    assertThat(pieces).allMatch(piece -> !piece.stockVoice().isEmpty());
  }

  @Test
  void shouldMoveToAVoiceItIsGiven() {
    var profile = new VoiceProfile(centroid(), 4.8f, 0.2f, new float[0], -20, 4.5f, 4);
    var request = new Request(TWO_CLAUSES, "en", "", profile, 1);
    assertThat(Hearing.answersOf(synthesizer.synthesize(request))).isNotEmpty();
  }

  @Test
  void shouldTakeAnyMannerOfSpeaking() {
    var profile = new VoiceProfile(centroid(), 4.8f, 0.2f, new float[0], -20, 4.5f, 4);
    var sung = new Manner(6.5f, 0.8f, -3, 9, null);
    var request = new Request(TWO_CLAUSES, "en", "", profile, 1, 1, sung, VoiceTier.SIMILAR);
    assertThat(Hearing.answersOf(synthesizer.synthesize(request))).isNotEmpty();
  }

  @Test
  void shouldSayNothingMoreOnceItIsCancelled() throws Exception {
    var hearing = Hearing.of(synthesizer.synthesize(new Request(TWO_CLAUSES, "en", "", null, 1)));
    hearing.cancel();
    int heard = hearing.answers().size();
    Thread.sleep(300);
    assertThat(hearing.answers()).hasSize(heard);
  }

  private static float[] centroid() {
    float[] centroid = new float[256];
    centroid[0] = 1;
    return centroid;
  }
}
