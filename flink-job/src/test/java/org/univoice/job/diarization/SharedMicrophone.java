package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

/**
 * Several people on one microphone. Each window is a voice and noise, as alike as windows of
 * recordings are: 0.70 for one voice, and nothing for two.
 */
abstract class SharedMicrophone {

  private static final double LIKE_ITSELF = 0.70;

  private final SpeakerAssigner assigner = new SpeakerAssigner(DiarizationConfig.standard());
  final Random chance = new Random(7);
  SpeakerRoster roster = SpeakerRoster.EMPTY;

  List<SpokenTurn> speakOne(long atMillis, int voice) {
    return assign(
        atMillis, SegmentKind.FINAL, IntStream.range(0, 10).mapToObj(i -> heard(voice)).toList());
  }

  List<SpokenTurn> speak(SegmentKind kind, long atMillis, int... voices) {
    return assign(atMillis, kind, windows(voices));
  }

  List<float[]> windows(int... voices) {
    return IntStream.of(voices).mapToObj(this::heard).toList();
  }

  static List<String> ids(List<SpokenTurn> turns) {
    return turns.stream().map(SpokenTurn::speaker).toList();
  }

  List<SpokenTurn> assign(long atMillis, SegmentKind kind, List<float[]> windows) {
    var assigned = assigner.assign(roster, segment(atMillis, kind, windows));
    roster = assigned.roster();
    return assigned.turns();
  }

  /** A part of a segment, from one window to another: a clause that leaves, or the rest. */
  List<SpokenTurn> assignPart(
      long wholeMillis, SegmentKind kind, List<float[]> windows, int from, int to) {
    long atMillis = wholeMillis + 400L * from;
    boolean isRest = to == windows.size();
    long endMillis = wholeMillis + 400L * to + (isRest ? 800 : 0);
    var part = segment(atMillis, endMillis, kind, windows.subList(from, to));
    var ref =
        new SegmentRef(
            "s", "t", atMillis, endMillis, 1, kind, LatencyMarks.NONE, atMillis - wholeMillis);
    var assigned =
        assigner.assign(
            roster,
            new RecognizedSegment(
                ref, "en", part.text(), part.words(), 0.9f, null, part.voiceprint(), null));
    roster = assigned.roster();
    return assigned.turns();
  }

  private RecognizedSegment segment(long atMillis, SegmentKind kind, List<float[]> windows) {
    return segment(atMillis, atMillis + 800 + 400L * windows.size(), kind, windows);
  }

  private RecognizedSegment segment(
      long atMillis, long endMillis, SegmentKind kind, List<float[]> windows) {
    List<RecognizedWord> words = new ArrayList<>();
    for (long at = atMillis; at + 300 <= endMillis; at += 400) {
      words.add(new RecognizedWord("word" + words.size(), at, at + 300, 0.9f));
    }
    var text = String.join(" ", words.stream().map(RecognizedWord::text).toList());
    var ref = new SegmentRef("s", "t", atMillis, endMillis, 1, kind, LatencyMarks.NONE);
    var print = windows.isEmpty() ? null : print(atMillis, windows);
    return new RecognizedSegment(
        ref, "en", text, words.toArray(RecognizedWord[]::new), 0.9f, null, print, null);
  }

  static Voiceprint print(List<float[]> windows) {
    return print(0, windows);
  }

  private static Voiceprint print(long atMillis, List<float[]> embeddings) {
    WindowPrint[] windows = new WindowPrint[embeddings.size()];
    for (int i = 0; i < windows.length; i++) {
      long at = atMillis + 400L * i;
      windows[i] =
          new WindowPrint(
              at, at + 1_200, embeddings.get(i), 0.6f, 5, 0.2f, -20, 4, 900, new float[] {1, 2});
    }
    var members = IntStream.range(0, windows.length).boxed().toList();
    return new Voiceprint(
        VoiceAverage.mean(windows, members),
        5,
        0.2f,
        0.6f,
        new float[] {1, 2},
        -20,
        6,
        4,
        null,
        windows);
  }

  float[] heard(int voice) {
    return noisy(Voices.voice(voice));
  }

  /** A voice whose likeness to another is the cosine. */
  float[] heardLike(int voice, int other, double cosine) {
    float[] like = Voices.voice(other);
    like[other] = (float) cosine;
    like[voice] = (float) Math.sqrt(1 - cosine * cosine);
    return noisy(like);
  }

  float[] mixed(int a, int b) {
    float[] both = Voices.voice(a);
    both[b] = 0.95f;
    return noisy(VoiceAverage.normalised(both));
  }

  private float[] noisy(float[] voice) {
    double noise = Math.sqrt((1 - LIKE_ITSELF) / LIKE_ITSELF / voice.length);
    float[] heard = voice.clone();
    for (int i = 0; i < heard.length; i++) {
      heard[i] += (float) (noise * chance.nextGaussian());
    }
    return VoiceAverage.normalised(heard);
  }
}
