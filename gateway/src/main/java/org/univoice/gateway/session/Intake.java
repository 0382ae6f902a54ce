package org.univoice.gateway.session;

import java.util.List;
import org.univoice.internal.v1.AudioChunk;

/** The audio of one connection on its way onto the track's timeline. */
interface Intake extends AutoCloseable {

  /**
   * @throws org.univoice.gateway.audio.InvalidAudioFormatException when this is not the format
   *     announced
   */
  List<AudioChunk> accept(byte[] encoded, long nowMillis);

  /** The chunks given last, their payloads as 16 kHz mono. */
  List<AudioChunk> heard();

  /** What is left over; never refuses. */
  List<AudioChunk> finish(long nowMillis);

  /**
   * @throws org.univoice.gateway.audio.InvalidAudioFormatException when there was no sound in it
   */
  void requireSound();

  /** The same audio on another connection. */
  Intake continuedAt(long playedMillis);

  @Override
  void close();
}
