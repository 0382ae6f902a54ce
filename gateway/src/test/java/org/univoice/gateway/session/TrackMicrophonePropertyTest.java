package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.internal.v1.AudioChunk;

class TrackMicrophonePropertyTest {
  private static final int BYTES_PER_MILLI = 32;

  @Property(tries = 200)
  void shouldKeepEverySampleOfAWavHoweverItIsCutAndWhereverItIsLost(
      @ForAll @IntRange(min = 2, max = 40_000) int bytes,
      @ForAll @IntRange(min = 1, max = 9_000) int piece,
      @ForAll @IntRange(max = 45_000) int lostAfter) {
    byte[] pcm = new byte[bytes - bytes % 2];
    new Random(bytes).nextBytes(pcm);
    byte[] wav = wav(pcm);
    TrackMicrophone microphone =
        new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough());
    ByteArrayOutputStream heard = new ByteArrayOutputStream();

    microphone.open(new AudioFormat("wav", 16_000, 1), false);
    int sent = Math.min(lostAfter, wav.length);
    send(microphone, Arrays.copyOf(wav, sent), piece, heard);
    if (sent < wav.length) {
      microphone.discardTail();
      int from = (int) microphone.receivedMillis() * BYTES_PER_MILLI;
      microphone.open(new AudioFormat("wav", 16_000, 1), true);
      byte[] again = from == 0 ? wav : Arrays.copyOfRange(pcm, from, pcm.length);
      send(microphone, again, piece, heard);
    }
    collect(microphone.finish(0), heard);

    assertThat(Arrays.copyOf(heard.toByteArray(), pcm.length)).isEqualTo(pcm);
  }

  private static void send(
      TrackMicrophone microphone, byte[] audio, int piece, ByteArrayOutputStream heard) {
    for (int at = 0; at < audio.length; at += piece) {
      byte[] next = Arrays.copyOfRange(audio, at, Math.min(audio.length, at + piece));
      collect(microphone.accept(next, 0), heard);
    }
  }

  private static void collect(List<AudioChunk> chunks, ByteArrayOutputStream heard) {
    chunks.forEach(chunk -> heard.writeBytes(chunk.getPayload().toByteArray()));
  }

  private static byte[] wav(byte[] pcm) {
    ByteBuffer wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length).put(pcm);
    return wav.array();
  }
}
