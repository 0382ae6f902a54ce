package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;
import static org.univoice.job.segmentation.SegmentKind.WITHDRAWN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.CallPolicy;
import org.univoice.job.call.KeyedCall.Ask;
import org.univoice.job.call.KeyedCall.Pass;
import org.univoice.job.call.KeyedCall.Plan;
import org.univoice.job.call.KeyedCall.Settled;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.emphasis.VoiceCurves;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.RecognitionOptions;

class SpeechRecognitionTest {

  private static final CallLoad QUIET = new CallLoad(0, 0, 100);
  private static final CallLoad BUSY = new CallLoad(64, 20, 2_000);
  private static final CallPolicy CALLS = CallPolicy.withTimeout(Duration.ofSeconds(5));
  private static final long NOW = 1_700_000_000_000L;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private static final RecognizedWord[] NO_WORDS = {};

  /** Audio of a partial that looks for a clause: its speech is 200 ms shorter. */
  private static final long LOOKING = 4_700;

  private final List<Recognizer.Request> asked = new ArrayList<>();
  private final Deque<Recognition> heard = new ArrayDeque<>();
  private ModelCall<Voiceprint> voiceprint = Replies.of(print());
  private GistNeeds gistNeeds = GistNeeds.none();
  private final SideCalls sideCalls = new SideCalls(CALLS, CLOCK);
  private boolean recognizerFails;
  private ClauseRule clauses = ClauseRule.standard();
  private RecognitionMemory memory;
  private int revision;

  @Nested
  class ForPartials {

    @Test
    void shouldShowWhatWasHeardJustNow() {
      assertThat(texts(partial(500, "the quick"))).containsExactly("the quick");
      assertThat(texts(partial(1_000, "the quick brow"))).containsExactly("the quick brow");
      assertThat(texts(partial(1_500, "the quick brown fox")))
          .containsExactly("the quick brown fox");
      partial(2_000, "the quick brown fox");
      assertThat(texts(partial(2_500, "the quick brown fox"))).as("nothing new").isEmpty();
    }

    @Test
    void shouldCommitOnlyWordsThatTwoHypothesesAgreeOn() {
      partial(500, "the quick");
      partial(1_000, "the quick brow");
      assertThat(memory.partial().text()).isEqualTo("the quick");
      partial(1_500, "the quick brown fox");
      assertThat(memory.partial().text()).isEqualTo("the quick");
      partial(2_000, "the quick brown fox jumps");
      assertThat(memory.partial().text()).isEqualTo("the quick brown fox");
    }

    @Test
    void shouldNeverTakeACommittedWordBack() {
      partial(500, "I see");
      partial(1_000, "I see the");

      var later = new ArrayList<String>();
      for (String text : List.of("Icy the sea", "Icy the sea is", "Icy the sea is blue")) {
        later.addAll(texts(partial(1_500, text)));
      }

      assertThat(later).isNotEmpty().allMatch(text -> text.startsWith("I see"));
    }

    @Test
    void shouldNotShiftWhenAWordIsHeardNoMore() {
      partial(500, "uh I see");
      partial(1_000, "uh I see the");
      partial(1_500, "I see the sea");

      partial(2_000, "I see the sea");

      assertThat(memory.partial().heard()).isEqualTo("uh I see the sea");
    }

    @Test
    void shouldAskOnlyAboutWhatIsNotCommittedOfLongSpeech() {
      var words = words("One two three. Four five", 1_500);
      hear(new Recognition("", "en", 1, 0.9f, 0, words));
      play(segment(PARTIAL, 7_500));
      hear(new Recognition("", "en", 1, 0.9f, 0, words));
      play(segment(PARTIAL, 8_000));

      partial(8_500, "five six");

      assertThat(asked.get(2).pcm()).hasSize((8_500 - 4_500) * 32);
    }

    @Test
    void shouldKeepTheCutOffWordsInTheText() {
      var words = words("One two three. Four five", 1_500);
      for (int i = 0; i < 2; i++) {
        hear(new Recognition("", "en", 1, 0.9f, 0, words));
        play(segment(PARTIAL, 7_500));
      }

      assertThat(texts(partial(8_500, "Four five six")))
          .containsExactly("One two three. Four five six");
    }

    @Test
    void shouldBeginAnewWithTheNextSegment() {
      partial(500, "hello");
      partial(1_000, "hello");

      assertThat(memory.partial().text()).isEqualTo("hello");
      hear(said("other"));
      play(
          new SpeechSegment(
              new SegmentRef("s", "t", 9_000, 9_500, 1, PARTIAL, LatencyMarks.NONE),
              "en",
              8_800,
              new byte[500 * 32]));

      assertThat(memory.partial().text()).isEmpty();
    }

    @Test
    void shouldBeLeftOutWhenTheRecognizerIsBusy() {
      assertThat(speech().plan(segment(PARTIAL, 500), null, BUSY)).isInstanceOf(Pass.class);
    }

    @Test
    void shouldNotAskForAVoiceprint() {
      voiceprint = Replies.silence();

      partial(500, "hello");

      assertThat(memory.partial()).isNotNull();
    }
  }

