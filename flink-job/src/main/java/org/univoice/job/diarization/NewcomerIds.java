package org.univoice.job.diarization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which new voice of a segment has which id. What was delivered is never renamed, so a voice has
 * the id that most of its windows were delivered with; who is heard first now takes an id that only
 * a revision gave away, or the next one.
 */
final class NewcomerIds {

  private final String[] named;
  private final Map<Integer, String> delivered = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param named ids that the segment has given away, in order
   * @param heard what was delivered of it
   * @param voices whose each of that is now thought to be
   * @param isNew whether a voice is of nobody known before the segment
   */
  NewcomerIds(String[] named, HeardTurn[] heard, int[] voices, IntPredicate isNew) {
    this.named = named;
    Map<Integer, Map<String, Integer>> windows = new HashMap<>();
    for (int i = 0; i < heard.length; i++) {
      String id = heard[i].speaker();
      // Who was delivered without having been heard may be anybody, like one who never was.
      if (heard[i].windows().length > 0) {
        taken.add(id);
      }
      if (voices[i] >= 0 && isNew.test(voices[i]) && Arrays.asList(named).contains(id)) {
        windows
            .computeIfAbsent(voices[i], v -> new HashMap<>())
            .merge(id, heard[i].windows().length, Integer::sum);
      }
    }
    boolean isMore = true;
    while (isMore) {
      isMore = giveLargest(windows);
    }
  }

  private boolean giveLargest(Map<Integer, Map<String, Integer>> windows) {
    int voice = -1;
    String id = null;
    int most = 0;
    for (var entry : windows.entrySet()) {
      for (var each : entry.getValue().entrySet()) {
        boolean isFree =
            !delivered.containsKey(entry.getKey()) && !delivered.containsValue(each.getKey());
        boolean isMore =
            each.getValue() > most
                || each.getValue() == most && id != null && each.getKey().compareTo(id) < 0;
        if (isFree && each.getValue() > 0 && isMore) {
          voice = entry.getKey();
          id = each.getKey();
          most = each.getValue();
        }
      }
    }
    return id != null && delivered.put(voice, id) == null;
  }

  /** Whether somebody was told of the voice. */
  boolean isDelivered(int voice) {
    return delivered.containsKey(voice);
  }

  /** To be asked once for each voice. */
  String of(int voice, SpeakerRoster soFar) {
    String id = delivered.get(voice);
    if (id == null) {
      id =
          Arrays.stream(named)
              .filter(each -> !taken.contains(each))
              .findFirst()
              .orElseGet(soFar::nextId);
    }
    taken.add(id);
    return id;
  }
}
