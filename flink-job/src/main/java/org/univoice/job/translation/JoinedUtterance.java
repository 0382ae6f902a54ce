package org.univoice.job.translation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.segmentation.SegmentRef;

/** Two parts of one speaker's sentence as one utterance. */
final class JoinedUtterance {

  private JoinedUtterance() {}

  /** The clause, and then the rest of its sentence, whose id, voice and manner it has. */
  static Utterance of(Utterance clause, Utterance rest) {
    RecognizedSegment said = rest.recognized();
    String text = clause.recognized().text() + " " + said.text();
    return with(rest, said.ref(), text, together(clause.terms(), rest.terms()));
  }

  /** The same under another id. */
  static Utterance under(SegmentRef ref, Utterance said) {
    return with(said, ref, said.recognized().text(), said.terms());
  }

  private static Utterance with(Utterance as, SegmentRef ref, String text, GlossaryTerm[] terms) {
    RecognizedSegment said = as.recognized();
    var segment =
        new RecognizedSegment(
            ref,
            said.language(),
            text,
            said.words(),
            said.confidence(),
            said.gist(),
            said.voiceprint(),
            said.failure(),
            said.stableCharacters(),
            said.goesOn());
    return new Utterance(
        segment, as.speaker(), as.profile(), as.targets(), as.profileId(), terms, as.overlapped());
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
