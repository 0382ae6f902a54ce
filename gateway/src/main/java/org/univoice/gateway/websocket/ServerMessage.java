package org.univoice.gateway.websocket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.univoice.gateway.delivery.DeliveryBody.Entity;
import org.univoice.gateway.delivery.DeliveryBody.Stages;
import org.univoice.gateway.delivery.DeliveryBody.Word;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.session.AudioFormat;

/**
 * What the gateway says. Each record is the JSON of one type; {@link Audio} and {@link Original}
 * are binary messages. The sequence is the delivery's; what the gateway says itself repeats the
 * last one sent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerMessage {
  @JsonProperty
  String type();

  long sequence();

  record Ready(
      long sequence,
      String sessionId,
      String participantId,
      boolean resumed,
      long receivedMillis,
      AudioFormat audio,
      String speaks,
      String hears,
      String captions,
      AudioFormat output,
      String original)
      implements ServerMessage {
    @Override
    public String type() {
      return "session.ready";
    }
  }

  record Status(
      long sequence,
      String sessionId,
      String participantId,
      String state,
      long receivedMillis,
      List<Other> participants)
      implements ServerMessage {
    @Override
    public String type() {
      return "session.status";
    }

    /** A participant of the session, as the others see it. */
    public record Other(
        String participantId, String name, String speaks, String hears, boolean connected) {}
  }

  record PartialCaption(
      long sequence,
      String segment,
      String speaker,
      String participant,
      String language,
      String text,
      float confidence,
      boolean lowConfidence,
      long startMs,
      long endMs,
      int stableCharacters)
      implements ServerMessage {
    @Override
    public String type() {
      return "caption.partial";
    }
  }

  record FinalCaption(
      long sequence,
      String segment,
      String speaker,
      String participant,
      String language,
      String text,
      float confidence,
      boolean lowConfidence,
      long startMs,
      long endMs,
      List<Word> words,
      boolean overlapped)
      implements ServerMessage {
    @Override
    public String type() {
      return "caption.final";
    }
  }

  record Translation(
      long sequence,
      String segment,
      String speaker,
      String participant,
      String sourceLanguage,
      String language,
      String text,
      float confidence,
      List<String> alternatives,
      List<Entity> entities,
      String tier,
      long startMs,
      long endMs)
      implements ServerMessage {
    @Override
    public String type() {
      return "translation";
    }
  }

  record SpeechBegin(
      long sequence,
      String segment,
      String speaker,
      String participant,
      String language,
      String voice,
      int audio,
      long startMs,
      long endMs)
      implements ServerMessage {
    @Override
    public String type() {
      return "speech.begin";
    }
  }

  record SpeechEnd(
      long sequence, String segment, String language, String voice, int audio, int chunks)
      implements ServerMessage {
    @Override
    public String type() {
      return "speech.end";
    }
  }

  record Latency(long sequence, String segment, String language, Stages stages, long capturedAt)
      implements ServerMessage {
    @Override
    public String type() {
      return "latency";
    }
  }

  record Notice(long sequence, String code, String message, String suggestion, String segment)
      implements ServerMessage {
    @Override
    public String type() {
      return "notice";
    }
  }

  record Finished(long sequence, String track, String language) implements ServerMessage {
    @Override
    public String type() {
      return "session.finished";
    }
  }

  record Failure(long sequence, @JsonUnwrapped ErrorResponse response) implements ServerMessage {
    @Override
    public String type() {
      return "error";
    }
  }

  /**
   * A participant's own voice is sent from now on, in binary messages of this number, which is
   * below 0.
   */
  record OriginalBegin(
      long sequence, String participant, int audio, String format, int sampleRate, int channels)
      implements ServerMessage {
    @Override
    public String type() {
      return "original.begin";
    }
  }

  /**
   * A binary message: a piece of a participant's own voice, 16 kHz mono.
   *
   * @param timeMillis on the participant's track
   */
  record Original(long sequence, String participant, int audio, int timeMillis, byte[] pcm)
      implements ServerMessage {
    @Override
    public String type() {
      return "original";
    }
  }

  /** A binary message: a part of the speech numbered {@code audio}, samples or encoded. */
  record Audio(long sequence, int audio, int timeMillis, byte[] pcm) implements ServerMessage {
    @Override
    public String type() {
      return "audio";
    }
  }
}