  @Nested
  class ForCandidatesAndFinals {

    @Test
    void shouldTellWordsOnTheTracksTimeline() {
      hear(new Recognition(" Hi Ana ", "en", 1, 0.9f, 0, words("Hi Ana", 300)));

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.text()).isEqualTo("Hi Ana");
      assertThat(out.words()[1].startMillis()).isEqualTo(800 + 300);
      assertThat(out.voiceprint()).isNotNull();
      assertThat(out.ref().marks().recognizedMillis()).isEqualTo(NOW);
      assertThat(out.failure()).isNull();
    }

    /**
     * Audio reaches a little beyond what was voiced, and the recognizer hears words begin there.
     */
    @Test
    void shouldTellNoWordOutsideItsSegment() {
      // The audio begins at 800, the segment is voiced from 1,000 to 2,800.
      hear(new Recognition("Hi Ana bye", "en", 1, 0.9f, 0, words("Hi Ana bye", 700)));
      var inside = play(segment(FINAL, 2_000)).get(0).words();
      assertThat(inside)
          .extracting(RecognizedWord::startMillis)
          .containsExactly(1_000L, 1_500L, 2_200L);
      assertThat(inside)
          .extracting(RecognizedWord::endMillis)
          .containsExactly(1_500L, 2_200L, 2_800L);

      hear(new Recognition("a b c", "en", 1, 0.9f, 0, words("a b c", 100)));
      var before = play(segment(FINAL, 2_000)).get(0).words();
      assertThat(before)
          .extracting(RecognizedWord::startMillis)
          .containsExactly(1_000L, 1_000L, 1_000L);
      assertThat(before)
          .extracting(RecognizedWord::endMillis)
          .containsExactly(1_000L, 1_000L, 1_100L);
    }

