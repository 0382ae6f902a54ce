package org.univoice.job.recognition;

import java.io.Serializable;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.univoice.job.emphasis.ProminenceReader;
import org.univoice.job.emphasis.TimedWord;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Makes of what the models say about a segment what is told of it: without phantoms, with what is
 * to be hidden hidden, and on the track's timeline.
 */
final class Transcription implements Serializable {
  private static final long serialVersionUID = 1L;

  static final RecognizedWord[] NO_WORDS = {};
  static final Recognition NOTHING_HEARD = new Recognition("", "", 0, 0, 1, NO_WORDS);

  private static final ProminenceReader PROMINENCE = new ProminenceReader();

  private final PhantomGuard phantoms;
  private final Clock clock;

  Transcription(PhantomGuard phantoms, Clock clock) {
    this.phantoms = phantoms;
    this.clock = clock;
  }

  boolean isPhantom(Recognition heard, SpeechSegment segment) {
    var ref = segment.ref();
    return phantoms.isPhantom(heard, ref.endMillis() - ref.startMillis());
  }

  boolean isHeard(Recognition heard, SpeechSegment segment) {
    return !heard.text().isBlank() && !isPhantom(heard, segment);
  }

  /**
   * Said for good, or as a candidate for that.
   *
   * @param stable words that it begins with: they have been shown as stable
   */
  RecognizedSegment recognized(SpeechSegment segment, String[] stable, SpeechAnswer answer) {
    var heard =
        StableWords.keep(
            stable,
            isPhantom(answer.words(), segment)
                ? answer.words().with("", NO_WORDS)
                : answer.words());
    String language = LanguageTag.primary(heard.language());
    if (heard.text().isBlank()) {
      return new RecognizedSegment(
          marked(segment),
          language,
          "",
          NO_WORDS,
          0,
          null,
          onTrack(answer.voiceprint(), segment),
          null);
    }
    var redaction = new Redaction(segment.options());
    return new RecognizedSegment(
        marked(segment),
        language,
        redaction.text(heard.text().strip(), language),
        redaction.words(
            onTrack(emphasized(heard.words(), answer.voiceprint(), language), segment),
            heard.text(),
            language),
        heard.confidence(),
        answer.gist() == null ? null : redaction.text(answer.gist().text().strip(), "en"),
        onTrack(answer.voiceprint(), segment),
        null);
  }

  RecognizedSegment partial(SpeechSegment segment, Recognition heard, PartialMemory said) {
    String language = LanguageTag.primary(heard.language());
    String shown = new Redaction(segment.options()).partial(said.heard(), language);
    return new RecognizedSegment(
        marked(segment),
        language,
        shown,
        NO_WORDS,
        heard.confidence(),
        null,
        null,
        null,
        // What is shown now may be hidden in the end.
        segment.options().redactsPersonalData() || !shown.equals(said.heard())
            ? 0
            : said.stableCharacters(),
        false);
  }

  RecognizedSegment failed(SpeechSegment segment, String failure) {
    return new RecognizedSegment(marked(segment), "", "", NO_WORDS, 0, null, null, failure);
  }

  /** That something is so of a segment whose words have been told, or will not be. */
  static RecognizedSegment marker(SpeechSegment segment) {
    return new RecognizedSegment(segment.ref(), "", "", NO_WORDS, 0, null, null, null);
  }

  private SegmentRef marked(SpeechSegment segment) {
    var ref = segment.ref();
    return ref.withMarks(ref.marks().withRecognized(clock.millis()));
  }

  /**
   * The audio reaches a little beyond what was voiced, so that no sound is cut off; the words were
   * said within the segment.
   */
  private static RecognizedWord[] onTrack(RecognizedWord[] words, SpeechSegment segment) {
    var ref = segment.ref();
    return Arrays.stream(words)
        .map(word -> word.later(segment.pcmStartMillis()))
        .map(word -> word.within(ref.startMillis(), ref.endMillis()))
        .toArray(RecognizedWord[]::new);
  }

  /** Words and voice are of one audio; without either nothing is told of them. */
  private static RecognizedWord[] emphasized(
      RecognizedWord[] words, Voiceprint print, String language) {
    if (print == null || print.curves() == null) {
      return words;
    }
    var timed =
        Arrays.stream(words)
            .map(word -> new TimedWord(word.text(), word.startMillis(), word.endMillis()))
            .toList();
    boolean[] standsOut = PROMINENCE.emphasized(timed, print.curves(), language);
    return IntStream.range(0, words.length)
        .mapToObj(i -> words[i].emphasizedIf(standsOut[i]))
        .toArray(RecognizedWord[]::new);
  }

  private static Voiceprint onTrack(Voiceprint print, SpeechSegment segment) {
    return print == null ? null : print.from(segment.pcmStartMillis());
  }
}
