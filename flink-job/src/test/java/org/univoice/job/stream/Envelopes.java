package org.univoice.job.stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.univoice.internal.v1.Attached;
import org.univoice.internal.v1.AudioCodec;
import org.univoice.internal.v1.CaseRule;
import org.univoice.internal.v1.DeliveriesAcknowledged;
import org.univoice.internal.v1.ParticipantLeft;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.internal.v1.TrackOpened;
import org.univoice.internal.v1.TrackPaused;
import org.univoice.internal.v1.TrackResumed;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.glossary.SessionGlossary;
import org.univoice.job.glossary.TermCase;

/** Any events, and the envelope in which a gateway would say them. */
final class Envelopes {

  private static final String GATEWAY = "gateway-1:8091";
  private static final long PUBLISHED_MILLIS = 1_700_000_000_123L;
  private static final int FIELD_OF_A_NEWER_GATEWAY = 99;

  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs().between(0, 1L << 60);
  private static final Arbitrary<String> IDS =
      Arbitraries.strings().alpha().numeric().withChars(":/-. ß日").ofMaxLength(32);

  private Envelopes() {}

  /** Null stands for a record of a kind or codec that this job does not know. */
  static Arbitrary<List<TrackEvent>> any() {
    Arbitrary<TrackEvent> events =
        Combinators.combine(
                IDS, IDS, Arbitraries.oneOf(audio().map(Body::new), control().map(Body::new)))
            .as(
                (session, track, body) ->
                    new TrackEvent(session, track, GATEWAY, body.audio, body.control));
    return events.injectNull(0.1).list().ofMaxSize(12).withoutEdgeCases();
  }

  static byte[] bytes(List<TrackEvent> events) {
    StreamEnvelope.Builder envelope =
        StreamEnvelope.newBuilder().setGateway(GATEWAY).setPublishedAtMs(PUBLISHED_MILLIS);
    for (TrackEvent event : events) {
      envelope.addRecords(event == null ? unknown(envelope.getRecordsCount()) : record(event));
    }
    return envelope.build().toByteArray();
  }

  private record Body(AudioChunk audio, SessionControl control) {
    private Body(AudioChunk audio) {
      this(audio, null);
    }

    private Body(SessionControl control) {
      this(null, control);
    }
  }

  private static Arbitrary<AudioChunk> audio() {
    return Combinators.combine(
            NUMBERS,
            NUMBERS,
            Arbitraries.integers().between(1, 50),
            NUMBERS,
            NUMBERS,
            Arbitraries.bytes().array(byte[].class).ofMaxSize(64))
        .as(
            (sequence, start, millis, captured, received, pcm) ->
                new AudioChunk(
                    sequence, start, start + millis, captured, received, PUBLISHED_MILLIS, pcm));
  }

  /** Fields that a kind does not need are empty; an acknowledgement has its envelope's time. */
  private static Arbitrary<SessionControl> control() {
    Arbitrary<String> tags = Arbitraries.of("", "auto", "en", "pt-BR", "zh-Hans-CN");
    return Combinators.combine(
            Arbitraries.of(SessionControl.Kind.class), tags, tags, NUMBERS, NUMBERS)
        .as(
            (kind, speaks, hears, sequence, at) ->
                switch (kind) {
                  case OPENED -> opened(speaks, hears, sequence, at);
                  case ATTACHED -> new SessionControl(kind, "", "", sequence, at);
                  case ACKNOWLEDGED -> new SessionControl(kind, "", "", sequence, PUBLISHED_MILLIS);
                  case ENDED, PAUSED, RESUMED, LEFT -> new SessionControl(kind, "", "", 0, at);
                });
  }

  /** By turns with and without what accompanies a track. */
  private static SessionControl opened(String speaks, String hears, long number, long at) {
    var kind = SessionControl.Kind.OPENED;
    if (number % 2 == 0) {
      return new SessionControl(kind, speaks, hears, 0, at);
    }
    var voice =
        new EnrolledVoice(
            "p", "m/1", new float[] {1, 2}, 3, 5, 0.5f, new float[] {3}, -20, 4, number % 3 == 0);
    var term = new GlossaryTerm("a b", "c", "en", "pt", TermCase.values()[(int) (number % 3)]);
    var glossary = new SessionGlossary(new GlossaryTerm[] {term});
    boolean isEnglish = speaks.isEmpty() || speaks.equals("auto") || speaks.equals("en");
    var words = isEnglish ? new String[] {"Quilter", "a b"} : new String[] {"Quilter"};
    var recognition = new RecognitionOptions(words, number % 3 == 0, number % 3 == 1);
    var style =
        new TranslationStyle("medical", TranslationStyle.Formality.values()[(int) (number % 3)]);
    var quality = QualityMode.values()[(int) (number % 3)];
    return new SessionControl(
        kind, speaks, hears, 0, at, voice, glossary, recognition, style, quality, isEnglish);
  }

