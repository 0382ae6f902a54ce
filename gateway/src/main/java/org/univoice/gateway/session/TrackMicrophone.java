package org.univoice.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.univoice.gateway.audio.ChunkTimeline;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.PcmFormat;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.AudioChunk;

/** PCM or WAV in, 50 ms chunks of 16 kHz mono out. */
public final class TrackMicrophone implements Microphone {
  private final ChunkTimeline timeline = new ChunkTimeline();
  private final PcmNormalizer.Factory normalizers;
  private EncodedAudio encoding;
  private PcmNormalizer normalizer;
  private long openedAtMillis;

  public TrackMicrophone(PcmNormalizer.Factory normalizers) {
    this.normalizers = normalizers;
  }

  @Override
  public void open(AudioFormat audio, boolean continued) {
    close();
    long playedMillis = timeline.chunkedMillis() - openedAtMillis;
    if (continued && encoding == null && playedMillis > 0 && !audio.format().equals("pcm16")) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "Only the gateway that is gone has seen how this '" + audio.format() + "' begins.",
          "Send session.configure instead, and the rest of the audio as a file of its own.");
    }
    // Sent again from its very start, a WAV has its header again.
    if (continued && encoding != null && playedMillis > 0) {
      encoding = encoding.continuedAt(playedMillis);
    } else {
      encoding = checked(() -> encoded(audio));
      openedAtMillis = timeline.chunkedMillis();
    }
  }

  private static EncodedAudio encoded(AudioFormat audio) {
    return audio.format().equals("wav")
        ? EncodedAudio.wav()
        : EncodedAudio.pcm16(audio.sampleRate(), audio.channels());
  }

  @Override
  public void goOnAt(TrackPosition position) {
    timeline.goOnAt(
        position.nextSequence(), position.nextStartMillis(), position.capturedAtMillis());
  }

  @Override
  public List<AudioChunk> accept(byte[] encoded, long nowMillis) {
    byte[] samples = checked(() -> encoding.samples(encoded));
    return samples.length == 0
        ? List.of()
        : timeline.accept(normalizer().normalize(samples), nowMillis);
  }

  private PcmNormalizer normalizer() {
    if (normalizer == null) {
      PcmFormat format = encoding.format();
      normalizer = normalizers.open(format.sampleRateHz(), format.channels());
    }
    return normalizer;
  }

  @Override
  public List<AudioChunk> finish(long nowMillis) {
    List<AudioChunk> last = new ArrayList<>();
    if (normalizer != null) {
      last.addAll(timeline.accept(normalizer.finish(), nowMillis));
    }
    last.addAll(timeline.finish(nowMillis));
    close();
    return last;
  }

  @Override
  public void requireSound() {
    // Configured again after a lost connection, a track may end with what it has.
    if (encoding != null && timeline.chunkedMillis() == 0) {
      checked(
          () -> {
            encoding.requireSound();
            return null;
          });
    }
  }

  @Override
  public void discardTail() {
    timeline.discardTail();
    close();
  }

  @Override
  public long receivedMillis() {
    return timeline.chunkedMillis();
  }

  @Override
  public void close() {
    if (normalizer != null) {
      normalizer.close();
      normalizer = null;
    }
  }

  private static <T> T checked(Supplier<T> step) {
    try {
      return step.get();
    } catch (InvalidAudioFormatException e) {
      throw new RefusedException(ErrorCode.INVALID_AUDIO_FORMAT, e.getMessage(), e.suggestion());
    }
  }
}
