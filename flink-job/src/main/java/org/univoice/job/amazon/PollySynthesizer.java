package org.univoice.job.amazon;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.univoice.job.amazon.ffmpeg.FfmpegMp3Decoder;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.synthesis.Synthesizer;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.TextType;
import software.amazon.awssdk.services.polly.model.Voice;

/**
 * Amazon Polly as a synthesizer: a standard voice per language, whatever the profile. Polly's PCM
 * ends at 16 kHz, so MP3 of 24 kHz is asked for and decoded as it comes. docs/policies/amazon.md.
 */
public final class PollySynthesizer implements Synthesizer {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "amazon-polly";

  private final PollyConfig config;
  private transient PollyAsyncClient client;
  private transient PollyVoices voices;

  public PollySynthesizer(PollyConfig config) {
    this.config = config;
  }

  @Override
  public void open() {
    client =
        AmazonClients.acquire(
            PollyAsyncClient.class,
            config.endpoint(),
            () -> AmazonClients.connect(PollyAsyncClient.builder(), config.endpoint()));
    voices = new PollyVoices(client, config);
    voices.described();
  }

  @Override
  public void close() {
    if (client != null) {
      client = null;
      AmazonClients.release(PollyAsyncClient.class, config.endpoint());
    }
  }

  @Override
  public ModelCall<SpeechPiece> synthesize(Request request) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return MODEL;
      }

      @Override
      public Cancellable start(AnswerObserver<SpeechPiece> observer) {
        return speak(request, observer);
      }
    };
  }

  private ModelCall.Cancellable speak(
      Request request, ModelCall.AnswerObserver<SpeechPiece> observer) {
    Steps steps = new Steps();
    PollySpeech speech = new PollySpeech(MODEL, observer, steps, decoders());
    try {
      voices
          .described()
          .thenCompose(
              described -> {
                Voice voice =
                    PollyVoices.choose(
                            described, request.language(), request.stockVoice(), config.voices())
                        .orElseThrow(() -> silent(request.language()));
                return made(request, voice, speech, steps);
              })
          .whenComplete((end, cause) -> speech.end(cause));
    } catch (RuntimeException e) {
      speech.end(e);
    }
    return speech;
  }

  private CompletableFuture<Void> made(
      Request request, Voice voice, PollySpeech speech, Steps steps) {
    return steps.make(
        () ->
            client.synthesizeSpeech(speechRequest(request, voice), speech.of(voice.idAsString())));
  }

  private SynthesizeSpeechRequest speechRequest(Request request, Voice voice) {
    Ssml.Stress stress = Ssml.Stress.of(config.engine());
    boolean plain =
        request.speed() == 1 && (request.emphasis().isEmpty() || stress == Ssml.Stress.NONE);
    return SynthesizeSpeechRequest.builder()
        .engine(config.engine())
        .voiceId(voice.id())
        .languageCode(voice.languageCode())
        .outputFormat(OutputFormat.MP3)
        .sampleRate(String.valueOf(SpeechDecoder.RATE_HZ))
        .textType(plain ? TextType.TEXT : TextType.SSML)
        .text(
            plain
                ? request.text()
                : Ssml.spoken(request.text(), request.speed(), request.emphasis(), stress))
        .build();
  }

  private ModelCallException silent(String language) {
    return new ModelCallException(
        MODEL + " has no " + config.engine() + " voice for " + language, false, null);
  }

  private static Supplier<SpeechDecoder> decoders() {
    return FfmpegMp3Decoder::new;
  }
}
