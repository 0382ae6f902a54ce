package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last five segments of a conversation in one target language, oldest first. */
public record ConversationMemory(ConversationTurn[] turns) {

  /** How much context the next translation is given. */
  public static final int TURNS = 5;

  public static final ConversationMemory EMPTY = new ConversationMemory(new ConversationTurn[0]);

  /** With this turn; a later revision of a segment replaces the earlier one. */
  public ConversationMemory with(ConversationTurn turn) {
    List<ConversationTurn> kept = new ArrayList<>(Arrays.asList(without(turn.segmentId()).turns));
    kept.add(turn);
    int from = Math.max(0, kept.size() - TURNS);
    return new ConversationMemory(kept.subList(from, kept.size()).toArray(new ConversationTurn[0]));
  }

  public ConversationMemory without(String segmentId) {
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
  public List<String> contextOf(String segmentId) {
    return Arrays.stream(without(segmentId).turns).map(ConversationTurn::source).toList();
  }
}
