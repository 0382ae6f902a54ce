package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.WindowPrint;

/**
 * What was delivered of a segment whose rest is still to come: the rest is judged together with it.
 *
 * @param speaker the id that it was delivered with; empty for what had no words
 * @param windows its voice, in order
 * @param words only their times matter
 */
public record HeardTurn(String speaker, WindowPrint[] windows, RecognizedWord[] words) {

  static final HeardTurn[] NOTHING = {};

  static HeardTurn[] joined(HeardTurn[] a, HeardTurn[] b) {
    var all = new ArrayList<>(Arrays.asList(a));
    all.addAll(Arrays.asList(b));
    return all.toArray(HeardTurn[]::new);
  }

  static List<WindowPrint> windows(HeardTurn[] turns) {
    return Arrays.stream(turns).flatMap(turn -> Arrays.stream(turn.windows())).toList();
  }
}
