package org.univoice.gateway.websocket;

import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.delivery.SpeechTimeline;
import org.univoice.gateway.session.Participant;

/** Says a delivery in the words of the protocol. */
public final class DeliveryMessages {
  private DeliveryMessages() {}

  public static ServerMessage of(Delivery delivery, Participant listener) {
    DeliveryBody body = delivery.body();
    long sequence = delivery.sequence();
    if (body instanceof DeliveryBody.SpeechChunk chunk) {
      return audio(sequence, chunk, listener);
    }
    if (body instanceof DeliveryBody.Caption caption) {
      return caption.isFinal() ? finalCaption(sequence, caption) : partial(sequence, caption);
    }
    if (body instanceof DeliveryBody.Translation translation) {
      return translation(sequence, translation);
    }
    if (body instanceof DeliveryBody.SpeechBegin begin) {
      return speechBegin(sequence, begin);
    }
    if (body instanceof DeliveryBody.SpeechEnd end) {
      int audio = SpeechTimeline.number(end.segmentId());
      return new ServerMessage.SpeechEnd(
          sequence, end.segmentId(), end.language(), end.voice(), audio, end.chunks());
    }
    if (body instanceof DeliveryBody.Latency latency) {
      return new ServerMessage.Latency(
          sequence,
          latency.segmentId(),
          latency.language(),
          latency.stages(),
          latency.capturedAtMillis());
    }
    if (body instanceof DeliveryBody.Notice notice) {
      String segment = notice.segmentId().isEmpty() ? null : notice.segmentId();
      return new ServerMessage.Notice(
          sequence, notice.code(), notice.message(), notice.suggestion(), segment);
    }
    DeliveryBody.TrackFinished finished = (DeliveryBody.TrackFinished) body;
    return new ServerMessage.Finished(sequence, finished.track(), finished.language());
  }

  private static ServerMessage audio(
      long sequence, DeliveryBody.SpeechChunk chunk, Participant listener) {
    int number = SpeechTimeline.number(chunk.segmentId());
    int timeMillis = listener.placeSpeech(chunk.segmentId(), chunk.index(), chunk.durationMillis());
    return new ServerMessage.Audio(sequence, number, timeMillis, chunk.pcm());
  }

  private static ServerMessage partial(long sequence, DeliveryBody.Caption caption) {
    Segment segment = caption.segment();
    return new ServerMessage.PartialCaption(
        sequence,
        segment.id(),
        segment.speaker(),
        segment.track(),
        caption.language(),
        caption.text(),
        caption.confidence(),
        caption.lowConfidence(),
        segment.startMillis(),
        segment.endMillis(),
        caption.stableCharacters());
  }

  private static ServerMessage finalCaption(long sequence, DeliveryBody.Caption caption) {
    Segment segment = caption.segment();
    return new ServerMessage.FinalCaption(
        sequence,
        segment.id(),
        segment.speaker(),
        segment.track(),
        caption.language(),
        caption.text(),
        caption.confidence(),
        caption.lowConfidence(),
        segment.startMillis(),
        segment.endMillis(),
        caption.words(),
        caption.overlapped());
  }

  private static ServerMessage translation(long sequence, DeliveryBody.Translation translation) {
    Segment segment = translation.segment();
    return new ServerMessage.Translation(
        sequence,
        segment.id(),
        segment.speaker(),
        segment.track(),
        translation.sourceLanguage(),
        translation.language(),
        translation.text(),
        translation.confidence(),
        translation.alternatives(),
        translation.entities(),
        translation.tier(),
        segment.startMillis(),
        segment.endMillis());
  }

  private static ServerMessage speechBegin(long sequence, DeliveryBody.SpeechBegin begin) {
    Segment segment = begin.segment();
    return new ServerMessage.SpeechBegin(
        sequence,
        segment.id(),
        segment.speaker(),
        segment.track(),
        begin.language(),
        begin.voice(),
        SpeechTimeline.number(segment.id()),
        segment.startMillis(),
        segment.endMillis());
  }
}
