package org.univoice.gateway.session;

import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
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
import org.univoice.internal.v1.AudioCodec;

/** Opus, which travels as it is; decoded here for who listens in, and to know that it is Opus. */
final class OpusIntake implements Intake {
  private static final int BYTES_PER_MILLI = 32;

  /** Silence takes few bytes: one message could otherwise be hours to decode. */
  private static final long MOST_SAMPLES_AT_ONCE = 120L * OpusPacket.RATE_HZ;

  private final ChunkTimeline timeline;
  private final FrameDecoder.Factory decoders;
  private final PcmNormalizer.Factory normalizers;
  private final OpusReader reader;
  private FrameDecoder decoder;
  private PcmNormalizer normalizer;
  private final ByteArrayOutputStream unheard = new ByteArrayOutputStream();
  private List<AudioChunk> heard = List.of();
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
      for (OpusPacket packet : packets) {
        unheard.writeBytes(decoded(packet));
      }
      return listened(timeline.accept(packets, nowMillis));
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      throw e;
    }
  }

  /** What each chunk sounds like; the filter's millisecond is silence before the first. */
  private List<AudioChunk> listened(List<AudioChunk> chunks) {
    byte[] pcm = unheard.toByteArray();
    unheard.reset();
    int at = 0;
    List<AudioChunk> all = new ArrayList<>();
    for (AudioChunk chunk : chunks) {
      if (chunk.getCodec() != AudioCodec.AUDIO_CODEC_OPUS) {
        all.add(chunk);
        continue;
      }
      byte[] payload = new byte[chunk.getDurationMs() * BYTES_PER_MILLI];
      int there = Math.min(payload.length, pcm.length - at);
      System.arraycopy(pcm, at, payload, payload.length - there, there);
      at += there;
      all.add(
          chunk.toBuilder()
              .setCodec(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO)
              .clearSkipSamples()
              .setPayload(UnsafeByteOperations.unsafeWrap(payload))
              .build());
    }
    unheard.write(pcm, at, pcm.length - at);
    heard = all;
    return chunks;
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
  public List<AudioChunk> heard() {
    return heard;
  }

  @Override
  public List<AudioChunk> finish(long nowMillis) {
    return listened(timeline.finish(nowMillis));
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
