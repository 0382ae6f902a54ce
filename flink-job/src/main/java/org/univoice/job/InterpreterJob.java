package org.univoice.job;

import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.univoice.job.call.KeyedCallOperatorFactory;
import org.univoice.job.delivery.DeliveryFunction;
import org.univoice.job.delivery.DeliveryInput;
import org.univoice.job.delivery.OutgoingDelivery;
import org.univoice.job.diarization.DiarizationFunction;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.GistNeeds;
import org.univoice.job.recognition.RecognitionMemory;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.SpeechRecognition;
import org.univoice.job.segmentation.SegmentationFunction;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.synthesis.StreamedSynthesis;
import org.univoice.job.synthesis.SynthesisMemory;
import org.univoice.job.translation.ContextualTranslation;
import org.univoice.job.translation.ConversationMemory;
import org.univoice.job.translation.TargetFanOutFunction;
import org.univoice.job.translation.TargetedUtterance;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceFunction;
import org.univoice.job.voice.VoicedTranslation;

/**
 * The path of one audio chunk, top to bottom: each stage's output says what the chunk has become.
 */
public record InterpreterJob(JobConfig config, ModelClients models, Clock clock) {

  public void connect(DataStream<TrackEvent> events, Sink<OutgoingDelivery> gateways) {
    DataStream<TrackEvent> controls =
        events.filter(event -> event.control() != null).uid("controls").name("controls");

    SingleOutputStreamOperator<SpeechSegment> segments =
        events
            .keyBy(TrackEvent::trackKey)
            .process(new SegmentationFunction(config.segmentation(), models.voiceActivity()))
            .uid("segmentation")
            .name("segmentation");

    DataStream<RecognizedSegment> recognized =
        segments
            .keyBy(segment -> segment.ref().trackKey())
            .transform(
                "recognition",
                TypeInformation.of(RecognizedSegment.class),
                new KeyedCallOperatorFactory<>(
                    new SpeechRecognition(
                        config.recognition(),
                        models.recognizer(),
                        models.voiceprints(),
                        gistNeeds(),
                        clock),
                    TypeInformation.of(SpeechSegment.class),
                    TypeInformation.of(RecognitionMemory.class),
                    config.recognitionCalls()))
            .uid("recognition");

    DataStream<Utterance> utterances =
        recognized
            .connect(controls)
            .keyBy(segment -> segment.ref().session(), TrackEvent::session)
            .process(new DiarizationFunction(config.diarization()))
            .uid("diarization")
            .name("diarization");

    DataStream<Translation> translations =
        utterances
            .flatMap(new TargetFanOutFunction())
            .uid("targets")
            .name("targets")
            .keyBy(TargetedUtterance::conversationKey)
            .transform(
                "translation",
                TypeInformation.of(Translation.class),
                new KeyedCallOperatorFactory<>(
                    new ContextualTranslation(models.translator(), clock),
                    TypeInformation.of(TargetedUtterance.class),
                    TypeInformation.of(ConversationMemory.class),
                    config.translationCalls()))
            .uid("translation");

    DataStream<VoicedTranslation> voiced =
        translations
            .keyBy(Translation::speechKey)
            .process(new VoiceFunction())
            .uid("voice")
            .name("voice");

    DataStream<SpokenTranslation> speech =
        voiced
            .keyBy(translation -> translation.translation().speechKey())
            .transform(
                "synthesis",
                TypeInformation.of(SpokenTranslation.class),
                new KeyedCallOperatorFactory<>(
                    new StreamedSynthesis(models.synthesizer(), clock),
                    TypeInformation.of(VoicedTranslation.class),
                    TypeInformation.of(SynthesisMemory.class),
                    config.synthesisCalls()))
            .uid("synthesis");

    DataStream<DeliveryInput> everything =
        controls
            .map(DeliveryInput::of)
            .uid("control-deliveries")
            .name("control deliveries")
            .union(
                segments
                    .getSideOutput(SegmentationFunction.VERDICTS)
                    .map(DeliveryInput::of)
                    .uid("verdict-deliveries")
                    .name("verdict deliveries"),
                utterances.map(DeliveryInput::of).uid("captions").name("captions"),
                translations
                    .map(DeliveryInput::of)
                    .uid("translation-deliveries")
                    .name("translation deliveries"),
                speech.map(DeliveryInput::of).uid("speech-deliveries").name("speech deliveries"));

    everything
        .keyBy(DeliveryInput::session)
        .process(new DeliveryFunction())
        .uid("delivery")
        .name("delivery")
        .sinkTo(gateways)
        .uid("gateways")
        .name("gateways");
  }

  /** Languages that no translator brings into English get the recognizer's own gist. */
  private GistNeeds gistNeeds() {
    var translator = models.translator();
    return language -> !language.equals("en") && !translator.serves(language, "en");
  }
}
