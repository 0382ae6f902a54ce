package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;
import org.univoice.job.segmentation.opus.OpusTracks;
import org.univoice.job.segmentation.opus.ffmpeg.FfmpegOpusDecoder;
import org.univoice.job.stream.EnvelopeReader;
import org.univoice.job.stream.TrackEvent;

/** From a client's bytes through the gateway's records to the samples that the job hears. */
class OpusThroughTheStreamTest {

  @Test
  void shouldHearInTheJobWhatWasSpokenAtThePlaceWhereItWasSpoken() throws Exception {
    Recording recording = RecordingReader.read(RecordingTest.ogg(2_000));
    TrackMicrophone microphone = new TrackMicrophone(FfmpegNormalizer::open);
    microphone.open(
        new org.univoice.gateway.session.AudioFormat(recording.format(), 16_000, 1), false);
    OpusTracks tracks = new OpusTracks(FfmpegOpusDecoder.factory(), 8, 1_000, () -> {});
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    for (int i = 0; i < recording.chunks(); i++) {
      for (AudioChunk chunk : microphone.accept(recording.chunk(i), 0)) {
        TrackEvent event = EnvelopeReader.read(envelope(chunk))[0];
        heard.writeBytes(tracks.decode("s", "t", event.audio(), 0));
      }
    }
    tracks.close();
    microphone.close();

    short[] samples = new short[heard.size() / 2];
    ByteBuffer.wrap(heard.toByteArray())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(samples);
    double sine = 0;
    double cosine = 0;
    for (int i = 3_200; i < 27_200; i++) {
      sine += samples[i] * Math.sin(2 * Math.PI * 440 * i / 16_000);
      cosine += samples[i] * Math.cos(2 * Math.PI * 440 * i / 16_000);
    }
    double lateMillis = -Math.atan2(cosine, sine) / (2 * Math.PI * 440) * 1_000;
    assertThat(2 * Math.hypot(sine, cosine) / 24_000).isCloseTo(12_000, within(1_200.0));
    assertThat(lateMillis).isCloseTo(0, within(0.2));
  }

  private static byte[] envelope(AudioChunk chunk) {
    return StreamEnvelope.newBuilder()
        .addRecords(
            SessionRecord.newBuilder().setSessionId("s").setTrackId("t").setAudio(chunk).build())
        .build()
        .toByteArray();
  }
}
