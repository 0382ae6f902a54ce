package org.univoice.job.delivery;

import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Entity;
import org.univoice.internal.v1.Latency;
import org.univoice.internal.v1.Notice;
import org.univoice.internal.v1.Replayed;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.SpeechBegin;
import org.univoice.internal.v1.SpeechChunk;
import org.univoice.internal.v1.SpeechEnd;
import org.univoice.internal.v1.TrackFinished;
import org.univoice.internal.v1.TrackPosition;
import org.univoice.internal.v1.VoiceLearned;
import org.univoice.internal.v1.VoiceTier;
import org.univoice.internal.v1.Word;
import org.univoice.job.diarization.LearnedVoice;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.diarization.VoiceLesson;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.AttachedTrack;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.translation.Translation;

/** Puts results into parcels, with ids that a restarted job gives them again. */
final class ParcelWriter {

  private ParcelWriter() {}

  static Parcel caption(Utterance utterance) {
    RecognizedSegment said = utterance.recognized();
    SegmentRef ref = said.ref();
    boolean partial = ref.kind() == SegmentKind.PARTIAL;
    Caption.Builder caption =
        Caption.newBuilder()
            .setSegment(segment(utterance))
            .setFinal(!partial)
            .setLanguage(said.language())
            .setText(said.text())
            .setConfidence(said.confidence())
            .setLowConfidence(said.confidence() < RecognizedSegment.LOW_CONFIDENCE)
            .setStableCharacters(said.stableCharacters())
            .setOverlapped(utterance.overlapped());
    if (!partial) {
      for (RecognizedWord word : said.words()) {
        caption.addWords(
            Word.newBuilder()
                .setText(word.text())
                .setStartMs(word.startMillis())
                .setEndMs(word.endMillis())
                .setConfidence(word.confidence()));
      }
    }
    String id = ref.segmentId() + (partial ? "/partial/" + ref.revision() : "/final");
    return parcel("", ref.track(), delivery(ref, id).setCaption(caption));
  }

  /** A partial without text: what partials of the segment showed was nothing after all. */
  static Parcel takenBack(Utterance blank) {
    SegmentRef ref = blank.recognized().ref();
    Caption.Builder caption =
        Caption.newBuilder().setSegment(segment(blank)).setLanguage(blank.recognized().language());
    String id = ref.segmentId() + "/partial/" + ref.revision();
    return parcel("", ref.track(), delivery(ref, id).setCaption(caption));
  }

  static Parcel translation(Translation translation) {
    SegmentRef ref = translation.ref();
    var body =
        org.univoice.internal.v1.Translation.newBuilder()
            .setSegment(segment(ref, translation.speaker()))
            .setSourceLanguage(translation.sourceLanguage())
            .setLanguage(translation.target())
            .setText(translation.text())
            .setConfidence(translation.confidence())
            .addAllAlternatives(List.of(translation.alternatives()))
            .setTier(translation.tier());
    for (var entity : translation.entities()) {
      body.addEntities(Entity.newBuilder().setText(entity.text()).setType(entity.type()));
    }
    String id = ref.segmentId() + "/" + translation.target() + "/translation";
    return parcel(translation.target(), ref.track(), delivery(ref, id).setTranslation(body));
  }

  /** The parcels of one piece: what begins or ends with it, and its audio. */
  static List<Parcel> speech(SpokenTranslation spoken) {
    SegmentRef ref = spoken.ref();
    List<Parcel> parcels = new ArrayList<>();
    String prefix = ref.segmentId() + "/" + spoken.target() + "/speech/";
    if (spoken.index() == 0) {
      parcels.add(
          parcel(
              spoken.target(),
              ref.track(),
              delivery(ref, prefix + "begin")
                  .setSpeechBegin(
                      SpeechBegin.newBuilder()
                          .setSegment(segment(ref, spoken.speaker()))
                          .setLanguage(spoken.target())
                          .setVoice(tier(spoken)))));
    }
    if (spoken.last()) {
      parcels.add(
          parcel(
              spoken.target(),
              ref.track(),
              delivery(ref, prefix + "end")
                  .setSpeechEnd(
                      SpeechEnd.newBuilder()
                          .setSegmentId(ref.segmentId())
                          .setLanguage(spoken.target())
                          .setVoice(tier(spoken))
                          .setChunks(spoken.index()))));
    } else {
      parcels.add(
          parcel(
              spoken.target(),
              ref.track(),
              delivery(ref, prefix + spoken.index())
                  .setSpeechChunk(
                      SpeechChunk.newBuilder()
                          .setSegmentId(ref.segmentId())
                          .setIndex(spoken.index())
                          .setPcm(UnsafeByteOperations.unsafeWrap(spoken.pcm())))));
    }
    return parcels;
  }

  /**
   * Each stage's share of the way from the last voiced sample to the first speech; what it waits to
   * leave the job is added by {@link #leaving}.
   */
  static Parcel latency(SpokenTranslation spoken) {
    SegmentRef ref = spoken.ref();
    LatencyMarks marks = ref.marks();
    Latency.Builder latency =
        Latency.newBuilder()
            .setSegmentId(ref.segmentId())
            .setLanguage(spoken.target())
            .setSegmentationMs(marks.segmentedMillis() - marks.capturedMillis())
            .setRecognitionMs(marks.recognizedMillis() - marks.segmentedMillis())
            .setTranslationMs(marks.translatedMillis() - marks.recognizedMillis())
            .setFirstSpeechMs(marks.firstSpeechMillis() - marks.translatedMillis())
            .setCapturedAtMs(marks.capturedMillis());
    String id = ref.segmentId() + "/" + spoken.target() + "/latency";
    return parcel(spoken.target(), ref.track(), delivery(ref, id).setLatency(latency));
  }

