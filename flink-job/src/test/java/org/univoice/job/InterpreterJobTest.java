package org.univoice.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.delivery.OutgoingDelivery;
import org.univoice.job.recognition.FakeRecognizer;
import org.univoice.job.recognition.FakeVoiceprintExtractor;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.segmentation.voiceactivity.SileroVoiceActivityDetector;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.KinesisStream;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.FakeSynthesizer;
import org.univoice.job.translation.FakeTranslator;
import org.univoice.job.translation.Translator;

/** The whole job on a cluster in this process, on RocksDB, with fakes for the models. */
class InterpreterJobTest {

  private static final List<OutgoingDelivery> DELIVERED = new CopyOnWriteArrayList<>();
  private static final List<TrackEvent> HAPPENS = new ArrayList<>();
  private static final List<String> FINALLY_RECOGNIZED = new CopyOnWriteArrayList<>();
  private static final long OPENING_MILLIS = 1_500;
  private static final int CHUNK_BYTES = 1_600;
  private static final int WAV_HEADER_BYTES = 44;

  static final class Collecting implements Sink<OutgoingDelivery> {
    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<OutgoingDelivery> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Flink calls the other one");
    }

    @Override
    public SinkWriter<OutgoingDelivery> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(OutgoingDelivery element, Context ignored) {
          DELIVERED.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }

  @BeforeEach
  void forget() {
    DELIVERED.clear();
    HAPPENS.clear();
    FINALLY_RECOGNIZED.clear();
  }

  @Test
  void shouldCarryAChunkFromMicrophoneToListener() throws Exception {
    opens("s", "anna", "en-US", "");
    opens("s", "rui", "", "pt-BR");
    speaks("s", "anna");
    ends("s", "anna");

    run(new FakeSynthesizer());

    List<Delivery> rui = deliveredTo("rui");
    assertThat(rui).filteredOn(d -> d.hasCaption() && d.getCaption().getFinal()).isNotEmpty();
    assertThat(rui).filteredOn(Delivery::hasTranslation).isNotEmpty();
    assertThat(rui).filteredOn(Delivery::hasSpeechChunk).isNotEmpty();
    assertThat(rui).filteredOn(Delivery::hasLatency).isNotEmpty();
    assertThat(rui).last().matches(Delivery::hasTrackFinished);
    assertThat(rui).extracting(Delivery::getSequence).isSorted().doesNotHaveDuplicates();
    assertThat(rui).extracting(Delivery::getId).doesNotHaveDuplicates();

    List<Delivery> anna = deliveredTo("anna");
    assertThat(anna).filteredOn(Delivery::hasCaption).isNotEmpty();
    assertThat(anna).noneMatch(Delivery::hasSpeechChunk);
    assertThat(anna).filteredOn(Delivery::hasTrackFinished).hasSize(1);
  }

  @Test
  void shouldLetAParticipantWhoIsAloneHearItself() throws Exception {
    opens("s", "anna", "en-US", "pt-BR");
    speaks("s", "anna");
    ends("s", "anna");

    run(new FakeSynthesizer());

    assertThat(deliveredTo("anna")).filteredOn(Delivery::hasSpeechChunk).isNotEmpty();
  }

  @Test
  void shouldLetEverybodyHearEverybodyElseInTheirOwnLanguage() throws Exception {
    opens("s", "anna", "en-US", "en-US");
    opens("s", "rui", "pt-BR", "pt-BR");
    opens("s", "eva", "", "es-ES");
    speaks("s", "anna");
    speaks("s", "rui");
    ends("s", "anna");
    ends("s", "rui");

    run(new FakeSynthesizer());

    assertThat(translationsFor("eva")).containsExactlyInAnyOrder("anna in es", "rui in es");
    assertThat(translationsFor("rui")).containsExactly("anna in pt");
    assertThat(translationsFor("anna")).containsExactly("rui in en");
  }

  @Test
  void shouldRecognizeOnceHoweverManyLanguagesAreHeard() throws Exception {
    opens("s", "anna", "en-US", "");
    speaks("s", "anna");
    ends("s", "anna");
    run(new FakeSynthesizer());
    int forNobody = FINALLY_RECOGNIZED.size();
    forget();
    opens("s", "anna", "en-US", "");
    for (String language : List.of("pt", "es", "fr", "de")) {
      opens("s", "listener-" + language, "", language);
    }
    speaks("s", "anna");
    ends("s", "anna");

    run(new FakeSynthesizer());

    for (String language : List.of("pt", "es", "fr", "de")) {
      assertThat(translationsFor("listener-" + language)).containsExactly("anna in " + language);
    }
    assertThat(FINALLY_RECOGNIZED).hasSize(forNobody);
  }

  /** Four tenths of a second between them: less than a pause, more than a short one. */
  @Test
  void shouldTranslateSentencesSoonerOrTogetherAsTheSessionPrefers() throws Exception {
    byte[] said = sentence();
    var talk = new ByteArrayOutputStream();
    talk.write(said, 0, 5_400 * 32);
    talk.write(new byte[400 * 32]);
    talk.write(said, 560 * 32, said.length - 560 * 32);
    prefers("quick", "anna", QualityMode.SPEED);
    prefers("careful", "bea", QualityMode.QUALITY);
    speaks("quick", "anna", talk.toByteArray());
    speaks("careful", "bea", talk.toByteArray());
    ends("quick", "anna");
    ends("careful", "bea");

    run(new FakeSynthesizer());

    assertThat(translationsFor("anna")).containsExactly("anna in pt", "anna in pt");
    assertThat(translationsFor("bea")).containsExactly("bea in pt");
  }

