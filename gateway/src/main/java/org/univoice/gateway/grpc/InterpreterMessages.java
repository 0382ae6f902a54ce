package org.univoice.gateway.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Original;
import org.univoice.gateway.websocket.ClientMessage;
import org.univoice.gateway.websocket.ServerMessage;
import org.univoice.v1.Attendee;
import org.univoice.v1.AudioControl;
import org.univoice.v1.Caption;
import org.univoice.v1.Configure;
import org.univoice.v1.Entity;
import org.univoice.v1.Finished;
import org.univoice.v1.Latency;
import org.univoice.v1.Notice;
import org.univoice.v1.OriginalSpeech;
import org.univoice.v1.Ready;
import org.univoice.v1.Speech;
import org.univoice.v1.SpeechBegin;
import org.univoice.v1.SpeechEnd;
import org.univoice.v1.Status;
import org.univoice.v1.Translation;
import org.univoice.v1.Voice;
import org.univoice.v1.Word;

/** The conversation in the words of the contract, and back. */
final class InterpreterMessages {
  private InterpreterMessages() {}

  static ClientMessage configure(Configure wire) {
    return new ClientMessage.Configure(
        wire.hasAudio() ? format(wire.getAudio()) : null,
        tag("speaks", wire.getSpeaks()),
        tag("hears", wire.getHears()),
        wire.getCaptions() == Configure.Captions.FINAL ? Captions.FINAL : Captions.ALL,
        wire.hasOutput() ? name(wire.getOutput().getEncoding()) : null,
        original(wire.getOriginal()),
        wire.getOwnTranslations());
  }

  private static Original original(Configure.Original wire) {
    return switch (wire) {
      case MUTED -> Original.MUTED;
      case DUCKED -> Original.DUCKED;
      case OFF, ORIGINAL_UNSPECIFIED, UNRECOGNIZED -> Original.OFF;
    };
  }

