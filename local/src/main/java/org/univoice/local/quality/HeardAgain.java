package org.univoice.local.quality;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.triton.TritonConfig;
import org.univoice.job.triton.TritonRecognizer;

/** Recognises translated speech once more, to see whether it can be understood. */
public final class HeardAgain implements AutoCloseable {

  private static final int SPEECH_HZ = 24_000;

  /** The recognizer takes thirty seconds at most. */
  private static final int MAX_BYTES = 29 * 32_000;

  private final TritonRecognizer recognizer;

  public HeardAgain(String triton) {
    recognizer = new TritonRecognizer(TritonConfig.at(triton));
    recognizer.open();
  }

  /**
   * @param speech 24 kHz mono, little-endian 16-bit samples
   */
  public String hear(byte[] speech, String language) throws Exception {
    byte[] pcm = at16k(speech);
    CompletableFuture<String> text = new CompletableFuture<>();
    recognizer
        .recognize(new Recognizer.Request(pcm, language, true, false, false))
        .start(
            new ModelCall.AnswerObserver<>() {
              @Override
              public void onAnswer(Recognizer.Recognition heard) {
                text.complete(heard.text());
              }

              @Override
              public void onCompleted() {}

              @Override
              public void onFailed(Throwable cause) {
                text.completeExceptionally(cause);
              }
            });
    return text.get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    recognizer.close();
  }

  private static byte[] at16k(byte[] speech) {
    try (PcmNormalizer normalizer = FfmpegNormalizer.open(SPEECH_HZ, 1)) {
      byte[] first = normalizer.normalize(speech);
      byte[] rest = normalizer.finish();
      byte[] all = Arrays.copyOf(first, first.length + rest.length);
      System.arraycopy(rest, 0, all, first.length, rest.length);
      return all.length <= MAX_BYTES ? all : Arrays.copyOf(all, MAX_BYTES);
    }
  }
}
