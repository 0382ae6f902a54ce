package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * An MP3 stream, decoded frame by frame. Frames count from 0, without a first one that holds no
 * sound; a sender that goes on does so from the frame in which the place lies.
 *
 * <p>A frame draws on bits of those before it (up to 511 bytes, ISO/IEC 11172-3, 2.4.3.4), which
 * are not sent again; so the last ones are kept, and heard again by the decoder of the next
 * connection.
 */
final class Mp3Audio implements EncodedAudio {

  /** Fewer are never kept: what is played lags behind what is decoded by up to five. */
  private static final int FEWEST_KEPT = 8;

  /** Of the small frames of a low bit rate so many more that what they draw on is among them. */
  private static final int KEPT_BYTES = 4_096;

  /** Damage may be short; half a second of nothing but damage is no MP3. */
  private static final int MOST_DAMAGED_FRAMES = 20;

  private final FrameDecoder.Factory decoders;
  private final Mp3FrameReader reader = new Mp3FrameReader();
  private final long playedMillis;
  private final Deque<byte[]> recent;
  private int recentBytes;
  private long nextFrame;
  private long overlapBytes;
  private int damaged;
  private FrameDecoder decoder;
  private InvalidAudioFormatException refusal;

  Mp3Audio(FrameDecoder.Factory decoders) {
    this(decoders, 0, 0, new ArrayDeque<>());
  }

  private Mp3Audio(
      FrameDecoder.Factory decoders, long playedMillis, long nextFrame, Deque<byte[]> recent) {
    this.decoders = decoders;
    this.playedMillis = playedMillis;
    this.nextFrame = nextFrame;
    this.recent = recent;
    this.recentBytes = recent.stream().mapToInt(frame -> frame.length).sum();
  }

  @Override
  public EncodedAudio continuedAt(long millis) {
    return new Mp3Audio(decoders, millis, nextFrame, new ArrayDeque<>(recent));
  }

  @Override
  public byte[] samples(byte[] piece) {
    if (refusal != null) {
      throw refusal;
    }
    return decoded(reader.read(piece));
  }

  @Override
  public byte[] finish() {
    return refusal == null ? decoded(reader.finish()) : new byte[0];
  }

  private byte[] decoded(List<byte[]> frames) {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      if (decoder == null) {
        begin();
      }
      byte[] samples = decoded(frame);
      int overlap = (int) Math.min(overlapBytes, samples.length);
      overlapBytes -= overlap;
      pcm.write(samples, overlap, samples.length - overlap);
    }
    return pcm.toByteArray();
  }

  private void begin() {
    decoder = decoders.open(FrameDecoder.Codec.MP3);
    Mp3Header header = reader.header();
    long playedSamples = playedMillis * header.sampleRateHz() / 1_000;
    long from = playedSamples / header.samples();
    overlapBytes = (playedSamples - from * header.samples()) * Short.BYTES;
    while (nextFrame > from && !recent.isEmpty()) {
      recentBytes -= recent.removeLast().length;
      nextFrame--;
    }
    if (nextFrame == from) {
      recent.forEach(decoder::decode);
    } else {
      recent.clear();
      recentBytes = 0;
      nextFrame = from;
    }
  }

  /** Damage becomes silence, so that what follows keeps its place. */
  private byte[] decoded(byte[] frame) {
    recent.addLast(frame);
    nextFrame++;
    recentBytes += frame.length;
    while (recent.size() > FEWEST_KEPT && recentBytes > KEPT_BYTES) {
      recentBytes -= recent.removeFirst().length;
    }
    byte[] samples = decoder.decode(frame);
    damaged = samples.length == 0 ? damaged + 1 : 0;
    if (damaged > MOST_DAMAGED_FRAMES) {
      refusal =
          new InvalidAudioFormatException(
              "The MP3 stream cannot be decoded.", "Encode the recording again.");
      throw refusal;
    }
    int bytes = reader.header().samples() * Short.BYTES;
    return samples.length == bytes ? samples : Arrays.copyOf(samples, bytes);
  }

  @Override
  public void requireSound() {
    if (refusal != null) {
      throw refusal;
    }
    reader.requireSound();
  }

  @Override
  public PcmFormat format() {
    Mp3Header header = reader.header();
    return header == null ? null : new PcmFormat(header.sampleRateHz(), 1, SampleType.SIGNED_16);
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
