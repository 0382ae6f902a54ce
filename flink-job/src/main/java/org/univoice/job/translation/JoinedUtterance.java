package org.univoice.job.translation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.SegmentRef;

/** Two parts of one speaker's sentence as one utterance. */
final class JoinedUtterance {

  private JoinedUtterance() {}

  /** The clause, and then the rest of its sentence, whose id, voice and manner it has. */
  static Utterance of(Utterance clause, Utterance rest) {
    RecognizedSegment said = rest.recognized();
    String text = clause.recognized().text() + " " + said.text();
    RecognizedWord[] words = together(clause.recognized().words(), said.words());
    return with(rest, said.ref(), text, words, together(clause.terms(), rest.terms()));
  }

  /** The same under another id. */
  static Utterance under(SegmentRef ref, Utterance said) {
    RecognizedSegment segment = said.recognized();
    return with(said, ref, segment.text(), segment.words(), said.terms());
  }

  private static Utterance with(
      Utterance as, SegmentRef ref, String text, RecognizedWord[] words, GlossaryTerm[] terms) {
    RecognizedSegment said = as.recognized();
    var segment =
        new RecognizedSegment(
            ref,
            said.language(),
            text,
            words,
            said.confidence(),
            said.gist(),
            said.voiceprint(),
            said.failure(),
            said.stableCharacters(),
            said.goesOn());
    return new Utterance(
        segment, as.speaker(), as.profile(), as.targets(), as.profileId(), terms, as.overlapped());
  }

  private static RecognizedWord[] together(RecognizedWord[] some, RecognizedWord[] others) {
    return some == null || others == null
        ? others
        : Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(RecognizedWord[]::new);
  }

  private static GlossaryTerm[] together(GlossaryTerm[] some, GlossaryTerm[] others) {
    return some == null
        ? others
        : others == null
            ? some
            : Stream.concat(Arrays.stream(some), Arrays.stream(others))
                .distinct()
                .toArray(GlossaryTerm[]::new);
  }
}
