package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.diarization.SpeakerChanges.Stretch;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.WindowPrint;

/**
 * Gives words to turns. A change of speaker is known to about half a step of the windows, so it is
 * taken to be at the longest silence between words near it. What has no words is no turn.
 */
final class TurnCutter {

  /** Half a window: nearer to the change every window hears both. */
  static final long NEAR_MILLIS = 600;

  private TurnCutter() {}

  /**
   * One turn's share of a segment.
   *
   * @param voice whose it is
   * @param said with the turn's words and times
   */
  record Share(int voice, boolean overlapped, RecognizedSegment said) {}

  /** First word, word after the last, and the stretch that most of it is. */
  private record Range(int from, int to, Stretch stretch, boolean overlapped) {}

  /**
   * @param stretches of the windows, in order
   * @return shares in order, at least one; the segment itself when all of it is of one voice
   */
  static List<Share> cut(
      RecognizedSegment segment, WindowPrint[] windows, List<Stretch> stretches) {
    var ranges = ranges(segment.words(), windows, stretches);
    // A gist is of the whole segment, and cannot be told apart.
    if (ranges.size() < 2 || segment.gist() != null) {
      var dominant =
          ranges.size() == 1 && segment.gist() == null
              ? ranges.get(0).stretch()
              : longest(stretches);
      boolean overlapped =
          dominant.overlapped() || ranges.size() == 1 && ranges.get(0).overlapped();
      return List.of(new Share(dominant.voice(), overlapped, segment));
    }
    List<Share> shares = new ArrayList<>();
    var words = segment.words();
    int textFrom = 0;
    long from = 0;
    for (int i = 0; i < ranges.size(); i++) {
      var range = ranges.get(i);
      boolean isLast = i == ranges.size() - 1;
      var own = Arrays.copyOfRange(words, range.from(), range.to());
      int textTo =
          isLast
              ? segment.text().length()
              : textFrom(segment.text(), own, words[range.to()], textFrom);
      String text =
          textFrom < 0 || textTo < 0
              ? spaced(own)
              : segment.text().substring(textFrom, textTo).strip();
      // Clients know a part by where it begins: no two may begin together.
      from = i == 0 ? segment.ref().startMillis() : Math.max(own[0].startMillis(), from + 1);
      long to = isLast ? segment.ref().endMillis() : own[own.length - 1].endMillis();
      var said = segment.part(from, Math.max(from + 1, to), text, own);
      shares.add(new Share(range.stretch().voice(), range.overlapped(), said));
      textFrom = textTo;
    }
    return shares;
  }

  /** Stretches with words; those of one voice that have none between them are one. */
  private static List<Range> ranges(
      RecognizedWord[] words, WindowPrint[] windows, List<Stretch> stretches) {
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < stretches.size(); i++) {
      var stretch = stretches.get(i);
      boolean isLast = i == stretches.size() - 1;
      int to =
          isLast
              ? words.length
              : Math.max(from, firstWordAfter(words, changeMillis(windows, stretch.to())));
      if (to > from) {
        var before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (before != null && before.stretch().voice() == stretch.voice()) {
          boolean overlapped = before.overlapped() || stretch.overlapped();
          ranges.set(ranges.size() - 1, new Range(before.from(), to, before.stretch(), overlapped));
        } else {
          ranges.add(new Range(from, to, stretch, stretch.overlapped()));
        }
      }
      from = to;
    }
    return ranges;
  }

  private static long changeMillis(WindowPrint[] windows, int firstAfter) {
    return (windows[firstAfter - 1].middleMillis() + windows[firstAfter].middleMillis()) / 2;
  }

  private static Stretch longest(List<Stretch> stretches) {
    var longest = stretches.get(0);
    for (Stretch stretch : stretches) {
      longest = stretch.to() - stretch.from() > longest.to() - longest.from() ? stretch : longest;
    }
    return longest;
  }

  private static int firstWordAfter(RecognizedWord[] words, long changeMillis) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= words.length; i++) {
      long from = i == 0 ? Long.MIN_VALUE / 4 : words[i - 1].endMillis();
      long to = i == words.length ? Long.MAX_VALUE / 4 : words[i].startMillis();
      long away = Math.max(0, Math.max(from - changeMillis, changeMillis - to));
      long silence = i == 0 || i == words.length ? 0 : Math.max(0, to - from);
      double score = (away > NEAR_MILLIS ? -1e6 : silence) - away / 2.0;
      if (score > most) {
        most = score;
        best = i;
      }
    }
    return best;
  }

  /** Where the next turn's first word stands in the text; -1 when the text has other words. */
  private static int textFrom(String text, RecognizedWord[] own, RecognizedWord next, int from) {
    int at = from;
    for (RecognizedWord word : own) {
      at = at < 0 ? -1 : text.indexOf(word.text(), at);
      at = at < 0 ? -1 : at + word.text().length();
    }
    return at < 0 ? -1 : text.indexOf(next.text(), at);
  }

  private static String spaced(RecognizedWord[] words) {
    return String.join(" ", Arrays.stream(words).map(word -> word.text().strip()).toList());
  }
}
