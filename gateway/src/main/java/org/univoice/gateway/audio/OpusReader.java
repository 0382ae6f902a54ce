package org.univoice.gateway.audio;

import java.util.List;
import java.util.Optional;

/**
 * Reads packets of Opus: an Ogg Opus stream cut anywhere, or bare packets, one in each message. No
 * bare packet begins like an Ogg page: it would claim 39 frames of 20 ms. Not safe for use by
 * several threads.
 */
public final class OpusReader {

  private static final int TEXT_BYTES = 32;

  private final long playedMillis;
  private byte[] beginning = {};
  private boolean isDecided;
  private OggOpusReader ogg;
  private boolean hasSound;
  private InvalidAudioFormatException refusal;

  public OpusReader() {
    this(0);
  }

  private OpusReader(long playedMillis) {
    this.playedMillis = playedMillis;
  }

  /**
   * The same audio from a place further on: bare packets from the one that begins there, an Ogg
   * stream from any page at or before it.
   */
  public OpusReader continuedAt(long millis) {
    OpusReader rest = new OpusReader(millis);
    rest.isDecided = isDecided;
    rest.ogg = ogg == null ? null : ogg.continuedAt(millis);
    rest.hasSound = hasSound;
    return rest;
  }

  /**
   * @return the packets that this message completes
   * @throws InvalidAudioFormatException when this is no Opus, or none that can be used; the same
   *     again for every later message
   */
  public List<OpusPacket> read(byte[] message) {
    if (refusal != null) {
      throw refusal;
    }
    try {
      List<OpusPacket> packets = isDecided ? packets(message) : begin(message);
      hasSound |= !packets.isEmpty();
      return packets;
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      throw e;
    }
  }

  private List<OpusPacket> begin(byte[] message) {
    byte[] all = Bytes.joined(beginning, message);
    int magic = Math.min(all.length, OggPage.MAGIC.length());
    boolean isOgg = true;
    for (int i = 0; i < magic; i++) {
      isOgg &= all[i] == OggPage.MAGIC.charAt(i);
    }
    if (isOgg && magic < OggPage.MAGIC.length()) {
      beginning = all;
      return List.of();
    }
    isDecided = true;
    beginning = new byte[0];
    if (isOgg) {
      OggOpusReader fromStart = new OggOpusReader();
      ogg = playedMillis > 0 ? fromStart.continuedAt(playedMillis) : fromStart;
    } else {
      requireNoOther(all);
    }
    return packets(all);
  }

  private static void requireNoOther(byte[] message) {
    Optional<FileKind> kind =
        message.length >= TEXT_BYTES && FileKind.isText(message)
            ? Optional.of(FileKind.TEXT)
            : FileKind.file(message);
    kind.ifPresent(
        found -> {
          throw Refusals.notAnnounced("Opus", found);
        });
  }

  private List<OpusPacket> packets(byte[] message) {
    if (ogg != null) {
      return ogg.read(message);
    }
    if (message.length == 0) {
      return List.of();
    }
    int samples = OpusPacket.samplesOf(message);
    if (samples == 0 || message.length > OggOpusReader.MOST_PACKET_BYTES) {
      if (!hasSound && FileKind.of(message) == FileKind.MP3) {
        throw Refusals.notAnnounced("Opus", FileKind.MP3);
      }
      throw noPacket();
    }
    return List.of(new OpusPacket(message, samples, 0));
  }

  static InvalidAudioFormatException noPacket() {
    return new InvalidAudioFormatException(
        "The audio was announced as Opus but holds what is no Opus packet.",
        "Send one whole packet in each binary message, or an Ogg Opus stream.");
  }

  /** Samples that cannot be decoded, although they look like packets. */
  public InvalidAudioFormatException refuse() {
    refusal = noPacket();
    return refusal;
  }

  /**
   * Nothing follows.
   *
   * @throws InvalidAudioFormatException when it ended before its sound began
   */
  public void requireSound() {
    if (refusal != null) {
      throw refusal;
    }
    if (!hasSound) {
      throw ogg == null && beginning.length == 0
          ? new InvalidAudioFormatException("The audio is empty.", "Send a recording.")
          : new InvalidAudioFormatException(
              "The Ogg stream ends before its sound begins.",
              "It was cut short; send it again, whole.");
    }
  }
}
