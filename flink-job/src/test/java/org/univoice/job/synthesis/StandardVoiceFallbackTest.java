package org.univoice.job.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.univoice.job.call.FakeModel;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.LockingCall;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.prosody.Manner;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.voice.VoiceTier;

class StandardVoiceFallbackTest {

  private static final VoiceProfile PROFILE =
      new VoiceProfile(new float[256], 5, 0.2f, new float[40], -20, 4, 1);
  private static final Manner MANNER = new Manner(5.1f, 0.15f, -18, 1.1f, null);
  private static final Request SIMILAR = new Request("Olá, mundo.", "pt", "", PROFILE, 1);
  private static final Request CLONED =
      new Request("Olá, mundo.", "pt", "", PROFILE, 1, 0.5f, MANNER, VoiceTier.CLONED);

  @Test
  void shouldSpeakInTheSimilarVoiceWhenItCan() {
    var synthesizer = new FakeSynthesizer();

    assertThat(Hearing.answersOf(new StandardVoiceFallback(synthesizer, SIMILAR)))
        .hasSize(2)
        .allMatch(piece -> piece.tier() == VoiceTier.SIMILAR);
  }

  @Test
  void shouldSpeakInTheStandardVoiceWhenTheSimilarOneFails() {
    var synthesizer = new FakeSynthesizer();
    synthesizer.behaviour().failNext(1);

    assertThat(Hearing.answersOf(new StandardVoiceFallback(synthesizer, SIMILAR)))
        .hasSize(2)
        .allMatch(piece -> piece.tier() == VoiceTier.STANDARD);
  }

  @Test
  void shouldSpeakInTheSimilarVoiceWhenTheCloneFails() {
    var synthesizer = new FakeSynthesizer();
    synthesizer.behaviour().failNext(1);

    assertThat(Hearing.answersOf(new StandardVoiceFallback(synthesizer, CLONED)))
        .hasSize(2)
        .allMatch(piece -> piece.tier() == VoiceTier.SIMILAR);
    assertThat(synthesizer.behaviour().<Request>requests())
        .extracting(Request::wanted, Request::profile)
        .containsExactly(tuple(VoiceTier.CLONED, PROFILE), tuple(VoiceTier.SIMILAR, PROFILE));
  }

  @Test
  void shouldSpeakInTheStandardVoiceWhenTheCloneAndTheSimilarOneFail() {
    var synthesizer = new FakeSynthesizer();
    synthesizer.behaviour().failNext(2);

    assertThat(Hearing.answersOf(new StandardVoiceFallback(synthesizer, CLONED)))
        .hasSize(2)
        .allMatch(piece -> piece.tier() == VoiceTier.STANDARD);
  }

  @Test
  void shouldKeepPausesAndLeaveTheMannerToVoicesThatImitate() {
    var synthesizer = new FakeSynthesizer();
    synthesizer.behaviour().failNext(2);

    Hearing.answersOf(new StandardVoiceFallback(synthesizer, CLONED));

    assertThat(synthesizer.behaviour().<Request>requests())
        .extracting(Request::pauses, Request::manner)
        .containsExactly(tuple(0.5f, MANNER), tuple(0.5f, MANNER), tuple(0.5f, null));
  }

  @Test
  void shouldGoDownOneTierWithEveryTryThatRanOutOfTime() {
    var model = new FakeModel<SpeechPiece>("speech_synthesizer");
    var fallback = new StandardVoiceFallback(model::call, CLONED);

    for (int i = 0; i < 4; i++) {
      Hearing.of(fallback).cancel();
    }

    assertThat(model.requests())
        .extracting(request -> ((Request) request).wanted())
        .containsExactly(
            VoiceTier.CLONED, VoiceTier.SIMILAR, VoiceTier.STANDARD, VoiceTier.STANDARD);
  }

  @Test
  void shouldReportTheFailureWhenTheStandardVoiceFailsToo() {
    var synthesizer = new FakeSynthesizer();
    synthesizer.behaviour().failNext(2);

    assertThatThrownBy(() -> Hearing.answersOf(new StandardVoiceFallback(synthesizer, SIMILAR)))
        .isInstanceOf(ModelCallException.class);
  }

  @Test
  void shouldKeepTheVoiceOnceItHasSpoken() {
    var model = new FakeModel<SpeechPiece>("speech_synthesizer");
    var hearing = Hearing.of(new StandardVoiceFallback(model::call, SIMILAR));

    model
        .attempt(0)
        .answers(new SpeechPiece(new byte[2], "stock-1", VoiceTier.SIMILAR))
        .fails(true);

    assertThat(hearing.isOver()).isTrue();
    assertThat(model.attempts()).hasSize(1);
  }

  @Test
  void shouldSpeakInTheStandardVoiceWhenTheSimilarOneRanOutOfTime() {
    var model = new FakeModel<SpeechPiece>("speech_synthesizer");
    var fallback = new StandardVoiceFallback(model::call, SIMILAR);
    Hearing.of(fallback).cancel();

    Hearing.of(fallback);

    assertThat(model.requests())
        .extracting(request -> ((Request) request).profile())
        .containsExactly(PROFILE, null);
  }

  @Test
  void shouldSpeakOnInTheSimilarVoiceWhenItRanOutOfTimeInTheMiddle() {
    var model = new FakeModel<SpeechPiece>("speech_synthesizer");
    var fallback = new StandardVoiceFallback(model::call, SIMILAR);
    var hearing = Hearing.of(fallback);
    model.attempt(0).answers(new SpeechPiece(new byte[2], "stock-1", VoiceTier.SIMILAR));
    hearing.cancel();

    Hearing.of(fallback);

    assertThat(model.requests())
        .extracting(request -> ((Request) request).profile())
        .containsExactly(PROFILE, PROFILE);
  }

  @Test
  void shouldBeCancelledWhileTheSimilarVoiceFails() throws InterruptedException {
    var model = new LockingCall<SpeechPiece>();
    var call = new StandardVoiceFallback(request -> model, SIMILAR).start(Hearing.ignoring());

    assertThat(
            model.isCancelledWhile(
                observer -> observer.onFailed(new ModelCallException("broken", true, null)), call))
        .isTrue();
  }
}
