package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs packets into chunks as near to a length as whole packets allow, the shorter one where two
 * are as near. A chunk is whole milliseconds long; what is over counts for the next one.
 */
final class OpusPacking {

  /** The most that Opus has, 510 kb/s, rounded up: more would be no speech but a flood. */
  private static final int MOST_BYTES_PER_MILLI = 64;

  private static final int LENGTH_BYTES = 2;

  private final int wantedSamples;
  private List<OpusPacket> waiting = new ArrayList<>();
  private long waitingSamples;
  private long overSamples;

  OpusPacking(int wantedMillis) {
    this.wantedSamples = wantedMillis * OpusPacket.SAMPLES_PER_MILLI;
  }

  /** A chunk's payload, and how much of what it decodes to is no part of it. */
  record Packed(int millis, int skippedSamples, byte[] payload) {}

  /**
   * @return the chunks that these packets complete
   * @throws InvalidAudioFormatException when they have more bytes than speech can need
   */
  List<Packed> pack(List<OpusPacket> packets) {
    List<Packed> packed = new ArrayList<>();
    for (OpusPacket packet : packets) {
      if (beginsAnew(packet)) {
        packed.addAll(finish());
      }
      waiting.add(packet);
      waitingSamples += packet.heardSamples();
      boolean isEnough = waitingSamples + packet.samples() / 2 >= wantedSamples;
      if (isEnough && waitingMillis() > 0) {
        packed.add(chunk());
      }
    }
    return packed;
  }

  /** A chunk is decoded by one decoder, and another stream needs another. */
  private boolean beginsAnew(OpusPacket packet) {
    return packet.skipped() > 0
        && !waiting.isEmpty()
        && waiting.get(waiting.size() - 1).skipped() == 0;
  }

  /** What waits, as a last chunk; less than a millisecond is left out. */
  List<Packed> finish() {
    List<Packed> last = waitingMillis() > 0 ? List.of(chunk()) : List.of();
    discard();
    overSamples = 0;
    return last;
  }

  void discard() {
    waiting = new ArrayList<>();
    waitingSamples = 0;
  }

  long waitingMillis() {
    return (overSamples + waitingSamples) / OpusPacket.SAMPLES_PER_MILLI;
  }

  private Packed chunk() {
    int millis = (int) waitingMillis();
    int skipped = waiting.stream().mapToInt(OpusPacket::skipped).sum();
    int bytes = waiting.stream().mapToInt(packet -> LENGTH_BYTES + packet.bytes().length).sum();
    int decodedMillis = millis + skipped / OpusPacket.SAMPLES_PER_MILLI;
    if (bytes > MOST_BYTES_PER_MILLI * Math.max(decodedMillis, 20)) {
      throw new InvalidAudioFormatException(
          "The Opus audio has more than 512 kb/s.", "Encode speech with 16 to 64 kb/s.");
    }
    ByteBuffer payload = ByteBuffer.allocate(bytes);
    for (OpusPacket packet : waiting) {
      payload.putShort((short) packet.bytes().length).put(packet.bytes());
    }
    overSamples = (overSamples + waitingSamples) % OpusPacket.SAMPLES_PER_MILLI;
    discard();
    return new Packed(millis, skipped, payload.array());
  }
}
