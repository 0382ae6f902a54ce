package org.univoice.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.Attached;
import org.univoice.internal.v1.AudioCodec;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;
import org.univoice.internal.v1.TrackOpened;

class EnvelopeReaderTest {

  @Test
  void shouldReadAudioAndControlInTheirOrder() throws Exception {
    TrackEvent[] events =
        EnvelopeReader.read(
            envelope(
                record().setOpened(TrackOpened.newBuilder().setSpeaks("en-US").setHears("pt-BR")),
                audio(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO),
                record().setAttached(Attached.newBuilder().setLastSequence(7))));

    assertThat(events).hasSize(3).allMatch(e -> e.gateway().equals("gw:1"));
    assertThat(events[0].control().hears()).isEqualTo("pt-BR");
    assertThat(events[1].audio().endMillis()).isEqualTo(150);
    assertThat(events[1].audio().publishedMillis()).isEqualTo(9);
    assertThat(events[1].audio().payload()).containsExactly(1, 2);
    assertThat(events[2].control().lastSequence()).isEqualTo(7);
  }

  @Test
  void shouldLeaveOutWhatItDoesNotKnowAndKeepTheRest() throws Exception {
    TrackEvent[] events =
        EnvelopeReader.read(
            envelope(
                audio(AudioCodec.AUDIO_CODEC_UNSPECIFIED),
                record(),
                audio(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO)));

    assertThat(events).hasSize(1);
  }

  @Test
  void shouldReadOpusAsItCame() throws Exception {
    SessionRecord.Builder opus = audio(AudioCodec.AUDIO_CODEC_OPUS);
    opus.getAudioBuilder().setSkipSamples(312);

    AudioChunk chunk = EnvelopeReader.read(envelope(opus))[0].audio();

    assertThat(chunk.isOpus()).isTrue();
    assertThat(chunk.skippedSamples()).isEqualTo(312);
    assertThat(chunk.payload()).containsExactly(1, 2);
  }

  @Test
  void shouldSkipARecordThatCannotBeRead() {
    TrackEvent[] events =
        new EnvelopeSchema().deserialize(new byte[] {1, 2, 3}, "p", "1", 0, "s", "shard");

    assertThat(events).isEmpty();
  }

  private static byte[] envelope(SessionRecord.Builder... records) {
    StreamEnvelope.Builder envelope =
        StreamEnvelope.newBuilder().setGateway("gw:1").setPublishedAtMs(9);
    for (SessionRecord.Builder record : records) {
      envelope.addRecords(record);
    }
    return envelope.build().toByteArray();
  }

  private static SessionRecord.Builder record() {
    return SessionRecord.newBuilder().setSessionId("s").setTrackId("t");
  }

  private static SessionRecord.Builder audio(AudioCodec codec) {
    return record()
        .setAudio(
            org.univoice.internal.v1.AudioChunk.newBuilder()
                .setStartMs(100)
                .setDurationMs(50)
                .setCodec(codec)
                .setPayload(ByteString.copyFrom(new byte[] {1, 2})));
  }
}