  private static TrackOpened.Builder accompanied(TrackOpened.Builder opened, SessionControl said) {
    opened.setOwnTranslations(said.ownTranslations());
    if (said.voice() == null) {
      return opened;
    }
    var voice =
        org.univoice.internal.v1.EnrolledVoice.newBuilder()
            .setProfileId(said.voice().profileId())
            .setModel(said.voice().model())
            .setSamples(said.voice().samples())
            .setLnPitchMean(said.voice().lnPitchMean())
            .setLnPitchDeviation(said.voice().lnPitchDeviation())
            .setLoudness(said.voice().loudness())
            .setRate(said.voice().rate())
            .setLearn(said.voice().learn());
    for (float value : said.voice().embedding()) {
      voice.addEmbedding(value);
    }
    for (float value : said.voice().spectrum()) {
      voice.addSpectrum(value);
    }
    var glossary = org.univoice.internal.v1.Glossary.newBuilder();
    for (GlossaryTerm term : said.glossary().terms()) {
      glossary.addTerms(
          org.univoice.internal.v1.GlossaryTerm.newBuilder()
              .setSource(term.source())
              .setTarget(term.target())
              .setSourceLanguage(term.sourceLanguage())
              .setTargetLanguage(term.targetLanguage())
              .setCaseRule(CaseRule.valueOf("CASE_RULE_" + term.rule())));
    }
    var recognition =
        org.univoice.internal.v1.Recognition.newBuilder()
            .addVocabulary("Quilter")
            .setMaskProfanity(said.recognition().masksProfanity())
            .setRedactPersonalData(said.recognition().redactsPersonalData());
    var style =
        org.univoice.internal.v1.TranslationStyle.newBuilder()
            .setDomain(said.style().domain())
            .setFormalityValue(said.style().formality().ordinal());
    return opened
        .setVoice(voice)
        .setGlossary(glossary)
        .setRecognition(recognition)
        .setStyle(style)
        .setQualityModeValue(said.quality().ordinal() + 1);
  }

  private static SessionRecord record(TrackEvent event) {
    SessionRecord.Builder record =
        SessionRecord.newBuilder().setSessionId(event.session()).setTrackId(event.track());
    return event.audio() == null
        ? with(record, event.control()).build()
        : record.setAudio(chunk(event.audio())).build();
  }

  private static org.univoice.internal.v1.AudioChunk chunk(AudioChunk audio) {
    return org.univoice.internal.v1.AudioChunk.newBuilder()
        .setSequence(audio.sequence())
        .setStartMs(audio.startMillis())
        .setDurationMs((int) (audio.endMillis() - audio.startMillis()))
        .setCapturedAtMs(audio.capturedMillis())
        .setReceivedAtMs(audio.receivedMillis())
        .setCodec(
            audio.isOpus() ? AudioCodec.AUDIO_CODEC_OPUS : AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO)
        .setSkipSamples(audio.skippedSamples())
        .setPayload(ByteString.copyFrom(audio.payload()))
        .build();
  }

  private static SessionRecord.Builder with(SessionRecord.Builder record, SessionControl said) {
    long at = said.atMillis();
    return switch (said.kind()) {
      case OPENED ->
          record.setOpened(
              accompanied(
                  TrackOpened.newBuilder()
                      .setSpeaks(said.speaks())
                      .setHears(said.hears())
                      .setParticipantName("Ana")
                      .setAtMs(at),
                  said));
      case ENDED ->
          record.setEnded(
              TrackEnded.newBuilder().setReason(TrackEnded.Reason.REASON_EXPIRED).setAtMs(at));
      case PAUSED -> record.setPaused(TrackPaused.newBuilder().setAtMs(at));
      case RESUMED -> record.setResumed(TrackResumed.newBuilder().setAtMs(at));
      case ATTACHED ->
          record.setAttached(
              Attached.newBuilder().setLastSequence(said.lastSequence()).setAtMs(at));
      case ACKNOWLEDGED ->
          record.setAcknowledged(
              DeliveriesAcknowledged.newBuilder().setUpToSequence(said.lastSequence()));
      case LEFT -> record.setLeft(ParticipantLeft.newBuilder().setAtMs(at));
    };
  }

  /** By turns: audio in a codec that is not read, and a body that is newer than this job. */
  private static SessionRecord unknown(int place) {
    SessionRecord.Builder record = SessionRecord.newBuilder().setSessionId("s").setTrackId("t");
    return place % 2 == 0
        ? record
            .setAudio(
                org.univoice.internal.v1.AudioChunk.newBuilder()
                    .setCodec(AudioCodec.AUDIO_CODEC_UNSPECIFIED))
            .build()
        : record
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        FIELD_OF_A_NEWER_GATEWAY,
                        UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();
  }
}
