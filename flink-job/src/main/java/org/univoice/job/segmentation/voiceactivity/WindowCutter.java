package org.univoice.job.segmentation.voiceactivity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a track's chunks, whatever their lengths, into the detector's windows and listens to each.
 */
public final class WindowCutter implements Serializable {

  private static final int WINDOW_BYTES =
      VoiceActivityDetector.WINDOW_SAMPLES * Pcm16.BYTES_PER_SAMPLE;

  private final VoiceActivityDetector detector;

  public WindowCutter(VoiceActivityDetector detector) {
    this.detector = detector;
  }

  public void open() {
    detector.open();
  }

  public void unload() {
    detector.unload();
  }

  /** What the chunk completed, and what is kept for the next one. */
  public record Heard(WindowMemory memory, List<VoiceWindow> windows) {}

  public Heard listen(WindowMemory memory, byte[] pcm) {
    byte[] audio = joined(memory.remainder(), pcm);
    List<VoiceWindow> windows = new ArrayList<>();
    float[] remembered = memory.detector();
    long start = memory.windowStart();
    int offset = 0;
    for (; offset + WINDOW_BYTES <= audio.length; offset += WINDOW_BYTES) {
      float[] window = Pcm16.toFloats(audio, offset, VoiceActivityDetector.WINDOW_SAMPLES);
      var hearing = detector.hear(remembered, window);
      remembered = hearing.memory();
      long end = start + VoiceActivityDetector.WINDOW_SAMPLES;
      windows.add(new VoiceWindow(start, end, hearing.probability(), Pcm16.meanSquare(window)));
      start = end;
    }
    byte[] rest = Arrays.copyOfRange(audio, offset, audio.length);
    return new Heard(new WindowMemory(start, rest, remembered), windows);
  }

  /** The track is over: listens to what is left as if silence followed. */
  public Heard flush(WindowMemory memory) {
    if (memory.endSample() == memory.windowStart()) {
      return new Heard(memory, List.of());
    }
    float[] window = Pcm16.toFloats(memory.remainder(), 0, VoiceActivityDetector.WINDOW_SAMPLES);
    var hearing = detector.hear(memory.detector(), window);
    var last =
        new VoiceWindow(
            memory.windowStart(),
            memory.endSample(),
            hearing.probability(),
            Pcm16.meanSquare(window));
    return new Heard(WindowMemory.startingAt(memory.endSample()), List.of(last));
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    if (head.length == 0) {
      return tail;
    }
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }
}
