package org.univoice.job.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.univoice.internal.v1.AudioCodec;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

/** Turns the bytes of a stream record into track events, in their order. */
public final class EnvelopeReader {

  private EnvelopeReader() {}

  /**
   * Records of kinds or codecs that this build does not know are left out: an older job must
   * survive a newer gateway.
   *
   * @throws InvalidProtocolBufferException when the bytes are no envelope
   */
  public static TrackEvent[] read(byte[] bytes) throws InvalidProtocolBufferException {
    StreamEnvelope envelope = StreamEnvelope.parseFrom(bytes);
    List<TrackEvent> events = new ArrayList<>(envelope.getRecordsCount());
    for (SessionRecord record : envelope.getRecordsList()) {
      TrackEvent event = event(envelope, record);
      if (event != null) {
        events.add(event);
      }
    }
    return events.toArray(new TrackEvent[0]);
  }

  private static TrackEvent event(StreamEnvelope envelope, SessionRecord record) {
    AudioChunk audio = null;
    SessionControl control = null;
    switch (record.getBodyCase()) {
      case AUDIO -> audio = audio(record.getAudio(), envelope.getPublishedAtMs());
      case OPENED -> control = OpenedReader.read(record.getOpened());
      case ENDED -> control = plain(SessionControl.Kind.ENDED, 0, record.getEnded().getAtMs());
      case PAUSED -> control = plain(SessionControl.Kind.PAUSED, 0, record.getPaused().getAtMs());
      case RESUMED ->
          control = plain(SessionControl.Kind.RESUMED, 0, record.getResumed().getAtMs());
      case ATTACHED ->
          control =
              plain(
                  SessionControl.Kind.ATTACHED,
                  record.getAttached().getLastSequence(),
                  record.getAttached().getAtMs());
      case ACKNOWLEDGED ->
          control =
              plain(
                  SessionControl.Kind.ACKNOWLEDGED,
                  record.getAcknowledged().getUpToSequence(),
                  envelope.getPublishedAtMs());
      case LEFT -> control = plain(SessionControl.Kind.LEFT, 0, record.getLeft().getAtMs());
      case BODY_NOT_SET -> {}
    }
    return audio == null && control == null
        ? null
        : new TrackEvent(
            record.getSessionId(),
            record.getTrackId(),
            envelope.getGateway(),
            record.getTerm(),
            audio,
            control);
  }

  private static SessionControl plain(SessionControl.Kind kind, long sequence, long atMillis) {
    return new SessionControl(kind, "", "", sequence, atMillis);
  }

  private static AudioChunk audio(org.univoice.internal.v1.AudioChunk chunk, long publishedMillis) {
    boolean isOpus = chunk.getCodec() == AudioCodec.AUDIO_CODEC_OPUS;
    if (!isOpus && chunk.getCodec() != AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO) {
      return null;
    }
    return new AudioChunk(
        chunk.getSequence(),
        chunk.getStartMs(),
        chunk.getStartMs() + chunk.getDurationMs(),
        chunk.getCapturedAtMs(),
        chunk.getReceivedAtMs(),
        publishedMillis,
        isOpus,
        isOpus ? chunk.getSkipSamples() : 0,
        chunk.getPayload().toByteArray());
  }
}