  @Test
  void shouldKeepSessionsApart() throws Exception {
    opens("one", "anna", "en-US", "pt-BR");
    opens("two", "bea", "en-US", "pt-BR");
    speaks("one", "anna");
    speaks("two", "bea");
    ends("one", "anna");
    ends("two", "bea");

    run(new FakeSynthesizer());

    assertThat(deliveredTo("anna")).isNotEmpty().allMatch(d -> d.getSessionId().equals("one"));
    assertThat(deliveredTo("bea")).isNotEmpty().allMatch(d -> d.getSessionId().equals("two"));
    assertThat(deliveredTo("bea")).filteredOn(Delivery::hasSpeechChunk).isNotEmpty();
  }

  @Test
  void shouldGoOnWithCaptionsWhenNothingCanBeSpoken() throws Exception {
    opens("s", "anna", "en-US", "pt-BR");
    speaks("s", "anna");
    ends("s", "anna");

    run(
        new FakeSynthesizer(
            request -> {
              throw new org.univoice.job.call.ModelCallException("no voice today", false, null);
            }));

    List<Delivery> anna = deliveredTo("anna");
    assertThat(anna).filteredOn(Delivery::hasTranslation).isNotEmpty();
    assertThat(anna).noneMatch(Delivery::hasSpeechChunk);
    assertThat(anna)
        .filteredOn(Delivery::hasNotice)
        .singleElement()
        .satisfies(d -> assertThat(d.getNotice().getCode()).isEqualTo("TTS_SERVICE_ERROR"));
    assertThat(anna).last().matches(Delivery::hasTrackFinished);
  }

  private static void run(FakeSynthesizer synthesizer) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    List<TrackEvent> happens = HAPPENS;
    DataGeneratorSource<TrackEvent> source =
        new DataGeneratorSource<>(
            index -> {
              TrackEvent event = HAPPENS.get(index.intValue());
              if (event.audio() != null && event.audio().sequence() == 0) {
                // Nobody speaks in the instant of opening: controls go a shorter way than speech.
                Thread.sleep(OPENING_MILLIS);
              }
              return event;
            },
            happens.size(),
            TypeInformation.of(TrackEvent.class));
    DataStream<TrackEvent> events =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "events").uid("source");
    ModelClients models =
        new ModelClients(
            new SileroVoiceActivityDetector(),
            new FakeRecognizer(InterpreterJobTest::heard),
            new FakeVoiceprintExtractor(),
            new FakeTranslator(asked -> new Translator.Rendering("uma frase", 0.9f, List.of())),
            synthesizer);
    new InterpreterJob(JobConfig.of(new String[0]), models, Clock.systemUTC())
        .connect(KinesisStream.withSpokenTime(events), new Collecting());
    env.execute("test");
  }

  private static Recognizer.Recognition heard(Recognizer.Request request) {
    if (request.words()) {
      FINALLY_RECOGNIZED.add(request.language());
    }
    return FakeRecognizer.heard("we are glad to welcome his gospel", request);
  }

  /** Who was translated for this one, into what: once for each segment. */
  private static List<String> translationsFor(String track) throws Exception {
    return deliveredTo(track).stream()
        .filter(Delivery::hasTranslation)
        .map(Delivery::getTranslation)
        .map(each -> each.getSegment().getTrackId() + " in " + each.getLanguage())
        .toList();
  }

  private static void opens(String session, String track, String speaks, String hears) {
    control(
        session, track, new SessionControl(SessionControl.Kind.OPENED, speaks, hears, 0, 1_000));
  }

  private static void prefers(String session, String track, QualityMode mode) {
    control(
        session,
        track,
        new SessionControl(
            SessionControl.Kind.OPENED, "en", "pt", 0, 1_000, null, null, null, null, mode, false));
  }

  private static void ends(String session, String track) {
    control(session, track, new SessionControl(SessionControl.Kind.ENDED, "", "", 0, 60_000));
  }

  private static void control(String session, String track, SessionControl control) {
    HAPPENS.add(new TrackEvent(session, track, "gateway:1", null, control));
  }

  /** Five seconds of a real sentence, then a second of silence. */
  private static byte[] sentence() throws IOException {
    try (InputStream in =
        InterpreterJobTest.class.getResourceAsStream("/speech/leopard/english.wav")) {
      byte[] wav = in.readAllBytes();
      return Arrays.copyOfRange(wav, WAV_HEADER_BYTES, wav.length + 32_000 - WAV_HEADER_BYTES);
    }
  }

  private static void speaks(String session, String track) throws IOException {
    speaks(session, track, sentence());
  }

  private static void speaks(String session, String track, byte[] pcm) {
    for (int i = 0; (i + 1) * CHUNK_BYTES <= pcm.length; i++) {
      long startMillis = i * 50L;
      long capturedMillis = 1_000 + startMillis + 50;
      HAPPENS.add(
          new TrackEvent(
              session,
              track,
              "gateway:1",
              new AudioChunk(
                  i,
                  startMillis,
                  startMillis + 50,
                  capturedMillis,
                  capturedMillis,
                  capturedMillis,
                  Arrays.copyOfRange(pcm, i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES)),
              null));
    }
  }

  private static List<Delivery> deliveredTo(String track) throws Exception {
    List<Delivery> deliveries = new ArrayList<>();
    for (OutgoingDelivery outgoing : DELIVERED) {
      Delivery delivery = Delivery.parseFrom(outgoing.delivery());
      if (delivery.getTrackId().equals(track)) {
        deliveries.add(delivery);
      }
    }
    return deliveries;
  }
}
