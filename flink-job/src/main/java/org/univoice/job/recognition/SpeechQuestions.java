package org.univoice.job.recognition;

import java.io.Serializable;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.recognition.FanOut.Companion;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SpeechSegment;

/** What the models are asked about a segment. The policy is in docs/policies/recognition.md. */
final class SpeechQuestions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RecognitionConfig config;
  private final Recognizer recognizer;
  private final VoiceprintExtractor voiceprints;
  private final GistNeeds gistNeeds;
  private final SideCalls sideCalls;

  SpeechQuestions(
      RecognitionConfig config,
      Recognizer recognizer,
      VoiceprintExtractor voiceprints,
      GistNeeds gistNeeds,
      SideCalls sideCalls) {
    this.config = config;
    this.recognizer = recognizer;
    this.voiceprints = voiceprints;
    this.gistNeeds = gistNeeds;
    this.sideCalls = sideCalls;
  }

  void open() {
    recognizer.open();
    voiceprints.open();
  }

  void close() throws Exception {
    recognizer.close();
    voiceprints.close();
    sideCalls.close();
  }

  /**
   * The newest words of a segment that is still being spoken.
   *
   * @param fromMillis where the audio begins that is asked about, on the track's timeline
   * @param expected of the track, whose language nobody declared
   * @param wantsTimes whether it must be known when each word was said
   */
  FanOut partial(
      SpeechSegment segment, long fromMillis, SpokenLanguage expected, boolean wantsTimes) {
    byte[] pcm = segment.pcmFrom(fromMillis);
    boolean isLong = pcm.length > config.partialWindowMillis() * SpeechSegment.BYTES_PER_MILLI;
    return FanOut.of(
        recognizer.recognize(request(segment, pcm, expected, false, isLong || wantsTimes)));
  }

  /**
   * Words, gist and voiceprint of a segment that is complete.
   *
   * @param context what was said before it
   * @param expected of the track, whose language nobody declared
   */
  FanOut whole(SpeechSegment segment, LeftContext context, SpokenLanguage expected) {
    var request = request(segment, segment.pcm(), expected, true, true);
    return whole(segment, context.ask(recognizer, request));
  }

  /**
   * The same of a clause that a segment begins with; its words are heard with what follows, for
   * words that break off are misheard.
   *
   * @param segment as far as it was heard
   * @param clause its words, as a partial has them
   */
  FanOut clause(
      SpeechSegment segment,
      String[] clause,
      ClauseCut cut,
      LeftContext context,
      SpokenLanguage expected) {
    var said = segment.until(cut.atMillis());
    var request = request(segment, segment.pcm(), expected, true, true);
    var here = new LeftContext(said.pcm(), clause);
    return whole(said, here.askUntil(context.ask(recognizer, request)));
  }

  private FanOut whole(SpeechSegment segment, ModelCall<Recognition> words) {
    String language = LanguageTag.primary(segment.language());
    boolean isGistWanted = !language.isEmpty() && gistNeeds.wantsGist(language);
    boolean isLongEnough = audioMillis(segment) >= config.voiceprintAudioMillis();
    return new FanOut(
        words,
        isGistWanted ? gist(segment, language) : null,
        heard -> gistAfter(segment, language, heard),
        isLongEnough ? voiceprint(segment) : null,
        sideCalls);
  }

  private static Recognizer.Request request(
      SpeechSegment segment, byte[] pcm, SpokenLanguage expected, boolean isFinal, boolean words) {
    return new Recognizer.Request(
        pcm,
        LanguageTag.primary(segment.language()),
        isFinal,
        words,
        false,
        expected.before(pcm.length / SpeechSegment.BYTES_PER_MILLI),
        segment.options().vocabulary());
  }

  /** An identified language shows only with the words whether a gist is wanted. */
  private Companion<Recognition> gistAfter(
      SpeechSegment segment, String language, Recognition heard) {
    String identified = LanguageTag.primary(heard.language());
    boolean isWanted =
        language.isEmpty() && !heard.text().isBlank() && gistNeeds.wantsGist(identified);
    return isWanted ? gist(segment, identified) : null;
  }

  private Companion<Recognition> gist(SpeechSegment segment, String language) {
    var request = new Recognizer.Request(segment.pcm(), language, true, false, true);
    // Without it nothing is translated, so the words wait as long as they can.
    return new Companion<>(recognizer.recognize(request), sideCalls.within());
  }

  private Companion<Voiceprint> voiceprint(SpeechSegment segment) {
    return new Companion<>(voiceprints.extract(segment.pcm()), config.voiceprintPatience());
  }

  static long audioMillis(SpeechSegment segment) {
    return segment.pcm().length / SpeechSegment.BYTES_PER_MILLI;
  }
}
