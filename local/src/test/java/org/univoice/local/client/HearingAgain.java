package org.univoice.local.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.triton.TritonConfig;
import org.univoice.job.triton.TritonRecognizer;

/** Listens to translated speech with the recognizer that Triton serves. */
final class HearingAgain {
  private final String triton;

  HearingAgain(String triton) {
    this.triton = triton;
  }

  /** The words in a piece of speech at 24 kHz. */
  String words(short[] speech, long fromMillis, long toMillis, String language) throws Exception {
    int perMilli = SpeechTrack.SAMPLE_RATE_HZ / 1_000;
    short[] piece =
        Arrays.copyOfRange(speech, (int) fromMillis * perMilli, (int) toMillis * perMilli);
    Recognizer recognizer = new TritonRecognizer(TritonConfig.at(triton));
    recognizer.open();
    try {
      CompletableFuture<String> text = new CompletableFuture<>();
      recognizer
          .recognize(new Recognizer.Request(at16Kilohertz(piece), language, true, false, false))
          .start(new TextObserver(text));
      return text.get(60, TimeUnit.SECONDS);
    } finally {
      recognizer.close();
    }
  }

  private static byte[] at16Kilohertz(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcmNormalizer normalizer = FfmpegNormalizer.open(SpeechTrack.SAMPLE_RATE_HZ, 1)) {
      out.writeBytes(normalizer.normalize(bytes.array()));
      out.writeBytes(normalizer.finish());
    }
    return out.toByteArray();
  }

  private record TextObserver(CompletableFuture<String> text)
      implements ModelCall.AnswerObserver<Recognizer.Recognition> {
    @Override
    public void onAnswer(Recognizer.Recognition answer) {
      text.complete(answer.text());
    }

    @Override
    public void onCompleted() {}

    @Override
    public void onFailed(Throwable cause) {
      text.completeExceptionally(cause);
    }
  }
}
