package org.univoice.gateway.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.gateway.audio.ChunkTimeline;
import org.univoice.gateway.audio.FrameDecoder;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.OpusPacket;
import org.univoice.gateway.audio.OpusReader;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.internal.v1.AudioChunk;

/** Opus, which travels as it is; decoded here only to judge its quality and that it is Opus. */
final class OpusIntake implements Intake {
  private static final int FRAME_BYTES = ChunkTimeline.CHUNK_MILLIS * 32;

  /** Silence takes few bytes: one message could otherwise be hours to decode. */
  private static final long MOST_SAMPLES_AT_ONCE = 120L * OpusPacket.RATE_HZ;

  private final ChunkTimeline timeline;
  private final FrameDecoder.Factory decoders;
  private final PcmNormalizer.Factory normalizers;
  private final OpusReader reader;
  private FrameDecoder decoder;
  private PcmNormalizer normalizer;
  private byte[] unheard = {};
  private List<byte[]> heard = List.of();
  private InvalidAudioFormatException refusal;

  OpusIntake(
      ChunkTimeline timeline,
      PcmNormalizer.Factory normalizers,
      FrameDecoder.Factory decoders,
      OpusReader reader) {
    this.timeline = timeline;
    this.normalizers = normalizers;
    this.decoders = decoders;
    this.reader = reader;
  }

  @Override
  public Intake continuedAt(long playedMillis) {
    return new OpusIntake(timeline, normalizers, decoders, reader.continuedAt(playedMillis));
  }

  @Override
  public List<AudioChunk> accept(byte[] encoded, long nowMillis) {
    heard = List.of();
    if (refusal != null) {
      throw refusal;
    }
    try {
      List<OpusPacket> packets = reader.read(encoded);
      if (packets.stream().mapToLong(OpusPacket::samples).sum() > MOST_SAMPLES_AT_ONCE) {
        throw new InvalidAudioFormatException(
            "One message holds more than two minutes of Opus.", "Send smaller messages.");
      }
      heard = frames(packets);
      return timeline.accept(packets, nowMillis);
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      throw e;
    }
  }

  private List<byte[]> frames(List<OpusPacket> packets) {
    List<byte[]> frames = new ArrayList<>();
    for (OpusPacket packet : packets) {
      byte[] pcm = decoded(packet);
      byte[] all = Arrays.copyOf(unheard, unheard.length + pcm.length);
      System.arraycopy(pcm, 0, all, unheard.length, pcm.length);
      int at = 0;
      for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES) {
        frames.add(Arrays.copyOfRange(all, at, at + FRAME_BYTES));
      }
      unheard = Arrays.copyOfRange(all, at, all.length);
    }
    return frames;
  }

  private byte[] decoded(OpusPacket packet) {
    if (decoder == null) {
      decoder = decoders.open(FrameDecoder.Codec.OPUS);
      normalizer = normalizers.open(OpusPacket.RATE_HZ, 1);
    }
    byte[] pcm = decoder.decode(packet.bytes());
    if (pcm.length == 0) {
      throw reader.refuse();
    }
    int skipped = Math.min(pcm.length, packet.skipped() * Short.BYTES);
    return normalizer.normalize(Arrays.copyOfRange(pcm, skipped, pcm.length));
  }

  @Override
  public List<byte[]> heard() {
    return heard;
  }

  @Override
  public List<AudioChunk> finish(long nowMillis) {
    return timeline.finish(nowMillis);
  }

  @Override
  public void requireSound() {
    if (refusal != null) {
      throw refusal;
    }
    reader.requireSound();
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
      normalizer.close();
      decoder = null;
    }
  }
}
