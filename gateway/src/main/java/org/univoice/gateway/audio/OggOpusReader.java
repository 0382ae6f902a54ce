package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the packets of an Ogg Opus stream (RFC 7845) that arrives in pieces cut anywhere. Streams
 * of other kinds between its pages are passed over, and streams may follow each other. Never keeps
 * more than a page and a packet. Not safe for use by several threads.
 */
final class OggOpusReader {

  /** Opus at its highest rate, 510 kb/s, has 7,650 bytes in its longest packet. */
  static final int MOST_PACKET_BYTES = 8 * 1024;

  /** A cover picture or two among the comments. */
  private static final int MOST_COMMENT_BYTES = 16 << 20;

  /** Of the encoder that nearly everybody uses; for who goes on here without having begun here. */
  private static final int USUAL_PRE_SKIP = 312;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private final long playedMillis;
  private int neededBytes = OggPage.MAGIC.length();
  private boolean hasPage;
  private boolean isOurs;
  private int serial;
  private int preSkip;
  private int skipLeft;
  private long heardSamples;
  private long chainSamples;
  private boolean isPlaced;
  private boolean isComment;
  private int commentBytes;
  private boolean isCutPacket;
  private InvalidAudioFormatException refusal;

  /** From its start. */
  OggOpusReader() {
    this(0, USUAL_PRE_SKIP, 0);
    isPlaced = true;
  }

  private OggOpusReader(long playedMillis, int preSkip, long chainSamples) {
    this.playedMillis = playedMillis;
    this.preSkip = preSkip;
    this.chainSamples = chainSamples;
    this.heardSamples = playedMillis * OpusPacket.SAMPLES_PER_MILLI;
  }

  /**
   * The same stream from a page further on, with or without its headers: whichever page that is, it
   * says itself where it lies, and what was played already is left out.
   */
  OggOpusReader continuedAt(long millis) {
    return new OggOpusReader(millis, preSkip, chainSamples);
  }

  /**
   * @return the packets of sound in the pages that this piece completes
   * @throws InvalidAudioFormatException when this is no Ogg Opus or none that can be used; the same
   *     again for every later piece
   */
  List<OpusPacket> read(byte[] piece) {
    if (refusal != null) {
      throw refusal;
    }
    held.writeBytes(piece);
    // Looking again at every byte of a long page would take quadratic time.
    if (held.size() < neededBytes) {
      return List.of();
    }
    try {
      return packets(held.toByteArray());
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      held.reset();
      packet.reset();
      throw e;
    }
  }

  private List<OpusPacket> packets(byte[] all) {
    List<OpusPacket> packets = new ArrayList<>();
    int at = 0;
    while (all.length - at >= OggPage.MAGIC.length()) {
      requireMagic(all, at);
      neededBytes = OggPage.bytesNeeded(all, at);
      if (all.length - at < neededBytes) {
        break;
      }
      OggPage page = OggPage.of(all, at, neededBytes);
      if (page == null) {
        throw broken("a page of it is damaged");
      }
      packets.addAll(packets(page));
      hasPage = true;
      at += neededBytes;
      neededBytes = OggPage.MAGIC.length();
    }
    held.reset();
    held.write(all, at, all.length - at);
    return packets;
  }

  private void requireMagic(byte[] all, int at) {
    for (int i = 0; i < OggPage.MAGIC.length(); i++) {
      if (all[at + i] != OggPage.MAGIC.charAt(i)) {
        throw hasPage
            ? broken("no page follows the last")
            : broken("it goes on in the middle of a page");
      }
    }
  }

  private static InvalidAudioFormatException broken(String why) {
    return new InvalidAudioFormatException(
        "The Ogg stream breaks off: " + why + ".",
        "Send it from its start, or from the start of a page when you go on.");
  }

  private List<OpusPacket> packets(OggPage page) {
    if (page.isFirst()) {
      begin(page);
      return List.of();
    }
    if (!isOurs && isPlaced) {
      throw new InvalidAudioFormatException(
          hasPage
              ? "The Ogg stream holds no Opus (perhaps Vorbis, Speex or FLAC)."
              : "The Ogg stream does not begin with its header.",
          "Send an Ogg Opus stream from its start, or convert the recording to Opus or WAV.");
    }
    if (!isOurs) {
      isOurs = true;
      serial = page.serial();
      isCutPacket = page.isContinued();
    }
    return page.serial() == serial ? sound(page, whole(page)) : List.of();
  }

  private void begin(OggPage page) {
    if (page.parts().isEmpty() || !OpusHead.is(page.parts().get(0))) {
      return;
    }
    OpusHead head = OpusHead.of(page.parts().get(0));
    isOurs = true;
    serial = page.serial();
    preSkip = head.preSkip();
    skipLeft = isPlaced ? preSkip : 0;
    if (isPlaced) {
      chainSamples = heardSamples;
    }
    isComment = true;
    commentBytes = 0;
    packet.reset();
  }

  /** The packets that end on this page. */
  private List<byte[]> whole(OggPage page) {
    List<byte[]> whole = new ArrayList<>();
    if (!page.isContinued()) {
      packet.reset();
    }
    for (int i = 0; i < page.parts().size(); i++) {
      boolean isEnd = i < page.parts().size() - 1 || !page.isOpenEnded();
      add(page.parts().get(i));
      if (isEnd && isComment) {
        isComment = false;
      } else if (isEnd && isCutPacket) {
        isCutPacket = false;
      } else if (isEnd && packet.size() > 0) {
        whole.add(packet.toByteArray());
      }
      if (isEnd) {
        packet.reset();
      }
    }
    return whole;
  }

  private void add(byte[] part) {
    if (isComment) {
      commentBytes += part.length;
      if (commentBytes > MOST_COMMENT_BYTES) {
        throw new InvalidAudioFormatException(
            "The Ogg stream has comments of more than 16 MiB.", "Send it without them.");
      }
    } else if (!isCutPacket) {
      packet.writeBytes(part);
      if (packet.size() > MOST_PACKET_BYTES) {
        throw OpusReader.noPacket();
      }
    }
  }

  private List<OpusPacket> sound(OggPage page, List<byte[]> packets) {
    List<OpusPacket> sound = new ArrayList<>();
    for (byte[] bytes : packets) {
      int samples = OpusPacket.samplesOf(bytes);
      if (samples == 0) {
        throw OpusReader.noPacket();
      }
      int skipped = Math.min(skipLeft, samples);
      skipLeft -= skipped;
      sound.add(new OpusPacket(bytes, samples, skipped));
    }
    if (!isPlaced && page.position() >= 0) {
      sound = unplayed(page, sound);
    }
    sound.forEach(heard -> heardSamples += heard.heardSamples());
    return sound;
  }

  /** What was played ends with a packet, and is said in whole milliseconds, rounded down. */
  private List<OpusPacket> unplayed(OggPage page, List<OpusPacket> sound) {
    long end = chainSamples + page.position() - preSkip;
    long limit = (playedMillis + 1) * OpusPacket.SAMPLES_PER_MILLI;
    isPlaced = end >= limit;
    for (int i = sound.size() - 1; i >= 0; i--) {
      if (end < limit) {
        return new ArrayList<>(sound.subList(i + 1, sound.size()));
      }
      end -= sound.get(i).samples();
    }
    return sound;
  }
}
