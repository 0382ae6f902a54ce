package org.univoice.job.segmentation.opus;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.job.stream.AudioChunk;
import org.univoice.log.LogFields;

/**
 * Decodes the chunks of many tracks, each with a decoder of its own. Nothing of it is saved: after
 * a restore every track gets a fresh decoder. The decoders of tracks that were silent for a while
 * are closed, and of more than there may be the one that was used longest ago.
 *
 * <p>A chunk's samples fill its length but for about a millisecond, which the decoder's filter
 * gives with the next one; only where a fresh decoder begins in the middle of a track does silence
 * stand in for it, so that what follows keeps its place.
 */
public final class OpusTracks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpusTracks.class);
  private static final int BYTES_PER_MILLI = 32;
  private static final int LENGTH_BYTES = 2;

  private final OpusDecoder.Factory decoders;
  private final int mostDecoders;
  private final long silentMillis;
  private final Runnable undecodable;
  // From the one used longest ago to the one used last.
  private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param silentMillis a decoder that was not used for so long is closed
   * @param undecodable hears of each chunk that became silence
   */
  public OpusTracks(
      OpusDecoder.Factory decoders, int mostDecoders, long silentMillis, Runnable undecodable) {
    this.decoders = decoders;
    this.mostDecoders = mostDecoders;
    this.silentMillis = silentMillis;
    this.undecodable = undecodable;
  }

  /** 16 kHz mono of the track's next chunk, which is Opus. */
  public byte[] decode(String session, String track, AudioChunk chunk, long nowMillis) {
    String key = session + "/" + track;
    boolean isNewStream = chunk.skippedSamples() > 0;
    if (isNewStream) {
      close(key);
    }
    Stream stream = streams.get(key);
    boolean isFresh = stream == null;
    if (isFresh) {
      stream = new Stream(decoders.decoder(chunk.skippedSamples()));
      streams.put(key, stream);
    }
    stream.usedMillis = nowMillis;
    closeSome(nowMillis);
    int bytes = Math.toIntExact((chunk.endMillis() - chunk.startMillis()) * BYTES_PER_MILLI);
    try {
      byte[] pcm = pcm(stream.decoder, chunk.payload());
      boolean isInTheMiddle = isFresh && !isNewStream && chunk.sequence() > 0;
      return isInTheMiddle ? filledBefore(pcm, bytes) : pcm;
    } catch (UndecodableException e) {
      undecodable.run();
      tellOnce(stream, session, track, e);
      return new byte[bytes];
    }
  }

  private static byte[] pcm(OpusDecoder decoder, byte[] payload) throws UndecodableException {
    byte[] pcm = new byte[0];
    int at = 0;
    while (at < payload.length) {
      if (payload.length - at < LENGTH_BYTES) {
        throw new UndecodableException("a packet's length is cut short");
      }
      int length = (payload[at] & 0xFF) << 8 | payload[at + 1] & 0xFF;
      at += LENGTH_BYTES;
      if (length > payload.length - at) {
        throw new UndecodableException("a packet is cut short");
      }
      byte[] part = decoder.decode(Arrays.copyOfRange(payload, at, at + length));
      at += length;
      int from = pcm.length;
      pcm = Arrays.copyOf(pcm, from + part.length);
      System.arraycopy(part, 0, pcm, from, part.length);
    }
    return pcm;
  }

  private static byte[] filledBefore(byte[] pcm, int bytes) {
    if (pcm.length >= bytes) {
      return pcm;
    }
    byte[] filled = new byte[bytes];
    System.arraycopy(pcm, 0, filled, bytes - pcm.length, pcm.length);
    return filled;
  }

  private static void tellOnce(
      Stream stream, String session, String track, UndecodableException why) {
    if (!stream.isTold) {
      stream.isTold = true;
      LogFields.ofParticipant(session, track)
          .run(() -> LOG.warn("Opus that cannot be decoded became silence: {}", why.getMessage()));
    }
  }

  /** The track has ended, or stops for a while. */
  public void close(String session, String track) {
    close(session + "/" + track);
  }

  private void close(String key) {
    Stream stream = streams.remove(key);
    if (stream != null) {
      stream.decoder.close();
    }
  }

  private void closeSome(long nowMillis) {
    Iterator<Stream> longestAgo = streams.values().iterator();
    while (longestAgo.hasNext()) {
      Stream stream = longestAgo.next();
      boolean isSilent = nowMillis - stream.usedMillis > silentMillis;
      if (!isSilent && streams.size() <= mostDecoders) {
        return;
      }
      longestAgo.remove();
      stream.decoder.close();
    }
  }

  /** How many decoders there are now. */
  public int size() {
    return streams.size();
  }

  @Override
  public void close() {
    streams.values().forEach(stream -> stream.decoder.close());
    streams.clear();
  }

  private static final class Stream {
    private final OpusDecoder decoder;
    private long usedMillis;
    private boolean isTold;

    private Stream(OpusDecoder decoder) {
      this.decoder = decoder;
    }
  }
}
