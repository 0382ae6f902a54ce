package org.univoice.gateway.delivery;

import com.google.protobuf.ByteString;

/**
 * A piece of what somebody says, as it is.
 *
 * @param participant who speaks
 * @param startMillis on the speaking track's timeline
 * @param pcm 16 kHz mono little-endian 16-bit samples
 */
public record OriginalPiece(
    String participant, long startMillis, int durationMillis, ByteString pcm) {

  /**
   * The number of the speaker's own voice, below 0 where that of translated speech is above: the
   * same at every gateway.
   */
  public static int number(String participant) {
    return participant.hashCode() | Integer.MIN_VALUE;
  }
}
