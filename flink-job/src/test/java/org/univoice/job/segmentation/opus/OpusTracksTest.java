package org.univoice.job.segmentation.opus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.univoice.job.stream.AudioChunk;
import org.univoice.log.LogLines;

class OpusTracksTest {

  private final FakeOpus opus = new FakeOpus();
  private final AtomicInteger undecodable = new AtomicInteger();
  private final OpusTracks tracks = new OpusTracks(opus, 2, 30_000, undecodable::incrementAndGet);

  @Test
  void shouldFillAChunksLengthButForWhatStaysInTheFilterAtTheStart() {
    assertThat(decode("ana", 0, 40, packets(20, 5, 20, 5), 0)).hasSize(39 * 32);
    assertThat(decode("ana", 1, 60, packets(60, 5), 0)).hasSize(60 * 32);
    assertThat(opus.opened).containsExactly(0);
  }

  @Test
  void shouldKeepThePlaceOfWhatAFreshDecoderHearsInTheMiddleOfATrack() {
    byte[] pcm = decode("ana", 7, 40, packets(40, 5), 0);

    assertThat(pcm).hasSize(40 * 32);
    assertThat(Arrays.copyOf(pcm, 32)).containsOnly(0);
    assertThat(Arrays.copyOfRange(pcm, 32, pcm.length)).containsOnly(5);
  }

  @Test
  void shouldBeginAFreshDecoderWhereAStreamBegins() {
    decode("ana", 0, 40, packets(40, 5), 0);
    decode("ana", 1, 40, packets(40, 5), 312);

    assertThat(opus.opened).containsExactly(0, 312);
    assertThat(opus.closed).isEqualTo(1);
  }

  @Test
  void shouldMakeSilenceOfWhatCannotBeDecodedCountItAndSaySoOnce() {
    byte[][] damaged = {
      packets(20, 5, 0, 0), {0}, {0, 9, 20, 5}, {-1, -1, 20}, packets(0, 1),
    };
    try (LogLines log = new LogLines("/logback-job.xml")) {
      for (int i = 0; i < damaged.length; i++) {
        assertThat(decode("ana", i, 60, damaged[i], 0)).hasSize(60 * 32).containsOnly(0);
      }
      assertThat(log.ours(line -> line.get("message").asText().contains("became silence")))
          .singleElement()
          .satisfies(line -> assertThat(line.get("participantId").asText()).isEqualTo("ana"));
    }
    assertThat(undecodable).hasValue(damaged.length);
    assertThat(decode("ana", 9, 40, packets(40, 5), 0)).contains(5);
  }

  @Test
  void shouldHaveOneDecoderForEachTrackAndNoneOnceItHasEnded() {
    decode("ana", 0, 40, packets(40, 5), 0);
    decode("bea", 0, 40, packets(40, 5), 0);
    assertThat(tracks.size()).isEqualTo(2);

    tracks.close("s", "ana");
    tracks.close("s", "nobody");
    tracks.close("s", "bea");

    assertThat(tracks.size()).isZero();
    assertThat(opus.closed).isEqualTo(2);
  }

  @Test
  void shouldCloseTheDecoderThatWasUsedLongestAgoWhenThereAreTooMany() {
    decode("ana", 0, 40, packets(40, 5), 0);
    decode("bea", 0, 40, packets(40, 5), 0);
    decode("ana", 1, 40, packets(40, 5), 0);
    decode("caro", 0, 40, packets(40, 5), 0);

    assertThat(tracks.size()).isEqualTo(2);
    decode("ana", 2, 40, packets(40, 5), 0);
    assertThat(opus.opened).hasSize(3);
    decode("bea", 1, 40, packets(40, 5), 0);
    assertThat(opus.opened).hasSize(4);
  }

  @Test
  void shouldCloseTheDecoderOfATrackThatStaysSilent() {
    decode("ana", 0, 40, packets(40, 5), 0);
    tracks.decode("s", "bea", chunk(0, 40, packets(40, 5), 0), 30_001);

    assertThat(tracks.size()).isEqualTo(1);
    assertThat(opus.closed).isEqualTo(1);
  }

  @Test
  void shouldCloseAllAtTheEnd() {
    for (String track : List.of("ana", "bea")) {
      decode(track, 0, 40, packets(40, 5), 0);
    }
    tracks.close();

    assertThat(opus.closed).isEqualTo(2);
    assertThat(tracks.size()).isZero();
  }

  private byte[] decode(String track, int sequence, int millis, byte[] payload, int skipped) {
    return tracks.decode("s", track, chunk(sequence, millis, payload, skipped), 0);
  }

  private static AudioChunk chunk(int sequence, int millis, byte[] payload, int skipped) {
    long start = sequence * 40L;
    return new AudioChunk(sequence, start, start + millis, 0, 0, 0, true, skipped, payload);
  }

  /** Pairs of length and loudness. */
  private static byte[] packets(int... pairs) {
    byte[] payload = new byte[pairs.length * 2];
    for (int i = 0; i < pairs.length; i += 2) {
      payload[2 * i + 1] = 2;
      payload[2 * i + 2] = (byte) pairs[i];
      payload[2 * i + 3] = (byte) pairs[i + 1];
    }
    return payload;
  }
}