  private static String tag(String field, String tag) {
    if (tag.length() > 35 || !tag.matches("[A-Za-z0-9-]*")) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'" + field + "' is not a language tag.",
              "Send a tag such as en-US.")
          .about(field);
    }
    return tag;
  }

  private static AudioFormat format(org.univoice.v1.AudioFormat wire) {
    return new AudioFormat(
        name(wire.getEncoding()),
        wire.getSampleRateHz() == 0 ? 16_000 : wire.getSampleRateHz(),
        wire.getChannels() == 0 ? 1 : wire.getChannels());
  }

  private static String name(org.univoice.v1.AudioFormat.Encoding encoding) {
    return switch (encoding) {
      case PCM16, OPUS, MP3, WAV -> encoding.name().toLowerCase(Locale.ROOT);
      case ENCODING_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  static ClientMessage control(AudioControl wire) {
    return switch (wire.getCommand()) {
      case PAUSE -> new ClientMessage.Control(ClientMessage.Control.Command.PAUSE);
      case RESUME -> new ClientMessage.Control(ClientMessage.Control.Command.RESUME);
      case STOP -> new ClientMessage.Control(ClientMessage.Control.Command.STOP);
      case COMMAND_UNSPECIFIED, UNRECOGNIZED ->
          throw new RefusedException(
                  ErrorCode.INVALID_REQUEST,
                  "'command' does not say what to do.",
                  "Use one of: PAUSE, RESUME, STOP.")
              .about("command");
    };
  }

  /**
   * @param segments the segment of each speech by its number
   */
  static org.univoice.v1.ServerMessage of(ServerMessage message, Map<Integer, String> segments) {
    org.univoice.v1.ServerMessage.Builder wire =
        org.univoice.v1.ServerMessage.newBuilder().setSequence(message.sequence());
    if (message instanceof ServerMessage.Ready ready) {
      wire.setReady(
          Ready.newBuilder()
              .setSessionId(ready.sessionId())
              .setParticipantId(ready.participantId())
              .setResumed(ready.resumed())
              .setReceivedMs(ready.receivedMillis()));
    } else if (message instanceof ServerMessage.Status status) {
      wire.setStatus(status(status));
    } else if (message instanceof ServerMessage.PartialCaption partial) {
      wire.setCaption(
          Caption.newBuilder()
              .setSegment(partial.segment())
              .setSpeaker(partial.speaker())
              .setLanguage(partial.language())
              .setText(partial.text())
              .setConfidence(partial.confidence())
              .setLowConfidence(partial.lowConfidence())
              .setStartMs(partial.startMs())
              .setEndMs(partial.endMs())
              .setParticipantId(partial.participant())
              .setStableCharacters(partial.stableCharacters()));
    } else if (message instanceof ServerMessage.FinalCaption caption) {
      wire.setCaption(caption(caption));
    } else if (message instanceof ServerMessage.Translation translation) {
      wire.setTranslation(translation(translation));
    } else if (message instanceof ServerMessage.SpeechBegin begin) {
      wire.setSpeechBegin(
          SpeechBegin.newBuilder()
              .setSegment(begin.segment())
              .setLanguage(begin.language())
              .setVoice(voice(begin.voice()))
              .setSpeaker(begin.speaker())
              .setParticipantId(begin.participant()));
    } else if (message instanceof ServerMessage.Audio audio) {
      wire.setSpeech(
          Speech.newBuilder()
              .setSegment(segments.getOrDefault(audio.audio(), ""))
              .setAudio(ByteString.copyFrom(audio.pcm()))
              .setTimeMs(audio.timeMillis()));
    } else if (message instanceof ServerMessage.Original original) {
      wire.setOriginal(
          OriginalSpeech.newBuilder()
              .setParticipantId(original.participant())
              .setAudio(UnsafeByteOperations.unsafeWrap(original.pcm()))
              .setTimeMs(original.timeMillis()));
    } else if (message instanceof ServerMessage.SpeechEnd end) {
      wire.setSpeechEnd(
          SpeechEnd.newBuilder()
              .setSegment(end.segment())
              .setLanguage(end.language())
              .setVoice(voice(end.voice())));
    } else if (message instanceof ServerMessage.Latency latency) {
      wire.setLatency(latency(latency));
    } else if (message instanceof ServerMessage.Notice notice) {
      wire.setNotice(
          Notice.newBuilder()
              .setCode(notice.code())
              .setMessage(notice.message())
              .setSuggestion(notice.suggestion())
              .setSegment(Optional.ofNullable(notice.segment()).orElse("")));
    } else if (message instanceof ServerMessage.Finished finished) {
      wire.setFinished(
          Finished.newBuilder()
              .setParticipantId(finished.track())
              .setLanguage(finished.language()));
    }
    return wire.build();
  }

  private static Status status(ServerMessage.Status status) {
    Status.Builder wire =
        Status.newBuilder()
            .setSessionId(status.sessionId())
            .setParticipantId(status.participantId())
            .setState(status.state())
            .setReceivedMs(status.receivedMillis());
    status
        .participants()
        .forEach(
            other ->
                wire.addParticipants(
                    Attendee.newBuilder()
                        .setParticipantId(other.participantId())
                        .setName(other.name())
                        .setSpeaks(other.speaks())
                        .setHears(other.hears())
                        .setConnected(other.connected())));
    return wire.build();
  }

  private static Caption caption(ServerMessage.FinalCaption caption) {
    Caption.Builder wire =
        Caption.newBuilder()
            .setSegment(caption.segment())
            .setSpeaker(caption.speaker())
            .setFinal(true)
            .setLanguage(caption.language())
            .setText(caption.text())
            .setConfidence(caption.confidence())
            .setLowConfidence(caption.lowConfidence())
            .setStartMs(caption.startMs())
            .setEndMs(caption.endMs())
            .setParticipantId(caption.participant())
            .setOverlapped(caption.overlapped());
    caption
        .words()
        .forEach(
            word ->
                wire.addWords(
                    Word.newBuilder()
                        .setText(word.text())
                        .setStartMs(word.startMs())
                        .setEndMs(word.endMs())
                        .setConfidence(word.confidence())));
    return wire.build();
  }

  private static Translation translation(ServerMessage.Translation translation) {
    Translation.Builder wire =
        Translation.newBuilder()
            .setSegment(translation.segment())
            .setLanguage(translation.language())
            .setText(translation.text())
            .setConfidence(translation.confidence())
            .addAllAlternatives(translation.alternatives())
            .setSpeaker(translation.speaker())
            .setParticipantId(translation.participant())
            .setSourceLanguage(translation.sourceLanguage())
            .setTier(translation.tier())
            .setStartMs(translation.startMs())
            .setEndMs(translation.endMs());
    translation
        .entities()
        .forEach(
            entity ->
                wire.addEntities(
                    Entity.newBuilder().setText(entity.text()).setType(entity.type())));
    return wire.build();
  }

  private static Latency latency(ServerMessage.Latency latency) {
    DeliveryBody.Stages stages = latency.stages();
    return Latency.newBuilder()
        .setSegment(latency.segment())
        .setLanguage(latency.language())
        .setCapturedAt(latency.capturedAt())
        .putStages("segmentation", stages.segmentation())
        .putStages("recognition", stages.recognition())
        .putStages("translation", stages.translation())
        .putStages("firstSpeech", stages.firstSpeech())
        .putStages("delivery", stages.delivery())
        .putStages("endToEnd", stages.endToEnd())
        .build();
  }

  private static Voice voice(String name) {
    return switch (name) {
      case "cloned" -> Voice.CLONED;
      case "similar" -> Voice.SIMILAR;
      case "standard" -> Voice.STANDARD;
      default -> Voice.NONE;
    };
  }
}
