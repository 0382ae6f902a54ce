package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.univoice.job.diarization.Voices.said;
import static org.univoice.job.diarization.Voices.voice;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;
import static org.univoice.job.segmentation.SegmentKind.WITHDRAWN;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.glossary.SessionGlossary;
import org.univoice.job.glossary.TermCase;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.EnrolledVoice;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.stream.TranslationStyle;

class EnrolledVoiceTest {
  private static final long FIVE_MINUTES = 300_000;
  private static final float LN_PITCH = 4.5f;

  private KeyedTwoInputStreamOperatorTestHarness<String, RecognizedSegment, TrackEvent, Utterance>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new DiarizationFunction(DiarizationConfig.standard())),
            segment -> segment.ref().session(),
            TrackEvent::session,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void shouldKnowAnEnrolledVoiceFromTheFirstSentence() throws Exception {
    opened(enrolled(voice(7), false), null);

    Utterance first = speak(FINAL, 0, 800, null);

    assertThat(first.speaker()).isEqualTo("S1");
    assertThat(first.profileId()).isEqualTo("profile");
    assertThat(first.profile().lnPitchMean()).isEqualTo(LN_PITCH);
    assertThat(first.profile().centroid()).isEqualTo(voice(7));
    assertThat(speak(FINAL, 5_000, 3_000, voice(7)).speaker()).isEqualTo("S1");
  }

  @Test
  void shouldNotTakeAClearlyOtherVoiceForTheEnrolledOne() throws Exception {
    opened(enrolled(voice(7), false), null);

    Utterance stranger = speak(FINAL, 0, 3_000, voice(8));
    Utterance owner = speak(FINAL, 5_000, 3_000, voice(7));

    assertThat(stranger.profileId()).isNull();
    assertThat(stranger.speaker()).isEqualTo("S1");
    assertThat(owner.profileId()).isEqualTo("profile");
    assertThat(owner.speaker()).isEqualTo("S2");
    assertThat(speak(FINAL, 10_000, 3_000, voice(8)).speaker()).isEqualTo("S1");
  }

  @Test
  void shouldRecogniseWhoSpokeBeforeTheVoiceWasKnown() throws Exception {
    opened(null, null);
    assertThat(speak(FINAL, 0, 3_000, voice(7)).profileId()).isNull();
    opened(enrolled(voice(7), false), null);

    Utterance known = speak(FINAL, 5_000, 3_000, voice(7));

    assertThat(known.speaker()).isEqualTo("S1");
    assertThat(known.profileId()).isEqualTo("profile");
  }

  @Test
  void shouldNotCompareAVoiceWithOneThatAnotherModelMeasured() throws Exception {
    opened(enrolled(voice(7), true), null);

    Utterance later = speak(0, voice(7), "m/2");
    assertThat(later.profileId()).isNull();
    assertThat(later.profile().model()).isEqualTo("m/2");
    speak(TRACK_ENDED, 4_000, 0, null);
    assertThat(lessons()).isEmpty();
  }

  @Test
  void shouldLearnAVoiceAnewThatAnotherModelMeasuredBefore() throws Exception {
    opened(null, null);
    speak(0, voice(7), "m/1");
    speak(5_000, voice(7), "m/1");

    Utterance after = speak(10_000, voice(9), "m/2");

    assertThat(after.speaker()).isEqualTo("S1");
    assertThat(after.profile().centroid()).isEqualTo(voice(9));
    assertThat(after.profile().utterances()).isOne();
    assertThat(after.profile().model()).isEqualTo("m/2");
  }

  @Test
  void shouldForgetAVoiceThatIsNotTheirsToUseAnyMore() throws Exception {
    opened(enrolled(voice(7), true), null);
    speak(FINAL, 0, 3_000, voice(7));
    opened(null, null);

    Utterance after = speak(FINAL, 5_000, 800, null);

    assertThat(after.speaker()).isEqualTo("S1");
    assertThat(after.profileId()).isNull();
    assertThat(after.profile()).isNull();
    speak(TRACK_ENDED, 6_000, 0, null);
    assertThat(lessons()).isEmpty();
  }

  @Test
  void shouldTellWhatWasLearnedAtTheEndAndNeverOfAStranger() throws Exception {
    opened(enrolled(voice(7), true), null);
    speak(FINAL, 0, 3_000, voice(7));
    speak(FINAL, 5_000, 3_000, voice(8));
    speak(FINAL, 10_000, 800, voice(7));
    speak(FINAL, 15_000, 3_000, voice(7));
    speak(TRACK_ENDED, 20_000, 0, null);

    assertThat(lessons()).hasSize(1);
    VoiceLesson lesson = lessons().get(0);
    assertThat(lesson.gateway()).isEqualTo("gateway:1");
    assertThat(lesson.learned().samples()).isEqualTo(2);
    assertThat(lesson.learned().sum()[7]).isCloseTo(2, within(1e-5f));
    assertThat(lesson.learned().sum()[8]).isZero();
    assertThat(lesson.learned().lnPitchMean()).isEqualTo(5);
  }

  @Test
  void shouldLearnNothingWithoutConsent() throws Exception {
    opened(enrolled(voice(7), false), null);
    styled(new TranslationStyle("legal", TranslationStyle.Formality.DEFAULT));
    speak(FINAL, 0, 3_000, voice(7));
    speak(TRACK_ENDED, 5_000, 0, null);

    assertThat(lessons()).isEmpty();
  }

  @Test
  void shouldCountARevisedSegmentOnceAndAWithdrawnOneNot() throws Exception {
    opened(enrolled(voice(7), true), null);
    speak(CANDIDATE, 0, 3_000, voice(7));
    speak(WITHDRAWN, 0, 3_000, null);
    speak(CANDIDATE, 0, 4_000, voice(7));
    speak(FINAL, 0, 5_000, voice(7));
    speak(CANDIDATE, 9_000, 3_000, voice(7));
    speak(WITHDRAWN, 9_000, 3_000, null);
    speak(TRACK_ENDED, 20_000, 0, null);

    assertThat(lessons()).hasSize(1);
    assertThat(lessons().get(0).learned().samples()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatACertainClauseTaughtWhateverBecomesOfTheRest() throws Exception {
    opened(enrolled(voice(7), true), null);
    speakPart(FINAL, 0, 3_000, voice(7));
    speakPart(FINAL, 3_000, 6_000, voice(7));
    speakPart(CANDIDATE, 6_000, 9_000, voice(7));
    speak(WITHDRAWN, 0, 9_000, null);
    speakPart(FINAL, 6_000, 9_500, null);
    speak(TRACK_ENDED, 20_000, 0, null);

    assertThat(lessons()).singleElement().matches(lesson -> lesson.learned().samples() == 2);
  }

  @Test
  void shouldTellEveryFiveMinutesOfSpeech() throws Exception {
    opened(enrolled(voice(7), true), null);
    speak(FINAL, 0, 3_000, voice(7));
    speak(FINAL, FIVE_MINUTES - 10_000, 3_000, voice(7));
    assertThat(lessons()).isEmpty();
    speak(FINAL, FIVE_MINUTES, 3_000, voice(7));
    assertThat(lessons()).hasSize(1);
    speak(FINAL, FIVE_MINUTES + 5_000, 3_000, voice(7));
    speak(TRACK_ENDED, 2 * FIVE_MINUTES, 0, null);

    assertThat(lessons()).hasSize(2);
    assertThat(lessons().get(0).learned().total()).isEqualTo(3);
    assertThat(lessons().get(1).learned().total()).isEqualTo(4);
    assertThat(lessons().get(1).learned().samples()).isEqualTo(1);
  }

  @Test
  void shouldGiveAnUtteranceTheTermsThatAreInIt() throws Exception {
    var words = new GlossaryTerm("words", "palavras", "en", "pt", TermCase.ANY);
    var other = new GlossaryTerm("heart", "coração", "en", "pt", TermCase.ANY);
    opened(null, new SessionGlossary(new GlossaryTerm[] {words, other}));

    assertThat(speak(FINAL, 0, 3_000, voice(1)).terms()).containsExactly(words);
    opened(null, null);
    assertThat(speak(FINAL, 5_000, 3_000, voice(1)).terms()).containsExactly(words);
    opened(null, new SessionGlossary(new GlossaryTerm[0]));
    assertThat(speak(FINAL, 10_000, 3_000, voice(1)).terms()).isNull();
  }

  @Test
  void shouldTranslateASessionInTheStyleThatItWantsUntilItWantsAnother() throws Exception {
    var legal = new TranslationStyle("legal", TranslationStyle.Formality.FORMAL);
    styled(legal);

    assertThat(speak(FINAL, 0, 3_000, voice(1)).style()).isEqualTo(legal);
    opened(null, null);
    assertThat(speak(FINAL, 5_000, 3_000, voice(1)).style()).isEqualTo(legal);
    styled(TranslationStyle.NONE);
    assertThat(speak(FINAL, 10_000, 3_000, voice(1)).style()).isNull();
  }

  @Test
  void shouldKeepNothingOfASessionThatIsOver() throws Exception {
    var term = new GlossaryTerm("words", "palavras", "en", "pt", TermCase.ANY);
    opened(enrolled(voice(7), true), new SessionGlossary(new GlossaryTerm[] {term}));
    speak(FINAL, 0, 3_000, voice(7));
    speak(TRACK_ENDED, 5_000, 0, null);
    control(new SessionControl(SessionControl.Kind.LEFT, "", "", 0, 0));

    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    var backend = (RocksDBKeyedStateBackend<?>) operator.<String>getKeyedStateBackend();
    assertThat(backend.numKeyValueStateEntries()).isZero();
  }

  @Test
  void shouldKeepStateWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TrackVoice.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(VoiceLesson.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SessionGlossary.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TrackEvent.class);
  }

  private static EnrolledVoice enrolled(float[] embedding, boolean learn) {
    return new EnrolledVoice(
        "profile", "m/1", embedding, 3, LN_PITCH, 0.1f, new float[] {1, 2}, -20, 4, learn);
  }

  private void opened(EnrolledVoice voice, SessionGlossary glossary) throws Exception {
    control(new SessionControl(SessionControl.Kind.OPENED, "en", "pt", 0, 0, voice, glossary));
  }

  private void styled(TranslationStyle style) throws Exception {
    control(
        new SessionControl(SessionControl.Kind.OPENED, "en", "pt", 0, 0, null, null, null, style));
  }

  private void control(SessionControl control) throws Exception {
    harness.processElement2(
        new StreamRecord<>(new TrackEvent("s", "ana", "gateway:1", null, control)));
  }

  private Utterance speak(SegmentKind kind, long startMillis, long millis, float[] embedding)
      throws Exception {
    harness.processElement1(new StreamRecord<>(said(kind, "ana", startMillis, millis, embedding)));
    var all = harness.extractOutputValues();
    return all.get(all.size() - 1);
  }

  private Utterance speak(long startMillis, float[] embedding, String model) throws Exception {
    var said = said(FINAL, "ana", startMillis, 3_000, embedding);
    harness.processElement1(new StreamRecord<>(said.with(said.voiceprint().by(model))));
    var all = harness.extractOutputValues();
    return all.get(all.size() - 1);
  }

  /** A clause of the segment that begins with the track. */
  private void speakPart(SegmentKind kind, long fromMillis, long toMillis, float[] embedding)
      throws Exception {
    var whole = said(kind, "ana", 0, toMillis, embedding);
    var part =
        whole.part(fromMillis, toMillis, whole.text(), whole.words()).with(whole.voiceprint());
    harness.processElement1(new StreamRecord<>(part));
  }

  private List<VoiceLesson> lessons() {
    var lessons = harness.getSideOutput(DiarizationFunction.LESSONS);
    List<VoiceLesson> all = new ArrayList<>();
    if (lessons != null) {
      lessons.forEach(lesson -> all.add(lesson.getValue()));
    }
    return all;
  }
}
