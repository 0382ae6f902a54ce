package org.univoice.job.diarization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.univoice.job.diarization.VoiceGroups.Group;
import org.univoice.job.recognition.WindowPrint;

/**
 * Who speaks when within a segment. Its windows are grouped by voice; a group that is nobody's, and
 * is heard for long enough, is somebody new; then the most probable path through everybody says who
 * speaks in each window. The policy is in docs/policies/diarization.md.
 */
final class SpeakerChanges implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long WINDOW_MILLIS = 1_200;

  /** By how much two voices together must explain a window better than the dominant one alone. */
  private static final float OVERLAP_GAIN = 0.04f;

  private static final int OVERLAP_WINDOWS = 2;

  /** Attenuation of a voice of two utterances: one of less may still be far from itself. */
  private static final float KNOWN_WELL = 0.96f;

  private final FusionConfig fusion;
  private final long shortMillis;

  SpeakerChanges(FusionConfig fusion, long shortMillis) {
    this.fusion = fusion;
    this.shortMillis = shortMillis;
  }

  /**
   * A voice that may be heard.
   *
   * @param centroid null while nothing is known of it: it takes the first voice that is nobody's
   * @param attenuation of the centroid
   * @param before log-odds of it before anything is heard
   * @param doubtful whether it is much like another voice of the segment
   */
  record Voice(float[] centroid, float attenuation, float before, boolean doubtful) {

    Voice(float[] centroid, float attenuation, float before) {
      this(centroid, attenuation, before, false);
    }
  }

  /**
   * A stretch of windows of one voice.
   *
   * @param voice index among the voices that may be heard; from their number on, somebody new
   * @param from first window
   * @param to after the last window
   * @param overlapped whether another voice is heard at the same time
   */
  record Stretch(int voice, int from, int to, boolean overlapped) {}

  /**
   * @param newVoices most voices that may be new
   * @param told of each of the first windows, which newcomer it was delivered as; empty for nobody
   * @return stretches in order, at least one
   */
  List<Stretch> in(WindowPrint[] windows, List<Voice> known, int newVoices, List<String> told) {
    List<Voice> voices = new ArrayList<>(known);
    List<Group> groups = new ArrayList<>(VoiceGroups.of(windows, fusion.sameVoice()));
    groups.sort((a, b) -> b.windows().size() - a.windows().size());
    for (Group group : groups) {
      if (isSomebodyElse(group, windows, voices, known.size() + newVoices)) {
        take(group, voices);
      }
    }
    int[] path = path(windows, voices);
    int dropped = brief(path, windows, voices, known.size(), told);
    while (dropped >= 0) {
      voices.set(dropped, null);
      path = path(windows, voices);
      dropped = brief(path, windows, voices, known.size(), told);
    }
    return stretches(path, windows, voices);
  }

  private boolean isSomebodyElse(
      Group group, WindowPrint[] windows, List<Voice> voices, int mostVoices) {
    // However short: a path needs somebody to go through.
    boolean isFirst = voices.stream().allMatch(v -> v.centroid() == null);
    boolean isRoom =
        voices.size() < mostVoices || voices.stream().anyMatch(v -> v.centroid() == null);
    if (!isFirst && (!isRoom || VoiceParts.heardMillis(group.windows(), windows) < shortMillis)) {
      return false;
    }
    return best(group, voices) < 0 && !isMixture(group, voices);
  }

  private void take(Group group, List<Voice> voices) {
    for (int i = 0; i < voices.size(); i++) {
      if (voices.get(i).centroid() == null) {
        voices.set(i, new Voice(group.centroid(), group.attenuation(), voices.get(i).before()));
        return;
      }
    }
    boolean doubtful = best(group, voices) + slack() >= 0;
    // Within a segment a voice is as loud and as near throughout: it must be more like itself.
    voices.add(new Voice(group.centroid(), group.attenuation(), -slack(), doubtful));
  }

  private float slack() {
    return fusion.perLikeness() * (fusion.sameVoice() - fusion.evenLikeness());
  }

  private float best(Group group, List<Voice> voices) {
    float best = Float.NEGATIVE_INFINITY;
    for (Voice voice : voices) {
      if (voice.centroid() != null) {
        best =
            Math.max(best, logOdds(group.centroid(), group.attenuation(), voice) + voice.before());
      }
    }
    return best;
  }

  private float logOdds(float[] embedding, float attenuation, Voice voice) {
    float likeness = Likeness.of(embedding, attenuation, voice.centroid(), voice.attenuation());
    return fusion.perLikeness() * (likeness - fusion.evenLikeness());
  }

  /** Two voices at once, or one after the other in one window, sound like something in between. */
  private boolean isMixture(Group group, List<Voice> voices) {
    for (int i = 1; i < voices.size(); i++) {
      for (int j = 0; j < i; j++) {
        float mixed = mixed(group.centroid(), voices.get(i), voices.get(j));
        if (mixed / group.attenuation() >= fusion.sameVoice()) {
          return true;
        }
      }
    }
    return false;
  }

  private static float mixed(float[] embedding, Voice a, Voice b) {
    if (a == null || b == null || a.centroid() == null || b.centroid() == null) {
      return -1;
    }
    float[] sum = a.centroid().clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b.centroid()[i];
    }
    return VoiceAverage.similarity(embedding, VoiceAverage.normalised(sum));
  }

  private int[] path(WindowPrint[] windows, List<Voice> voices) {
    float[][] evidence = new float[windows.length][voices.size()];
    float[] before = new float[voices.size()];
    float weight = weight(windows);
    float[] heard = new float[windows.length];
    for (int i = 0; i < windows.length; i++) {
      heard[i] = Likeness.ofMillis(windows[i].endMillis() - windows[i].startMillis());
    }
    for (int j = 0; j < before.length; j++) {
      var voice = voices.get(j);
      boolean isHeard = voice != null && voice.centroid() != null;
      before[j] = isHeard ? Math.max(0, voice.before()) : Float.NEGATIVE_INFINITY;
      for (int i = 0; i < windows.length; i++) {
        evidence[i][j] =
            isHeard
                ? weight * logOdds(windows[i].embedding(), heard[i], voice)
                : Float.NEGATIVE_INFINITY;
      }
    }
    return VoicePath.through(evidence, before, fusion.change());
  }

  private static int changes(int[] path) {
    return (int) IntStream.range(1, path.length).filter(i -> path[i] != path[i - 1]).count();
  }

  /** Windows overlap: what several of them hear counts once, and a short one counts less. */
  private static float weight(WindowPrint[] windows) {
    var all = IntStream.range(0, windows.length).boxed().toList();
    float full = (float) VoiceParts.heardMillis(all, windows) / WINDOW_MILLIS;
    return Math.min(1, full / windows.length);
  }

  /** Somebody new who is heard too briefly after all; -1 for none. */
  private int brief(
      int[] path, WindowPrint[] windows, List<Voice> voices, int known, List<String> told) {
    int least = -1;
    long leastMillis = shortMillis;
    for (int voice = known; voice < voices.size(); voice++) {
      int wanted = voice;
      var members = IntStream.range(0, path.length).filter(i -> path[i] == wanted).boxed().toList();
      long millis = VoiceParts.heardMillis(members, windows);
      boolean isOthers = Arrays.stream(path).anyMatch(heard -> heard != wanted);
      boolean isOneSided =
          voices.get(voice) != null && voices.get(voice).doubtful() && changes(path) < 2;
      if (isOneSided && isOthers && !isTold(path, voice, told)) {
        return voice;
      }
      if (voices.get(voice) != null && isOthers && millis < leastMillis) {
        least = voice;
        leastMillis = millis;
      }
    }
    return least;
  }

  /** Whether a voice was delivered as a newcomer of its own: that is not taken back. */
  private static boolean isTold(int[] path, int voice, List<String> told) {
    var own = new HashSet<String>();
    var others = new HashSet<String>();
    for (int i = 0; i < told.size(); i++) {
      (path[i] == voice ? own : others).add(told.get(i));
    }
    own.removeAll(others);
    own.remove("");
    return !own.isEmpty();
  }

  private List<Stretch> stretches(int[] path, WindowPrint[] windows, List<Voice> voices) {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= path.length; i++) {
      if (i == path.length || path[i] != path[from]) {
        stretches.add(
            new Stretch(path[from], from, i, isOverlapped(path, from, i, windows, voices)));
        from = i;
      }
    }
    return stretches;
  }

  /** Windows at a change hear both voices in turn, and say nothing of overlap. */
  private boolean isOverlapped(
      int[] path, int from, int to, WindowPrint[] windows, List<Voice> voices) {
    int inner = from == 0 ? 0 : from + 1;
    int outer = to == path.length ? to : to - 1;
    int both = 0;
    for (int i = inner; i < outer; i++) {
      float own = VoiceAverage.similarity(windows[i].embedding(), voices.get(path[i]).centroid());
      float most = -1;
      for (int other = 0; other < voices.size(); other++) {
        if (other != path[i] && isKnownWell(voices.get(other))) {
          most =
              Math.max(most, mixed(windows[i].embedding(), voices.get(path[i]), voices.get(other)));
        }
      }
      both += isKnownWell(voices.get(path[i])) && most - own > OVERLAP_GAIN ? 1 : 0;
    }
    return both >= OVERLAP_WINDOWS;
  }

  private static boolean isKnownWell(Voice voice) {
    return voice != null && voice.attenuation() >= KNOWN_WELL;
  }
}
