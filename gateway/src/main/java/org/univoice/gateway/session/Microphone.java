package org.univoice.gateway.session;

import java.util.List;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.internal.v1.AudioChunk;

/**
 * Encoded audio in, chunks of one track's timeline out. The timeline outlives connections; the
 * encoding is a connection's. Not safe for use by several threads at once.
 */
public interface Microphone extends AutoCloseable {

  /**
   * Audio comes in this format from now on. What was left over of the former encoding is forgotten;
   * the timeline goes on.
   *
   * @param continued the sender goes on where the timeline stopped: without a file's header, unless
   *     that is its very start
   */
  void open(AudioFormat format, boolean continued);

  /**
   * The timeline goes on where another gateway's stopped. Before anything is opened.
   *
   * @throws org.univoice.gateway.error.RefusedException from a later {@link #open} that continues a
   *     format whose beginning only the other gateway has seen
   */
  void goOnAt(TrackPosition position);

  /**
   * @throws org.univoice.gateway.error.RefusedException INVALID_AUDIO_FORMAT when this is not the
   *     format announced
   */
  List<AudioChunk> accept(byte[] encoded, long nowMillis);

  /** The chunks given last, their payloads as 16 kHz mono: for who listens in. */
  List<AudioChunk> heard();

  /** What is left over, as a last shorter chunk. */
  List<AudioChunk> finish(long nowMillis);

  /**
   * The sender says that all has been sent.
   *
   * @throws org.univoice.gateway.error.RefusedException INVALID_AUDIO_FORMAT when nothing was heard
   *     because a file ended before its sound began
   */
  void requireSound();

  /** Forgets what has not become a chunk yet; the sender sends it again. */
  void discardTail();

  /** How much audio has become chunks: where on the timeline the next sample belongs. */
  long receivedMillis();

  /** Lets go of what is not memory. */
  @Override
  void close();
}
