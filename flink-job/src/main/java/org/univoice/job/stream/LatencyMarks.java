package org.univoice.job.stream;

/**
 * When each stage had the item: milliseconds since the epoch on the clock of whoever did it, 0
 * while it has not happened. Carried by the item itself, so that production measures what
 * benchmarks do.
 *
 * @param capturedMillis capture of the last voiced sample
 * @param receivedMillis arrival at the gateway
 * @param publishedMillis hand-over to the stream
 * @param segmentedMillis the segment was cut (candidate, partial or final)
 * @param recognizedMillis the words were there
 * @param translatedMillis the translation was there
 * @param firstSpeechMillis the first speech chunk was there
 */
public record LatencyMarks(
    long capturedMillis,
    long receivedMillis,
    long publishedMillis,
    long segmentedMillis,
    long recognizedMillis,
    long translatedMillis,
    long firstSpeechMillis) {

  public static final LatencyMarks NONE = new LatencyMarks(0, 0, 0, 0, 0, 0, 0);

  /** Of something that was said earlier by so much; nothing changes while capture is unknown. */
  public LatencyMarks withCapturedEarlier(long millis) {
    return new LatencyMarks(
        capturedMillis == 0 ? 0 : capturedMillis - millis,
        receivedMillis,
        publishedMillis,
        segmentedMillis,
        recognizedMillis,
        translatedMillis,
        firstSpeechMillis);
  }

  public LatencyMarks withSegmented(long millis) {
    return new LatencyMarks(capturedMillis, receivedMillis, publishedMillis, millis, 0, 0, 0);
  }

  public LatencyMarks withRecognized(long millis) {
    return new LatencyMarks(
        capturedMillis, receivedMillis, publishedMillis, segmentedMillis, millis, 0, 0);
  }

  public LatencyMarks withTranslated(long millis) {
    return new LatencyMarks(
        capturedMillis,
        receivedMillis,
        publishedMillis,
        segmentedMillis,
        recognizedMillis,
        millis,
        0);
  }

  public LatencyMarks withFirstSpeech(long millis) {
    return new LatencyMarks(
        capturedMillis,
        receivedMillis,
        publishedMillis,
        segmentedMillis,
        recognizedMillis,
        translatedMillis,
        millis);
  }
}
