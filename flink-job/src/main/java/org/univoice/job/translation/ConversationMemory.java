package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.segmentation.SegmentRef;

/** The last five segments of a conversation in one target language, oldest first. */
public record ConversationMemory(ConversationTurn[] turns) {

  /** How much context the next translation is given. */
  public static final int TURNS = 5;

  public static final ConversationMemory EMPTY = new ConversationMemory(new ConversationTurn[0]);

  /** With this turn; a later revision of a segment replaces every part of the earlier ones. */
  public ConversationMemory with(ConversationTurn turn) {
    ConversationMemory others =
        withoutCandidates(turn.wholeId(), turn.revision() - 1).without(turn.segmentId());
    List<ConversationTurn> kept = new ArrayList<>(Arrays.asList(others.turns));
    kept.add(turn);
    int from = Math.max(0, kept.size() - TURNS);
    return new ConversationMemory(kept.subList(from, kept.size()).toArray(new ConversationTurn[0]));
  }

  /** A candidate was withdrawn, or is said anew: no part of it, up to a revision, was ever said. */
  public ConversationMemory withoutCandidates(String wholeId, int upToRevision) {
    return new ConversationMemory(
        Arrays.stream(turns)
            .filter(turn -> !turn.isCandidateOf(wholeId, upToRevision))
            .toArray(ConversationTurn[]::new));
  }

  private ConversationMemory without(String segmentId) {
    return new ConversationMemory(
        Arrays.stream(turns)
            .filter(turn -> !turn.segmentId().equals(segmentId))
            .toArray(ConversationTurn[]::new));
  }

  /** Without what was said on a track that has ended; null when nothing is left. */
  public ConversationMemory withoutTrack(String track) {
    ConversationTurn[] left =
        Arrays.stream(turns)
            .filter(turn -> !turn.segmentId().startsWith(track + ":"))
            .toArray(ConversationTurn[]::new);
    return left.length == 0 ? null : new ConversationMemory(left);
  }

  /** What was said before the segment, in the language of its speakers. */
  public List<String> contextOf(SegmentRef ref) {
    ConversationMemory before =
        withoutCandidates(ref.wholeId(), ref.revision() - 1).without(ref.segmentId());
    return Arrays.stream(before.turns).map(ConversationTurn::source).toList();
  }
}
