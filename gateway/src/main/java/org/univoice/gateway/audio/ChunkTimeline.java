package org.univoice.gateway.audio;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.AudioCodec;

/**
 * Cuts 16 kHz mono PCM, however it arrives, into chunks of 50 ms with sequence, position and
 * capture time; and packs Opus into chunks as near to 50 ms as its packets allow.
 *
 * <p>Capture time follows an anchor: the wall clock when the timeline's first sample must have been
 * captured. Audio cannot arrive before it was captured, so an arrival earlier than the anchor says
 * moves the anchor back; and a talker who paused sends later than the anchor says, which moves it
 * forward once the gap is longer than a client may have buffered. What has been said already
 * stands: an anchor that moves back does not let capture times go back.
 */
public final class ChunkTimeline {

  public static final int CHUNK_MILLIS = 50;

  private static final int BYTES_PER_MILLI = 32;
  private static final int CHUNK_BYTES = CHUNK_MILLIS * BYTES_PER_MILLI;

  /**
   * A client keeps this much while it is offline and sends it late: no reason to move the anchor.
   */
  private static final long LATE_MILLIS = 5_000;

  private static final byte[] NOTHING = new byte[0];

  private final OpusPacking packing = new OpusPacking(CHUNK_MILLIS);
  private byte[] rest = NOTHING;
  private long sequence;
  private long startMillis;
  private long anchorMillis = Long.MIN_VALUE;
  private long capturedMillis = Long.MIN_VALUE;

  /**
   * Whole chunks that this piece completes, in order.
   *
   * @param pcm becomes the chunks' own: nobody may change it any more
   */
  public List<AudioChunk> accept(byte[] pcm, long nowMillis) {
    byte[] all = Bytes.joined(rest, pcm);
    List<AudioChunk> chunks = new ArrayList<>(all.length / CHUNK_BYTES);
    packed(packing.finish(), nowMillis, chunks);
    anchor(nowMillis, all.length / BYTES_PER_MILLI);
    int at = 0;
    for (; at + CHUNK_BYTES <= all.length; at += CHUNK_BYTES) {
      chunks.add(chunk(all, at, CHUNK_BYTES, CHUNK_MILLIS, nowMillis));
    }
    rest = at == all.length ? NOTHING : Arrays.copyOfRange(all, at, all.length);
    return chunks;
  }

  /**
   * Whole chunks that these packets complete, in order.
   *
   * @throws InvalidAudioFormatException when they have more bytes than speech can need
   */
  public List<AudioChunk> accept(List<OpusPacket> packets, long nowMillis) {
    List<AudioChunk> chunks = new ArrayList<>(finishSamples(nowMillis));
    List<OpusPacking.Packed> all = packing.pack(packets);
    long packedMillis = all.stream().mapToLong(OpusPacking.Packed::millis).sum();
    anchor(nowMillis, packedMillis + packing.waitingMillis());
    packed(all, nowMillis, chunks);
    return chunks;
  }

  /** What is left over, as a last shorter chunk; parts of a millisecond are filled with silence. */
  public List<AudioChunk> finish(long nowMillis) {
    List<AudioChunk> last = new ArrayList<>(finishSamples(nowMillis));
    packed(packing.finish(), nowMillis, last);
    return last;
  }

  private List<AudioChunk> finishSamples(long nowMillis) {
    if (rest.length == 0) {
      return List.of();
    }
    int millis = (rest.length + BYTES_PER_MILLI - 1) / BYTES_PER_MILLI;
    byte[] filled = Arrays.copyOf(rest, millis * BYTES_PER_MILLI);
    rest = NOTHING;
    return List.of(chunk(filled, 0, filled.length, millis, nowMillis));
  }

  private void packed(List<OpusPacking.Packed> all, long nowMillis, List<AudioChunk> chunks) {
    for (OpusPacking.Packed packed : all) {
      AudioChunk.Builder chunk = chunk(packed.millis(), nowMillis);
      chunk.setCodec(AudioCodec.AUDIO_CODEC_OPUS).setSkipSamples(packed.skippedSamples());
      chunks.add(chunk.setPayload(UnsafeByteOperations.unsafeWrap(packed.payload())).build());
    }
  }

  /** Forgets what has not become a chunk yet. */
  public void discardTail() {
    rest = NOTHING;
    packing.discard();
  }

  /**
   * Goes on where another timeline of the same track stopped.
   *
   * @param lastCapturedMillis when the sample before was captured; 0 when there is none
   */
  public void goOnAt(long nextSequence, long nextStartMillis, long lastCapturedMillis) {
    discardTail();
    sequence = nextSequence;
    startMillis = nextStartMillis;
    if (lastCapturedMillis > 0) {
      capturedMillis = lastCapturedMillis;
      anchorMillis = lastCapturedMillis - nextStartMillis;
    }
  }

  /** How much audio has become chunks. */
  public long chunkedMillis() {
    return startMillis;
  }

  private void anchor(long nowMillis, long availableMillis) {
    long implied = nowMillis - startMillis - availableMillis;
    if (anchorMillis == Long.MIN_VALUE
        || implied < anchorMillis
        || implied > anchorMillis + LATE_MILLIS) {
      anchorMillis = implied;
    }
  }

  private AudioChunk chunk(byte[] all, int at, int bytes, int millis, long nowMillis) {
    ByteString payload = UnsafeByteOperations.unsafeWrap(all, at, bytes);
    return chunk(millis, nowMillis)
        .setCodec(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO)
        .setPayload(payload)
        .build();
  }

  private AudioChunk.Builder chunk(int millis, long nowMillis) {
    // Only a wall clock that was set back may take capture times with it.
    capturedMillis =
        Math.min(nowMillis, Math.max(capturedMillis, anchorMillis + startMillis + millis));
    AudioChunk.Builder chunk =
        AudioChunk.newBuilder()
            .setSequence(sequence++)
            .setStartMs(startMillis)
            .setDurationMs(millis)
            .setCapturedAtMs(capturedMillis)
            .setReceivedAtMs(nowMillis);
    startMillis += millis;
    return chunk;
  }
}
