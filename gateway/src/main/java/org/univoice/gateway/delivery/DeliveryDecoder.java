package org.univoice.gateway.delivery;

import java.util.Locale;
import java.util.Optional;
import org.univoice.internal.v1.Delivery.BodyCase;
import org.univoice.internal.v1.VoiceTier;

/** Turns what the job sent into records, at the edge. */
final class DeliveryDecoder {
  private static final String VOICE_PREFIX = "VOICE_TIER_";

  private DeliveryDecoder() {}

  /** Empty when the body is of a kind that this gateway does not know. */
  static Optional<Delivery> decode(org.univoice.internal.v1.Delivery wire) {
    return body(wire)
        .map(
            body ->
                new Delivery(
                    wire.getId(),
                    wire.getSessionId(),
                    wire.getTrackId(),
                    wire.getSequence(),
                    body));
  }

  private static Optional<DeliveryBody> body(org.univoice.internal.v1.Delivery wire) {
    BodyCase kind = wire.getBodyCase();
    return switch (kind) {
      case CAPTION -> Optional.of(caption(wire.getCaption()));
      case TRANSLATION -> Optional.of(translation(wire.getTranslation()));
      case SPEECH_BEGIN -> Optional.of(speechBegin(wire.getSpeechBegin()));
      case SPEECH_CHUNK -> Optional.of(speechChunk(wire.getSpeechChunk()));
      case SPEECH_END -> Optional.of(speechEnd(wire.getSpeechEnd()));
      case LATENCY -> Optional.of(latency(wire.getLatency()));
      case NOTICE -> Optional.of(notice(wire.getNotice()));
      case TRACK_FINISHED -> Optional.of(trackFinished(wire.getTrackFinished()));
      case REPLAYED -> Optional.of(replayed(wire.getReplayed()));
      case VOICE_LEARNED -> Optional.of(voiceLearned(wire.getVoiceLearned()));
      case BODY_NOT_SET -> Optional.empty();
    };
  }

  private static DeliveryBody caption(org.univoice.internal.v1.Caption wire) {
    return new DeliveryBody.Caption(
        segment(wire.getSegment()),
        wire.getFinal(),
        wire.getLanguage(),
        wire.getText(),
        wire.getConfidence(),
        wire.getLowConfidence(),
        wire.getWordsList().stream()
            .map(
                word ->
                    new DeliveryBody.Word(
                        word.getText(), word.getStartMs(), word.getEndMs(), word.getConfidence()))
            .toList(),
        wire.getStableCharacters(),
        wire.getOverlapped());
  }

  private static DeliveryBody translation(org.univoice.internal.v1.Translation wire) {
    return new DeliveryBody.Translation(
        segment(wire.getSegment()),
        wire.getSourceLanguage(),
        wire.getLanguage(),
        wire.getText(),
        wire.getConfidence(),
        wire.getAlternativesList().stream().toList(),
        wire.getEntitiesList().stream()
            .map(entity -> new DeliveryBody.Entity(entity.getText(), entity.getType()))
            .toList(),
        wire.getTier());
  }

  private static DeliveryBody speechBegin(org.univoice.internal.v1.SpeechBegin wire) {
    return new DeliveryBody.SpeechBegin(
        segment(wire.getSegment()), wire.getLanguage(), voice(wire.getVoice()));
  }

  private static DeliveryBody speechChunk(org.univoice.internal.v1.SpeechChunk wire) {
    return new DeliveryBody.SpeechChunk(
        wire.getSegmentId(), wire.getIndex(), wire.getPcm().toByteArray());
  }

  private static DeliveryBody speechEnd(org.univoice.internal.v1.SpeechEnd wire) {
    return new DeliveryBody.SpeechEnd(
        wire.getSegmentId(), wire.getLanguage(), voice(wire.getVoice()), wire.getChunks());
  }

  private static DeliveryBody latency(org.univoice.internal.v1.Latency wire) {
    return new DeliveryBody.Latency(
        wire.getSegmentId(),
        wire.getLanguage(),
        new DeliveryBody.Stages(
            wire.getSegmentationMs(),
            wire.getRecognitionMs(),
            wire.getTranslationMs(),
            wire.getFirstSpeechMs(),
            wire.getDeliveryMs(),
            wire.getEndToEndMs()),
        wire.getCapturedAtMs());
  }

  private static DeliveryBody notice(org.univoice.internal.v1.Notice wire) {
    return new DeliveryBody.Notice(
        wire.getCode(), wire.getMessage(), wire.getSuggestion(), wire.getSegmentId());
  }

  private static DeliveryBody trackFinished(org.univoice.internal.v1.TrackFinished wire) {
    return new DeliveryBody.TrackFinished(wire.getFinishedTrackId(), wire.getLanguage());
  }

  private static DeliveryBody replayed(org.univoice.internal.v1.Replayed wire) {
    org.univoice.internal.v1.TrackPosition position = wire.getPosition();
    return new DeliveryBody.Replayed(
        wire.getAttachedAtMs(),
        wire.hasPosition()
            ? Optional.of(
                new TrackPosition(
                    position.getNextSequence(),
                    position.getNextStartMs(),
                    position.getCapturedAtMs(),
                    position.getEnded()))
            : Optional.empty());
  }

  private static DeliveryBody voiceLearned(org.univoice.internal.v1.VoiceLearned wire) {
    return new DeliveryBody.VoiceLearned(
        wire.getProfileId(),
        wire.getModel(),
        wire.getSamples(),
        wire.getEmbeddingSumList(),
        wire.getLnPitchMean(),
        wire.getLnPitchDeviation(),
        wire.getSpectrumList(),
        wire.getLoudness(),
        wire.getRate());
  }

  private static DeliveryBody.Segment segment(org.univoice.internal.v1.Segment wire) {
    return new DeliveryBody.Segment(
        wire.getId(),
        wire.getSpeaker(),
        wire.getTrackId(),
        wire.getStartMs(),
        wire.getEndMs(),
        wire.getVoiceProfileId());
  }

  /** "similar"; "none" also for what is unknown, because then nothing is promised. */
  private static String voice(VoiceTier tier) {
    return switch (tier) {
      case VOICE_TIER_CLONED, VOICE_TIER_SIMILAR, VOICE_TIER_STANDARD ->
          tier.name().substring(VOICE_PREFIX.length()).toLowerCase(Locale.ROOT);
      case VOICE_TIER_NONE, VOICE_TIER_UNSPECIFIED, UNRECOGNIZED -> "none";
    };
  }
}