    @Test
    void shouldKeepTheWordsWhenTheVoiceprintFails() {
      voiceprint = Replies.failure();
      hear(said("hello there"));

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.text()).isEqualTo("hello there");
      assertThat(out.voiceprint()).isNull();
    }

    @Test
    void shouldNotAskForAVoiceprintWhileItsModelIsAway() {
      voiceprint = Replies.unavailable();
      for (int i = 0; i < CALLS.breakerWindow(); i++) {
        hear(said("hello"));
        play(segment(FINAL, 2_000));
      }
      voiceprint = Replies.of(print());
      hear(said("hello there"));

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.text()).isEqualTo("hello there");
      assertThat(out.voiceprint()).isNull();
    }

    @Test
    void shouldNotTakeAVoiceprintOfTooLittleAudio() {
      voiceprint = Replies.failure();
      hear(said("hm"));

      assertThat(play(segment(FINAL, 399)).get(0).text()).isEqualTo("hm");
    }

    @Test
    void shouldSayWhyThereAreNoWords() {
      recognizerFails = true;

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.failure()).startsWith("FAILED");
      assertThat(out.text()).isEmpty();
    }

    @Test
    void shouldPassMarkersOnInOrder() {
      assertThat(play(segment(WITHDRAWN, 0)))
          .extracting(r -> r.ref().kind())
          .containsOnly(WITHDRAWN);
      assertThat(play(segment(CONFIRMED, 0)))
          .extracting(r -> r.ref().kind())
          .containsOnly(CONFIRMED);
      assertThat(play(segment(TRACK_ENDED, 0))).hasSize(1);
      assertThat(memory).isNull();
      assertThat(asked).isEmpty();
    }

    @Test
    void shouldHoldACandidateBackUntilItIsConfirmedWhenTheRecognizerIsBusy() {
      var candidate = segment(CANDIDATE, 2_000);
      var plan = (Pass<RecognitionMemory, ?, RecognizedSegment>) planned(candidate, BUSY);
      assertThat(plan.outputs()).isEmpty();
      memory = plan.memory();
      hear(said("hello"));

      var out = play(verdict(CONFIRMED, candidate));

      assertThat(out).extracting(r -> r.ref().kind()).containsExactly(CANDIDATE, CONFIRMED);
      assertThat(out.get(0).text()).isEqualTo("hello");
      assertThat(memory.held()).isNull();
    }

    @Test
    void shouldForgetAHeldCandidateThatIsWithdrawn() {
      var candidate = segment(CANDIDATE, 2_000);
      memory = ((Pass<RecognitionMemory, ?, ?>) planned(candidate, BUSY)).memory();

      play(verdict(WITHDRAWN, candidate));

      assertThat(asked).isEmpty();
      assertThat(memory.held()).isNull();
    }

    @Test
    void shouldSayNothingOfTheKnownPhantomsWhenInDoubt() {
      hear(new Recognition("you", "en", 0.6f, 0.6f, 0.4f, NO_WORDS));

      assertThat(play(segment(FINAL, 2_000)).get(0).text()).isEmpty();
    }

    @Test
    void shouldSayNothingWhereThereIsProbablyNoSpeech() {
      hear(new Recognition("And so it goes", "en", 0.6f, 0.3f, 0.92f, NO_WORDS));

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.text()).isEmpty();
      assertThat(out.failure()).isNull();
    }

    @Test
    void shouldBelieveAThankYouThatWasClearlySaid() {
      hear(new Recognition("Thank you.", "en", 0.9f, 0.9f, 0.02f, NO_WORDS));

      assertThat(play(segment(FINAL, 1_000)).get(0).text()).isEqualTo("Thank you.");
    }
  }

  @Test
  void shouldShowNothingThatTheSessionDoesNotWantToSee() {
    var options = new RecognitionOptions(new String[] {"Quilter"}, true, true);
    var text = "damn fuck ana@example.com";

    hear(new Recognition(text, "en", 1, 0.9f, 0.01f, words(text, 300)));
    var partial = play(segment(PARTIAL, 900).wanting(options)).get(0);
    hear(new Recognition(text, "en", 1, 0.9f, 0.01f, words(text, 300)));
    var whole = play(segment(FINAL, 2_000).wanting(options)).get(0);

    assertThat(asked.get(0).vocabulary()).containsExactly("Quilter");
    assertThat(partial.text()).isEqualTo("damn … …");
    assertThat(whole.text()).isEqualTo("damn … …");
    assertThat(whole.words()).extracting(RecognizedWord::text).containsExactly("damn", "…", "…");
  }

  /** Words are 400 ms each, and the audio begins at 800. */
  @Nested
  class ForClauses {

    @Test
    void shouldSendASentenceOnThatIsOverWhileSpeechGoesOn() {
      var out = sayAndGoOn("We are here now. And then we");

      assertThat(out).extracting(r -> r.ref().kind()).containsExactly(FINAL, PARTIAL);
      var clause = out.get(0);
      assertThat(clause.text()).isEqualTo("We are here now.");
      assertThat(clause.ref().segmentId()).isEqualTo("t:1000");
      assertThat(clause.ref().endMillis()).isBetween(2_200L, 2_600L);
      assertThat(clause.goesOn()).isFalse();
      assertThat(clause.voiceprint()).isNotNull();
      assertThat(out.get(1).text()).isEqualTo("And then we");
      assertThat(out.get(1).ref().startMillis()).isEqualTo(clause.ref().endMillis());
      assertThat(out.get(1).ref().wholeId()).isEqualTo("t:1000");
    }

    @Test
    void shouldSayOnlyWhatFollowsFromThenOnAndHearItWithWhatCameBefore() {
      var clause = sayAndGoOn("We are here now. And then we").get(0);
      asked.clear();
      hear(timed("We are here now. And then we go."));

      var candidate = segment(CANDIDATE, 5_000);
      var rest = play(candidate).get(0);

      assertThat(asked.get(0).pcm()).hasSize(5_000 * 32);
      assertThat(rest.text()).isEqualTo("And then we go.");
      assertThat(rest.words()[0].startMillis()).isBetween(2_400L, 2_600L);
      assertThat(rest.ref().startMillis()).isEqualTo(clause.ref().endMillis());
      assertThat(play(verdict(CONFIRMED, candidate))).hasSize(1);
      assertThat(memory.cut()).isNull();
    }

    @Test
    void shouldSayThatTheSentenceGoesOnAfterAComma() {
      var out = sayAndGoOn("We have been here for all day, and then we");

      assertThat(out.get(0).text()).isEqualTo("We have been here for all day,");
      assertThat(out.get(0).goesOn()).isTrue();
    }

    @Test
    void shouldNotCutWhatIsTooShortToMakeSense() {
      assertThat(sayAndGoOn("Well, I see that we")).noneMatch(r -> r.ref().kind() == FINAL);
      assertThat(memory.cut()).isNull();
    }

    @Test
    void shouldNotCutBehindATitle() {
      assertThat(sayAndGoOn("This is for Mr. Hale and him too"))
          .noneMatch(r -> r.ref().kind() == FINAL);
    }

    @Test
    void shouldNotCutBeforeTheWordsBehindItAreHeard() {
      assertThat(sayAndGoOn("We are here now.")).noneMatch(r -> r.ref().kind() == FINAL);
    }

    @Test
    void shouldTakeAClausesWordsFromAllThatWasHeard() {
      sayTwice("We are hear now. And then we");
      asked.clear();
      hear(timed("We are hear now. And then we"));
      hear(timed("We are here now. And then he"));

      var clause = play(segment(PARTIAL, LOOKING)).get(0);

      assertThat(clause.text()).isEqualTo("We are here now.");
      assertThat(asked.get(1).pcm()).hasSize((int) LOOKING * 32);
      assertThat(asked.get(1).isFinal()).isTrue();
    }

    @Test
    void shouldLeaveAClauseThatIsNotSureToTheEndOfItsSegment() {
      sayTwice("We are here now. And then we");
      hear(timed("We are here now. And then we"));
      hear(doubtful("We are here now. And then we"));

      var out = play(segment(PARTIAL, LOOKING));

      assertThat(out).allMatch(r -> r.ref().kind() == PARTIAL);
      assertThat(memory.cut()).isNull();
    }

    private Recognition doubtful(String text) {
      var words = words(text, 400);
      for (int i = 0; i < words.length; i++) {
        words[i] = new RecognizedWord(words[i].text(), i * 400, i * 400 + 400, 0.7f);
      }
      return new Recognition(text, "en", 1, 0.7f, 0, words);
    }

    /** It may change there. */
    @Test
    void shouldHearTheRestByItselfWhereItsLanguageIsIdentified() {
      hear(said("We are here"));
      hear(said("And then we"));
      hear(timed("We are here now. And then we"));
      hear(timed("We are here now. And then we"));
      var clause = play(segment(PARTIAL, LOOKING, "auto")).get(0);
      asked.clear();
      hear(said("And"));
      hear(said("then we go"));
      hear(said("And then we go."));

      play(segment(FINAL, 5_000, "auto"));

      assertThat(asked.get(2).pcm()).hasSize((int) (5_800 - clause.ref().endMillis()) * 32);
    }

    @Test
    void shouldCutNothingWhenToldSo() {
      clauses = ClauseRule.never();

      assertThat(sayAndGoOn("We are here now. And then we"))
          .noneMatch(r -> r.ref().kind() == FINAL);
      assertThat(asked).noneMatch(Recognizer.Request::words);
    }

    @Test
    void shouldSayNothingMoreOfASegmentThatWasSaidToItsEnd() {
      var clause = sayAndGoOn("We are here now. And then we").get(0);
      asked.clear();

      var rest = play(segment(FINAL, clause.ref().endMillis() + 60 - 800)).get(0);

      assertThat(rest.text()).isEmpty();
      assertThat(rest.failure()).isNull();
      assertThat(asked).isEmpty();
    }

    /** Whether it does must not depend on load, or a restart would cut elsewhere. */
    @Test
    void shouldLookForAClauseHoweverBusyTheRecognizerIs() {
      var looking = segment(PARTIAL, LOOKING);
      hear(said("we"));

      assertThat(speech().plan(looking, null, BUSY)).isInstanceOf(Ask.class);
      assertThat(speech().replacesWaiting(segment(PARTIAL, LOOKING + 500), looking)).isFalse();
      assertThat(speech().supersedes(segment(CANDIDATE, LOOKING + 500), looking)).isFalse();
      assertThat(speech().supersedes(segment(CANDIDATE, 4_000), segment(PARTIAL, 3_900))).isTrue();
    }

    @Test
    void shouldCutTheSameWhateverWasAnsweredBefore() {
      var cut = sayAndGoOn("We are here now. And then we").get(0).ref();
      memory = null;
      hear(timed("We are here now. And then we"));
      hear(timed("We are here now. And then we"));

      var again = play(segment(PARTIAL, LOOKING)).get(0).ref();

      assertThat(again.endMillis()).isEqualTo(cut.endMillis());
      assertThat(again.segmentId()).isEqualTo(cut.segmentId());
    }

    @Test
    void shouldWaitForTheWholeSentenceWhereQualityIsPreferred() {
      hear(timed("We are here now. And then we"));

      var out = play(segment(PARTIAL, LOOKING).in(QualityMode.QUALITY));

      assertThat(out).noneMatch(r -> r.ref().kind() == FINAL);
      assertThat(asked).singleElement().matches(request -> !request.words());
      assertThat(memory.cut()).isNull();
    }

    /** Each part is written in its own language: that is quality, too. */
    @Test
    void shouldStillLookForAnotherLanguageWhereQualityIsPreferred() {
      hear(said("We are here"));
      hear(said("And then we"));
      hear(timed("We are here now. And then we"));

      var out = play(segment(PARTIAL, LOOKING, "auto").in(QualityMode.QUALITY));

      assertThat(asked).hasSize(3);
      assertThat(out).noneMatch(r -> r.ref().kind() == FINAL);
    }

    @Test
    void shouldCutIntoClausesWhereSpeedIsPreferred() {
      hear(timed("We are here now. And then we"));
      hear(timed("We are here now. And then we"));

      assertThat(play(segment(PARTIAL, LOOKING).in(QualityMode.SPEED)).get(0).text())
          .isEqualTo("We are here now.");
    }

    @Test
    void shouldNotCutWhereNumbersAreToBeHidden() {
      var options = new RecognitionOptions(new String[0], false, true);
      hear(timed("We are here now. And then we"));

      play(segment(PARTIAL, LOOKING).wanting(options));

      assertThat(asked.get(0).words()).isFalse();
      assertThat(memory.cut()).isNull();
    }

    private List<RecognizedSegment> sayAndGoOn(String text) {
      sayTwice(text);
      hear(timed(text));
      hear(timed(text));
      return play(segment(PARTIAL, LOOKING));
    }

    /** Surely enough to commit words, not to show them as stable. */
    private void sayTwice(String text) {
      for (long millis : new long[] {2_600, 3_100}) {
        hear(new Recognition(text, "en", 1, 0.7f, 0, NO_WORDS));
        play(segment(PARTIAL, millis));
      }
    }

    private Recognition timed(String text) {
      return new Recognition(text, "en", 1, 0.9f, 0, words(text, 400));
    }
  }

  @Nested
  class ForStableWords {

    @Test
    void shouldShowAsStableWhatIsHeardTwiceWithoutADoubt() {
      sure("the quick", 0.95f, 0.95f);
      var shown = sure("the quick brow", 0.97f, 0.97f, 0.5f).get(0);

      assertThat(shown.text().substring(0, shown.stableCharacters())).isEqualTo("the quick");
    }

    @Test
    void shouldShowNothingAsStableBehindADoubt() {
      sure("the quick brown", 0.95f, 0.6f, 0.95f);
      var shown = sure("the quick brown fox", 0.97f, 0.6f, 0.97f, 0.9f).get(0);

      assertThat(shown.stableCharacters()).isEqualTo(3);
    }

    @Test
    void shouldKeepStableWordsWhenTheFinalHearsOthers() {
      sure("the quick", 0.95f, 0.95f);
      sure("the quick brow", 0.97f, 0.97f, 0.5f);
      hear(
          new Recognition(
              "The thick brown fox.", "en", 1, 0.9f, 0, words("The thick brown fox.", 300)));

      var out = play(segment(FINAL, 2_000)).get(0);

      assertThat(out.text()).isEqualTo("The quick brown fox.");
      assertThat(out.words())
          .extracting(RecognizedWord::text)
          .containsExactly("The", "quick", "brown", "fox.");
      assertThat(out.words()[1].startMillis()).isEqualTo(1_100);
    }

    @Test
    void shouldKeepAStableWordThatTheFinalDoesNotHearAndNoneThatItHearsBetween() {
      sure("I see the sea", 0.95f, 0.95f, 0.95f, 0.95f);
      sure("I see the sea", 0.97f, 0.97f, 0.97f, 0.97f);
      hear(said("I uh see sea today"));

      assertThat(play(segment(FINAL, 2_000)).get(0).text()).isEqualTo("I see the sea today");
    }

    @Test
    void shouldKeepStableWordsThatFollowAClause() {
      sure("we are here now. And then we", 0.95f, 0.95f, 0.95f, 0.95f, 0.95f, 0.95f, 0.95f);
      sure("we are here now. And then we", 0.97f, 0.97f, 0.97f, 0.97f, 0.97f, 0.97f, 0.97f);
      hear(new Recognition("", "en", 1, 0.9f, 0, words("we are here now. And then we", 400)));
      hear(new Recognition("", "en", 1, 0.9f, 0, words("We are here now. And then we", 400)));

      var rest = play(segment(PARTIAL, LOOKING)).get(1);
      assertThat(rest.text()).isEqualTo("And then we");
      assertThat(rest.stableCharacters()).isEqualTo("And then we".length());

      hear(said("We are here now. End them we all."));
      assertThat(play(segment(FINAL, 5_000)).get(0).text()).isEqualTo("And then we all.");
    }

    @Test
    void shouldNotKeepStableWordsInAFinalOfAnotherLanguage() {
      sure("the quick", 0.95f, 0.95f);
      sure("the quick", 0.97f, 0.97f);
      hear(new Recognition("De quê?", "pt", 1, 0.9f, 0, words("De quê?", 300)));

      assertThat(play(segment(FINAL, 2_000)).get(0).text()).isEqualTo("De quê?");
    }

    private List<RecognizedSegment> sure(String text, float... confidences) {
      hear(
          new Recognition(
              text,
              "en",
              1,
              0.9f,
              0,
              NO_WORDS,
              0.9f,
              Float.NaN,
              new Recognizer.Guess[0],
              confidences));
      return play(segment(PARTIAL, 1_000));
    }
  }

  /** Four seconds of one language, half a second of nothing, and two of another. */
  @Nested
  class ForAChangeOfLanguage {
    private static final int PAUSE_FROM = 4_000;
    private static final int PAUSE_TO = 4_500;
    private static final int LENGTH = 6_700;
    private static final int SHORT = 6_100;

    @Test
    void shouldCutWhereTheLanguageChanges() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));

      var out = play(looking("auto"));

      assertThat(out).extracting(RecognizedSegment::language).containsExactly("en", "es");
      assertThat(texts(out)).containsExactly("Good morning, everybody.", "buenos días");
      assertThat(out.get(0).ref().endMillis()).isBetween(800L + PAUSE_FROM, 800L + PAUSE_TO);
      assertThat(out.get(0).ref().kind()).isEqualTo(FINAL);
      assertThat(out.get(0).goesOn()).isFalse();
      assertThat(out.get(1).ref().wholeId()).isEqualTo(out.get(0).ref().wholeId());
    }

    @Test
    void shouldExpectTheLanguageBeforeTheChangeOfWhatFollows() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));
      play(looking("auto"));

      hear(guessed("Buenos días.", "es"));
      play(segment(FINAL, 7_000, "auto"));

      assertThat(asked.get(3).expected().languages()).startsWith("en");
      assertThat(memory.expected().languages()).containsExactly("es", "en");
    }

    /** 1.7 s of it, which no partial could tell. */
    @Test
    void shouldCutWhereTheLanguageChangesJustBeforeTheEnd() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));
      hear(guessed("Buenos días.", "es"));

      var out = play(spoken(FINAL, SHORT, "auto"));

      assertThat(out).extracting(RecognizedSegment::language).containsExactly("en", "es");
      assertThat(texts(out)).containsExactly("Good morning, everybody.", "Buenos días.");
      assertThat(out.get(1).ref().kind()).isEqualTo(FINAL);
      assertThat(asked.get(3).expected().languages()).startsWith("en");
      assertThat(memory.expected().languages()).containsExactly("es", "en");
      assertThat(memory.cut()).isNull();
    }

    /** What is cut is final, so nobody may ask before it is known that speech has ended. */
    @Test
    void shouldCutAnEndOnlyOnceItIsKnownToBeOne() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));
      hear(guessed("Buenos días.", "es"));
      var candidate = spoken(CANDIDATE, SHORT, "auto");

      assertThat(play(candidate)).isEmpty();
      assertThat(asked).isEmpty();

      assertThat(texts(play(verdict(CONFIRMED, candidate))))
          .startsWith("Good morning, everybody.", "Buenos días.");
    }

    @Test
    void shouldLeaveAnEndThatAPartialHasLookedIntoAsItIs() {
      hear(guessed("Good morning, everybody.", "en"));

      play(spoken(FINAL, PAUSE_TO + 3_300, "auto"));

      assertThat(asked).hasSize(1);
    }

    @Test
    void shouldLookAgainWhereThePartialMayHaveComeTooLateToLook() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));
      hear(guessed("Buenos días.", "es"));

      assertThat(texts(play(spoken(FINAL, PAUSE_TO + 3_100, "auto"))))
          .containsExactly("Good morning, everybody.", "Buenos días.");
    }

    @Test
    void shouldLeaveWordsThatWereShownAfterTheChangeToWhatFollows() {
      for (int millis : new int[] {1_000, 1_400}) {
        hear(guessed("good morning everybody buenos", "en"));
        play(segment(PARTIAL, millis, "auto"));
      }
      hear(guessed("good morning everybody", "en"));
      hear(guessed("buenos días", "es"));
      hear(guessed("Good morning, everybody.", "en"));

      assertThat(texts(play(looking("auto"))))
          .containsExactly("Good morning, everybody.", "buenos días");
    }

    @Test
    void shouldNotCutWhereTheLanguageStays() {
      hear(guessed("good morning everybody", "en"));
      hear(guessed("good day", "en"));
      hear(guessed("Good morning, everybody. Good day", "en"));

      assertThat(play(looking("auto"))).allMatch(out -> out.ref().kind() == PARTIAL);
      assertThat(memory.cut()).isNull();
    }

    @Test
    void shouldNotCutWhereOneSideIsDoubtful() {
      var doubtful =
          new Recognition(
              "bom dia",
              "pt",
              0.7f,
              0.9f,
              0.01f,
              NO_WORDS,
              0.9f,
              24,
              new Recognizer.Guess[] {new Recognizer.Guess("pt", 0.7f)},
              new float[0]);
      hear(guessed("buenos días a todos", "es"));
      hear(doubtful);
      hear(guessed("Buenos días a todos, buen día", "es"));

      assertThat(play(looking("auto"))).allMatch(out -> out.ref().kind() == PARTIAL);
    }

    @Test
    void shouldNotLookForAChangeOfALanguageThatWasDeclared() {
      hear(said("good morning everybody"));

      play(looking("en"));

      assertThat(asked).hasSize(1);
    }

    @Test
    void shouldLookForAClauseWhereTheSidesCannotBeHeard() {
      recognizerFails = true;

      play(looking("auto"));

      assertThat(asked).hasSize(2);
      assertThat(asked.get(1).words()).isTrue();
    }

    private SpeechSegment looking(String language) {
      return spoken(PARTIAL, LENGTH, language);
    }

    private SpeechSegment spoken(SegmentKind kind, int millis, String language) {
      long endMillis = kind == PARTIAL ? 7_000 : 800 + millis;
      var ref = new SegmentRef("s", "t", 1_000, endMillis, ++revision, kind, LatencyMarks.NONE);
      byte[] pcm = new byte[millis * 32];
      for (int i = 0; i < millis * 16; i++) {
        boolean isStill = i >= PAUSE_FROM * 16 && i < PAUSE_TO * 16;
        pcm[2 * i + 1] = (byte) (isStill ? 0 : i % 2 == 0 ? 30 : -30);
      }
      return new SpeechSegment(ref, language, 800, pcm);
    }
  }

  @Nested
  class ForTheLanguage {

    @Test
    void shouldTakeThePrimarySubtagThatTheParticipantNamed() {
      hear(said("oi"));
      play(segment(FINAL, 2_000, "pt-BR"));

      assertThat(asked.get(0).language()).isEqualTo("pt");
    }

    @Test
    void shouldIdentifyEverySegmentAndExpectWhatWasSpokenBefore() {
      hear(guessed("olá", "pt"));
      play(segment(FINAL, 2_500, "auto"));
      hear(guessed("olá", "pt"));
      play(segment(FINAL, 2_500, "auto"));

      assertThat(asked).extracting(Recognizer.Request::language).containsOnly("");
      assertThat(asked.get(0).expected().languages()).isEmpty();
      assertThat(asked.get(1).expected().languages()).startsWith("pt");
      assertThat(asked.get(1).expected().advantages()[0]).isPositive();
    }

    @Test
    void shouldCountASegmentOnceHoweverOftenItIsHeard() {
      for (int candidate = 0; candidate < 3; candidate++) {
        hear(guessed("ah", "pt"));
        var said = segment(CANDIDATE, 700, "auto");
        play(said);
        play(verdict(WITHDRAWN, said));
      }
      hear(guessed("ah", "pt"));
      play(segment(FINAL, 700, "auto"));

      var once = SpokenLanguage.UNKNOWN.heard(guessed("ah", "pt").guesses(), 700);
      assertThat(memory.expected()).isEqualTo(once);
    }

    @Test
    void shouldLearnNoLanguageFromWhatNobodySaid() {
      hear(
          new Recognition(
              "you", "cy", 0.4f, 0.1f, 0.9f, NO_WORDS, 0.1f, 3, guesses("cy"), new float[0]));
      play(segment(FINAL, 2_500, "auto"));

      assertThat(memory.expected()).isEqualTo(SpokenLanguage.UNKNOWN);
    }

    @Test
    void shouldAskForTheGistOfALanguageThatNobodyTranslates() {
      gistNeeds = "es"::equals;
      hear(said("hola"));
      hear(said("hello"));

      var out = play(segment(FINAL, 2_500, "es-MX")).get(0);

      assertThat(asked).extracting(Recognizer.Request::gist).containsExactlyInAnyOrder(true, false);
      assertThat(out.gist()).isNotNull();
    }

    @Test
    void shouldAskForTheGistOnceTheLanguageIsIdentified() {
      gistNeeds = "es"::equals;
      hear(new Recognition("hola", "es", 0.9f, 0.9f, 0, NO_WORDS));
      hear(said("hello"));

      assertThat(play(segment(FINAL, 2_500, "auto")).get(0).gist()).isEqualTo("hello");
    }

    @Test
    void shouldNotAskForAGistThatIsNotNeeded() {
      hear(said("oi"));

      assertThat(play(segment(FINAL, 2_500, "pt")).get(0).gist()).isNull();
    }
  }

  @Nested
  class WhenSomethingNewerComes {

    @Test
    void shouldLetACandidateOrFinalEndAnyOlderPartialOfTheTrack() {
      assertThat(speech().supersedes(segment(CANDIDATE, 900), segment(PARTIAL, 500))).isTrue();
      assertThat(speech().supersedes(segment(FINAL, 900), segment(PARTIAL, 500))).isTrue();
    }

    @Test
    void shouldLetAPartialReplaceOnlyAWaitingPartial() {
      assertThat(speech().supersedes(segment(PARTIAL, 900), segment(PARTIAL, 500))).isFalse();
      assertThat(speech().replacesWaiting(segment(PARTIAL, 900), segment(PARTIAL, 500))).isTrue();
      assertThat(speech().replacesWaiting(segment(PARTIAL, 900), segment(FINAL, 500))).isFalse();
    }

    @Test
    void shouldLetAWithdrawalEndItsCandidate() {
      var candidate = segment(CANDIDATE, 900);
      assertThat(speech().supersedes(verdict(WITHDRAWN, candidate), candidate)).isTrue();
      assertThat(speech().supersedes(verdict(CONFIRMED, candidate), candidate)).isFalse();
    }

    @Test
    void shouldSayNothingOfWhatWasSuperseded() {
      var end = new CallEnd(CallEnd.Reason.SUPERSEDED, 0, "");

      assertThat(speech().onEnd(segment(CANDIDATE, 900), null, end).outputs()).isEmpty();
    }
  }

  @Test
  void shouldKeepMemoryWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RecognitionMemory.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RecognizedSegment.class);
  }

  private List<RecognizedSegment> partial(long millis, String text) {
    hear(said(text));
    return play(segment(PARTIAL, millis));
  }

  private void hear(Recognition recognition) {
    heard.add(recognition);
  }

  private Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> planned(
      SpeechSegment segment, CallLoad load) {
    return speech().plan(segment, memory, load);
  }

  private List<RecognizedSegment> play(SpeechSegment segment) {
    var speech = speech();
    var plan = speech.plan(segment, memory, QUIET);
    if (plan instanceof Pass<RecognitionMemory, SpeechAnswer, RecognizedSegment> pass) {
      memory = pass.memory();
      return pass.outputs();
    }
    List<RecognizedSegment> out = new ArrayList<>();
    var ask = (Ask<RecognitionMemory, SpeechAnswer, RecognizedSegment>) plan;
    ask.call()
        .start(
            new ModelCall.AnswerObserver<>() {
              private int answers;

              @Override
              public void onAnswer(SpeechAnswer answer) {
                take(speech.onAnswer(segment, memory, answer, answers++));
              }

              @Override
              public void onCompleted() {
                take(speech.onEnd(segment, memory, end(CallEnd.Reason.COMPLETED)));
              }

              @Override
              public void onFailed(Throwable cause) {
                take(speech.onEnd(segment, memory, end(CallEnd.Reason.FAILED)));
              }

              private CallEnd end(CallEnd.Reason reason) {
                return new CallEnd(reason, answers, "");
              }

              private void take(Settled<RecognitionMemory, RecognizedSegment> settled) {
                memory = settled.memory();
                out.addAll(settled.outputs());
              }
            });
    return out;
  }

  private SpeechRecognition speech() {
    return new SpeechRecognition(
        RecognitionConfig.standard().withClauses(clauses),
        request -> {
          asked.add(request);
          return recognizerFails ? Replies.failure() : Replies.of(heard.remove());
        },
        pcm -> voiceprint,
        gistNeeds,
        sideCalls,
        CLOCK);
  }

  private SpeechSegment segment(SegmentKind kind, long audioMillis) {
    return segment(kind, audioMillis, "en-US");
  }

  private SpeechSegment segment(SegmentKind kind, long audioMillis, String language) {
    var ref =
        new SegmentRef("s", "t", 1_000, 800 + audioMillis, ++revision, kind, LatencyMarks.NONE);
    return new SpeechSegment(ref, language, 800, new byte[(int) audioMillis * 32]);
  }

  private static SpeechSegment verdict(SegmentKind kind, SpeechSegment candidate) {
    var ref = candidate.ref();
    return new SpeechSegment(
        new SegmentRef(
            ref.session(),
            ref.track(),
            ref.startMillis(),
            ref.endMillis(),
            ref.revision(),
            kind,
            ref.marks()),
        candidate.language(),
        candidate.pcmStartMillis(),
        new byte[0]);
  }

  private static List<String> texts(List<RecognizedSegment> segments) {
    return segments.stream().map(RecognizedSegment::text).toList();
  }

  private static Recognition said(String text) {
    return new Recognition(text, "en", 1, 0.9f, 0.01f, NO_WORDS);
  }

  private static Recognition guessed(String text, String language) {
    return new Recognition(
        text, language, 0.98f, 0.9f, 0.01f, NO_WORDS, 0.9f, 24, guesses(language), new float[0]);
  }

  private static Recognizer.Guess[] guesses(String language) {
    return new Recognizer.Guess[] {new Recognizer.Guess(language, 0.98f)};
  }

  private static RecognizedWord[] words(String text, long eachMillis) {
    String[] texts = text.split(" ");
    RecognizedWord[] words = new RecognizedWord[texts.length];
    for (int i = 0; i < texts.length; i++) {
      words[i] = new RecognizedWord(texts[i], i * eachMillis, (i + 1) * eachMillis, 0.9f);
    }
    return words;
  }

  @Test
  void shouldTellTheWordThatStandsOutWhereWordsAndVoiceAreKnown() {
    var segment = segment(SegmentKind.FINAL, 1_800);
    var words = words("nobody wants coffee before breakfast sundays", 300);
    var heard =
        new Recognition(
            String.join(" ", "nobody wants coffee before breakfast sundays"),
            "en",
            1,
            0.9f,
            0.01f,
            words);
    var transcription = new Transcription(PhantomGuard.standard(), CLOCK);

    var told =
        transcription.recognized(
            segment, new String[0], new SpeechAnswer(heard, null, print().moving(stressing(2))));
    var flat =
        transcription.recognized(
            segment, new String[0], new SpeechAnswer(heard, null, print().moving(stressing(-1))));
    var unheard =
        transcription.recognized(segment, new String[0], new SpeechAnswer(heard, null, print()));

    assertThat(told.emphasized()).containsExactly(new TextRange(13, 19));
    assertThat(told.voiceprint().curves()).isNull();
    assertThat(flat.emphasized()).isEmpty();
    assertThat(unheard.emphasized()).isEmpty();
  }

  /** Curves of six words of 300 ms, of which one is much higher and louder. */
  private static VoiceCurves stressing(int word) {
    float[] pitch = new float[90];
    float[] levels = new float[90];
    for (int i = 0; i < pitch.length; i++) {
      float more = i / 15 == word ? 1 : 0;
      pitch[i] = 5 + 0.05f * (float) Math.sin(i) + 0.4f * more;
      levels[i] = -30 + 5 * more;
    }
    return new VoiceCurves(pitch, levels, 20);
  }

  private static Voiceprint print() {
    return new Voiceprint(new float[256], 5, 0.2f, 0.6f, new float[0], -20, 6, 4);
  }
}
