package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.List;
import org.univoice.job.recognition.WindowPrint;

/**
 * How many voices there are in a segment, before anybody is recognised. Agglomerative clustering of
 * its windows, the two groups with the nearest means first, until no two are near (Day and
 * Edelsbrunner, <em>Efficient algorithms for agglomerative hierarchical clustering methods</em>,
 * 1984). A segment has 40 windows at most, so that the simple cubic way takes well under a
 * millisecond.
 */
final class VoiceGroups {

  private VoiceGroups() {}

  /**
   * @param windows of one voice, in order
   * @param centroid their mean, length 1
   * @param attenuation of it
   */
  record Group(List<Integer> windows, float[] centroid, float attenuation) {

    static Group of(List<Integer> members, WindowPrint[] windows) {
      return new Group(
          members,
          VoiceAverage.mean(windows, members),
          Likeness.ofMillis(VoiceParts.heardMillis(members, windows)));
    }

    float likeness(Group other) {
      return Likeness.of(centroid, attenuation, other.centroid, other.attenuation);
    }
  }

  /**
   * @param sameVoice likeness of two groups from which they are one voice
   */
  static List<Group> of(WindowPrint[] windows, float sameVoice) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      groups.add(Group.of(List.of(i), windows));
    }
    float[][] similarity = new float[windows.length][windows.length];
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < i; j++) {
        similarity[i][j] = groups.get(i).likeness(groups.get(j));
      }
    }
    while (groups.size() > 1) {
      int first = 0;
      int second = 1;
      for (int i = 1; i < groups.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (similarity[i][j] > similarity[second][first]) {
            second = i;
            first = j;
          }
        }
      }
      if (similarity[second][first] < sameVoice) {
        break;
      }
      merge(groups, similarity, windows, first, second);
    }
    return groups;
  }

  /** The second goes into the first, the last takes its place. */
  private static void merge(
      List<Group> groups, float[][] similarity, WindowPrint[] windows, int first, int second) {
    List<Integer> members = new ArrayList<>(groups.get(first).windows());
    members.addAll(groups.get(second).windows());
    members.sort(null);
    var merged = Group.of(members, windows);
    int last = groups.size() - 1;
    groups.set(first, merged);
    groups.set(second, groups.get(last));
    groups.remove(last);
    for (int i = 0; i < groups.size(); i++) {
      refresh(groups, similarity, i, first);
      if (second < groups.size()) {
        refresh(groups, similarity, i, second);
      }
    }
  }

  private static void refresh(List<Group> groups, float[][] similarity, int i, int j) {
    if (i != j) {
      similarity[Math.max(i, j)][Math.min(i, j)] = groups.get(i).likeness(groups.get(j));
    }
  }
}
