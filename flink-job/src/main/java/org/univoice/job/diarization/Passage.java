package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.univoice.job.diarization.SpeakerChanges.Stretch;
import org.univoice.job.diarization.TurnCutter.Share;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.WindowPrint;

/**
 * What a part of a segment is judged by: its own windows after those of what was delivered of the
 * segment before it. A clause is too short to tell voices apart that are much alike.
 *
 * @param heard what was delivered, in order
 * @param own windows of the part; may be none
 * @param windows of both, in order
 */
record Passage(HeardTurn[] heard, WindowPrint[] own, WindowPrint[] windows) {

  static Passage of(HeardTurn[] heard, WindowPrint[] own) {
    List<WindowPrint> all = new ArrayList<>(HeardTurn.windows(heard));
    all.addAll(Arrays.asList(own));
    return new Passage(heard, own, all.toArray(WindowPrint[]::new));
  }

  /** Whether something was delivered before. */
  boolean isCut() {
    return heard.length > 0;
  }

  /** Where it begins, of which the last part begins there. */
  long startMillis(long partStartMillis) {
    return windows.length == 0
        ? partStartMillis
        : Math.min(partStartMillis, windows[0].startMillis());
  }

  /**
   * The same stretches, of the part's windows alone; without windows the part is whoever's spoke
   * last.
   */
  List<Stretch> own(List<Stretch> all) {
    int from = windows.length - own.length;
    if (own.length == 0) {
      return List.of(new Stretch(all.get(all.size() - 1).voice(), 0, 0, false));
    }
    return all.stream()
        .filter(stretch -> stretch.to() > from)
        .map(
            stretch ->
                new Stretch(
                    stretch.voice(),
                    Math.max(0, stretch.from() - from),
                    stretch.to() - from,
                    stretch.overlapped()))
        .toList();
  }

  /** Whose each delivered turn is now thought to be: the voice of most of its windows. */
  int[] voicesOfHeard(List<Stretch> all) {
    int[] voices = new int[heard.length];
    int from = 0;
    for (int i = 0; i < heard.length; i++) {
      int to = from + heard[i].windows().length;
      voices[i] = mostly(all, from, to);
      from = to;
    }
    return voices;
  }

  /** Of each window of what was delivered, the newcomer that it was delivered as; or nothing. */
  List<String> told(String[] named) {
    List<String> told = new ArrayList<>();
    for (HeardTurn turn : heard) {
      boolean isNewcomer = Arrays.asList(named).contains(turn.speaker());
      told.addAll(Collections.nCopies(turn.windows().length, isNewcomer ? turn.speaker() : ""));
    }
    return told;
  }

  private static int mostly(List<Stretch> all, int from, int to) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Stretch stretch : all) {
      int common = Math.min(to, stretch.to()) - Math.max(from, stretch.from());
      if (common > 0) {
        counts.merge(stretch.voice(), common, Integer::sum);
      }
    }
    int best = -1;
    for (int voice : counts.keySet()) {
      boolean isMore = best < 0 || counts.get(voice) > counts.get(best);
      best = isMore ? voice : best;
    }
    return best;
  }

  /** A voice's words, delivered ones first. */
  List<RecognizedWord[]> words(int voice, int[] voicesOfHeard, List<Share> shares) {
    List<RecognizedWord[]> words = new ArrayList<>();
    for (int i = 0; i < heard.length; i++) {
      if (voicesOfHeard[i] == voice) {
        words.add(heard[i].words());
      }
    }
    shares.stream()
        .filter(share -> share.voice() == voice)
        .forEach(share -> words.add(share.said().words()));
    return words;
  }

  /** The part's turns, to be remembered; a window belongs to the turn that its middle lies in. */
  HeardTurn[] delivered(List<Share> shares, List<String> speakers) {
    HeardTurn[] turns = new HeardTurn[shares.size()];
    int from = 0;
    for (int i = 0; i < turns.length; i++) {
      var said = shares.get(i).said();
      int to = from;
      boolean isLast = i == turns.length - 1;
      while (to < own.length && (isLast || own[to].middleMillis() < said.ref().endMillis())) {
        to++;
      }
      turns[i] = new HeardTurn(speakers.get(i), Arrays.copyOfRange(own, from, to), said.words());
      from = to;
    }
    return turns;
  }
}