  /** A latency report counts up to the moment in which it leaves. */
  static Delivery leaving(Delivery content, long nowMillis) {
    if (!content.hasLatency()) {
      return content;
    }
    Latency stages = content.getLatency();
    long endToEndMillis = nowMillis - stages.getCapturedAtMs();
    long madeMillis =
        stages.getSegmentationMs()
            + stages.getRecognitionMs()
            + stages.getTranslationMs()
            + stages.getFirstSpeechMs();
    Latency latency =
        stages.toBuilder()
            .setDeliveryMs(endToEndMillis - madeMillis)
            .setEndToEndMs(endToEndMillis)
            .build();
    return content.toBuilder().setLatency(latency).build();
  }

  static Parcel notice(
      SegmentRef ref, String language, String code, String message, String advice, String news) {
    Notice.Builder notice =
        Notice.newBuilder()
            .setCode(code)
            .setMessage(message)
            .setSuggestion(advice)
            .setSegmentId(ref.segmentId());
    String id = ref.segmentId() + "/notice/" + code + "/" + language;
    byte[] content = delivery(ref, id).setNotice(notice).build().toByteArray();
    return new Parcel(language, ref.track(), content, news);
  }

  /** Whether somebody lacks something without it; a gateway may leave the others out by itself. */
  static boolean isMissed(Delivery expired) {
    boolean isPartial = expired.hasCaption() && !expired.getCaption().getFinal();
    return !isPartial && !expired.hasLatency();
  }

  /** Told to a participant who comes back too late for some of what was said. */
  static Delivery missed(String session, Listener listener) {
    return Delivery.newBuilder()
        .setId(listener.track() + "/missed/" + listener.missedSequence())
        .setSessionId(session)
        .setNotice(
            Notice.newBuilder()
                .setCode("AWAY_TOO_LONG")
                .setMessage("Some of what was said while you were away is no longer there.")
                .setSuggestion("Ask for what you missed; everything said from now on reaches you."))
        .build();
  }

  /** Ends what is sent again to a participant that has attached, and says where its track is. */
  static Delivery replayed(AttachedTrack track) {
    TrackEvent attached = track.attached();
    long atMillis = attached.control().atMillis();
    TrackPosition.Builder position =
        TrackPosition.newBuilder()
            .setNextSequence(track.nextSequence())
            .setNextStartMs(track.nextStartMillis())
            .setCapturedAtMs(track.capturedMillis())
            .setEnded(track.ended());
    return Delivery.newBuilder()
        .setId(attached.track() + "/replayed/" + atMillis)
        .setSessionId(attached.session())
        .setTrackId(attached.track())
        .setReplayed(Replayed.newBuilder().setAttachedAtMs(atMillis).setPosition(position))
        .build();
  }

  /** Told to those who hear a language. */
  static Parcel finished(String session, String track, String language) {
    return parcel(language, track, trackFinished(session, track, language));
  }

  /** Told to the speaker. */
  static Delivery finished(String session, String track) {
    return trackFinished(session, track, "").build();
  }

  private static Delivery.Builder trackFinished(String session, String track, String language) {
    return Delivery.newBuilder()
        .setId(track + "/" + language + "/finished")
        .setSessionId(session)
        .setTrackFinished(
            TrackFinished.newBuilder().setFinishedTrackId(track).setLanguage(language));
  }

  private static Parcel parcel(String language, String track, Delivery.Builder delivery) {
    return new Parcel(language, track, delivery.build().toByteArray(), null);
  }

  private static Delivery.Builder delivery(SegmentRef ref, String id) {
    return Delivery.newBuilder().setId(id).setSessionId(ref.session());
  }

  private static Segment segment(SegmentRef ref, String speaker) {
    return Segment.newBuilder()
        .setId(ref.segmentId())
        .setSpeaker(speaker)
        .setTrackId(ref.track())
        .setStartMs(ref.startMillis())
        .setEndMs(ref.endMillis())
        .build();
  }

  private static Segment segment(Utterance utterance) {
    Segment segment = segment(utterance.recognized().ref(), utterance.speaker());
    return utterance.profileId() == null
        ? segment
        : segment.toBuilder().setVoiceProfileId(utterance.profileId()).build();
  }

  /** What a track taught of a voice; the same again has the same id. */
  static Delivery learned(VoiceLesson lesson) {
    LearnedVoice voice = lesson.learned();
    VoiceLearned.Builder learned =
        VoiceLearned.newBuilder()
            .setProfileId(voice.profileId())
            .setModel(voice.model())
            .setSamples(voice.samples())
            .setLnPitchMean(voice.lnPitchMean())
            .setLnPitchDeviation(voice.lnPitchDeviation())
            .setLoudness(voice.loudness())
            .setRate(voice.rate());
    for (float value : voice.sum()) {
      learned.addEmbeddingSum(value);
    }
    for (float value : voice.spectrum()) {
      learned.addSpectrum(value);
    }
    return Delivery.newBuilder()
        .setId(lesson.track() + "/learned/" + voice.total())
        .setSessionId(lesson.session())
        .setTrackId(lesson.track())
        .setVoiceLearned(learned)
        .build();
  }

  private static VoiceTier tier(SpokenTranslation spoken) {
    return switch (spoken.voice()) {
      case CLONED -> VoiceTier.VOICE_TIER_CLONED;
      case SIMILAR -> VoiceTier.VOICE_TIER_SIMILAR;
      case STANDARD -> VoiceTier.VOICE_TIER_STANDARD;
      case NONE -> VoiceTier.VOICE_TIER_NONE;
    };
  }
}
