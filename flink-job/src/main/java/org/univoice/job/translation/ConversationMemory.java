package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.segmentation.SegmentRef;

/**
 * A conversation in one target language.
 *
 * @param turns the last five segments, oldest first
 * @param waiting clauses whose sentences go on; null for none
 */
public record ConversationMemory(ConversationTurn[] turns, WaitingClause[] waiting) {

  /** How much context the next translation is given. */
  public static final int TURNS = 5;

  public static final ConversationMemory EMPTY =
      new ConversationMemory(new ConversationTurn[0], null);

  /** With this turn; a later revision of a segment replaces every part of the earlier ones. */
  public ConversationMemory with(ConversationTurn turn) {
    ConversationMemory others =
        withoutCandidates(turn.wholeId(), turn.revision() - 1).without(turn.segmentId());
    List<ConversationTurn> kept = new ArrayList<>(Arrays.asList(others.turns));
    kept.add(turn);
    int from = Math.max(0, kept.size() - TURNS);
    return new ConversationMemory(
        kept.subList(from, kept.size()).toArray(new ConversationTurn[0]), waiting);
  }

  /** A candidate was withdrawn, or is said anew: no part of it, up to a revision, was ever said. */
  public ConversationMemory withoutCandidates(String wholeId, int upToRevision) {
    return new ConversationMemory(
        Arrays.stream(turns)
            .filter(turn -> !turn.isCandidateOf(wholeId, upToRevision))
            .toArray(ConversationTurn[]::new),
        waiting);
  }

  private ConversationMemory without(String segmentId) {
    return new ConversationMemory(
        Arrays.stream(turns)
            .filter(turn -> !turn.segmentId().equals(segmentId))
            .toArray(ConversationTurn[]::new),
        waiting);
  }

  /** Without what was said on a track that has ended; null when nothing is left. */
  public ConversationMemory withoutTrack(String track) {
    ConversationTurn[] left =
        Arrays.stream(turns)
            .filter(turn -> !turn.segmentId().startsWith(track + ":"))
            .toArray(ConversationTurn[]::new);
    WaitingClause[] others = others(clause -> clause.ref().track().equals(track));
    return left.length == 0 && others == null ? null : new ConversationMemory(left, others);
  }

  /**
   * Clauses of a track that wait for the rest of their sentences, in the order in which they came.
   */
  public List<Utterance> waitingOn(String track) {
    return waiting == null
        ? List.of()
        : Arrays.stream(waiting)
            .filter(clause -> clause.ref().track().equals(track))
            .map(WaitingClause::said)
            .toList();
  }

  /** With a clause that is translated with what follows it in its segment. */
  public ConversationMemory waitingWith(Utterance said) {
    SegmentRef ref = said.recognized().ref();
    SegmentRef whole =
        waitingFor(ref)
            .map(before -> ref.part(before.ref().startMillis(), ref.endMillis()))
            .orElse(ref);
    WaitingClause[] others = withoutWaiting(ref).waiting;
    List<WaitingClause> kept = new ArrayList<>(others == null ? List.of() : Arrays.asList(others));
    kept.add(WaitingClause.of(JoinedUtterance.under(whole, said)));
    return new ConversationMemory(turns, kept.toArray(new WaitingClause[0]));
  }

  /** Nothing waits for the rest of the segment any more. */
  public ConversationMemory withoutWaiting(SegmentRef ref) {
    return new ConversationMemory(
        turns, others(clause -> clause.ref().wholeId().equals(ref.wholeId())));
  }

  /**
   * What waited has been translated with this part of a candidate, and waits for other revisions.
   */
  public ConversationMemory takenBy(SegmentRef part) {
    return waiting == null
        ? this
        : new ConversationMemory(
            turns,
            Arrays.stream(waiting)
                .map(clause -> clause.takenBy(part))
                .toArray(WaitingClause[]::new));
  }

  /** The clause that is translated with this part of its segment. */
  public Optional<WaitingClause> waitingFor(SegmentRef ref) {
    return waiting == null
        ? Optional.empty()
        : Arrays.stream(waiting).filter(clause -> clause.isFor(ref)).findFirst();
  }

  private WaitingClause[] others(Predicate<WaitingClause> gone) {
    WaitingClause[] left =
        waiting == null
            ? new WaitingClause[0]
            : Arrays.stream(waiting).filter(gone.negate()).toArray(WaitingClause[]::new);
    return left.length == 0 ? null : left;
  }

  /** What was said before the segment, in the language of its speakers. */
  public List<String> contextOf(SegmentRef ref) {
    ConversationMemory before =
        withoutCandidates(ref.wholeId(), ref.revision() - 1).without(ref.segmentId());
    return Arrays.stream(before.turns).map(ConversationTurn::source).toList();
  }
}
