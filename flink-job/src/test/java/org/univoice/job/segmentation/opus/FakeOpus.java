package org.univoice.job.segmentation.opus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packets that say how many milliseconds they hold and how loud these are; 0 cannot be decoded. */
final class FakeOpus implements OpusDecoder.Factory {
  private static final long serialVersionUID = 1L;
  private static final int LAG_BYTES = 32;

  transient List<Integer> opened = new ArrayList<>();
  transient int closed;

  @Override
  public OpusDecoder decoder(int skippedSamples) {
    opened.add(skippedSamples);
    return new OpusDecoder() {
      private int lagBytes = LAG_BYTES;

      @Override
      public byte[] decode(byte[] packet) throws UndecodableException {
        if (packet.length < 2 || packet[0] == 0) {
          throw new UndecodableException("no sound");
        }
        byte[] pcm = new byte[packet[0] * 32 - lagBytes];
        lagBytes = 0;
        Arrays.fill(pcm, packet[1]);
        return pcm;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
