package org.univoice.gateway.session;

import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.audio.ChunkTimeline;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.PcmFormat;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.internal.v1.AudioChunk;

/** Samples, or what is decoded to samples, which travel as 16 kHz mono. */
final class PcmIntake implements Intake {
  private final ChunkTimeline timeline;
  private final PcmNormalizer.Factory normalizers;
  private final EncodedAudio encoding;
  private PcmNormalizer normalizer;
  private List<AudioChunk> heard = List.of();

  PcmIntake(ChunkTimeline timeline, PcmNormalizer.Factory normalizers, EncodedAudio encoding) {
    this.timeline = timeline;
    this.normalizers = normalizers;
    this.encoding = encoding;
  }

  @Override
  public Intake continuedAt(long playedMillis) {
    return new PcmIntake(timeline, normalizers, encoding.continuedAt(playedMillis));
  }

  @Override
  public List<AudioChunk> accept(byte[] encoded, long nowMillis) {
    heard = List.of();
    heard = chunks(encoding.samples(encoded), nowMillis);
    return heard;
  }

  private List<AudioChunk> chunks(byte[] samples, long nowMillis) {
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
  public List<AudioChunk> heard() {
    return heard;
  }

  @Override
  public List<AudioChunk> finish(long nowMillis) {
    List<AudioChunk> last = new ArrayList<>(chunks(rest(), nowMillis));
    if (normalizer != null) {
      last.addAll(timeline.accept(normalizer.finish(), nowMillis));
    }
    last.addAll(timeline.finish(nowMillis));
    heard = last;
    return last;
  }

  private byte[] rest() {
    try {
      return encoding.finish();
    } catch (InvalidAudioFormatException e) {
      return new byte[0];
    }
  }

  @Override
  public void requireSound() {
    encoding.requireSound();
  }

  @Override
  public void close() {
    encoding.close();
    if (normalizer != null) {
      normalizer.close();
      normalizer = null;
    }
  }
}
