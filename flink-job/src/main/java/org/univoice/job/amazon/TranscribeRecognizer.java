package org.univoice.job.amazon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.recognition.Recognizer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.transcribestreaming.TranscribeStreamingAsyncClient;
import software.amazon.awssdk.services.transcribestreaming.model.AudioStream;
import software.amazon.awssdk.services.transcribestreaming.model.LanguageCode;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionResponseHandler;

/**
 * Amazon Transcribe as a recognizer: each question is a stream of its own, its audio sent as fast
 * as it is taken. docs/policies/amazon.md says what becomes of which answer.
 */
public final class TranscribeRecognizer implements Recognizer {

  private static final long serialVersionUID = 1L;
  private static final String MODEL = "amazon-transcribe";
  private static final int RATE_HZ = 16_000;
  private static final int BYTES_PER_MILLI = 2 * RATE_HZ / 1_000;

  /** Transcribe's guide asks for pieces of 50 to 200 ms. */
  private static final int PIECE_BYTES = 100 * BYTES_PER_MILLI;

  /** How much of a partial's end may be without words; the pause between two words and more. */
  private static final long UNSPOKEN_END_MILLIS = 300;

  private final TranscribeConfig config;
  private transient TranscribeStreamingAsyncClient client;

  public TranscribeRecognizer(TranscribeConfig config) {
    this.config = config;
  }

  @Override
  public void open() {
    client =
        AmazonClients.acquire(
            TranscribeStreamingAsyncClient.class,
            config.endpoint(),
            () ->
                AmazonClients.connect(TranscribeStreamingAsyncClient.builder(), config.endpoint()));
  }

  @Override
  public void close() {
    if (client != null) {
      client = null;
      AmazonClients.release(TranscribeStreamingAsyncClient.class, config.endpoint());
    }
  }

  @Override
  public ModelCall<Recognition> recognize(Request request) {
    if (request.gist()) {
      // Under a name of its own, so that its breaker keeps no words back.
      return AmazonCall.refused(MODEL + "-gist", "writes what was said, and no gist of it");
    }
    Optional<String> dialect = dialect(request.language());
    if (dialect.isEmpty() && !request.language().isEmpty()) {
      return AmazonCall.refused(MODEL, "does not know " + request.language());
    }
    return new AmazonCall<>(MODEL, steps -> transcribe(request, dialect.orElse(""), steps));
  }

  private Optional<String> dialect(String language) {
    if (language.isEmpty()) {
      // To identify one language among one is refused by Transcribe.
      return config.languages().size() == 1
          ? Optional.of(config.languages().get(0))
          : Optional.empty();
    }
    List<String> served = LanguageCode.knownValues().stream().map(LanguageCode::toString).toList();
    return Dialects.of(language, config.languages(), served);
  }

  private CompletableFuture<Recognition> transcribe(Request asked, String dialect, Steps steps) {
    CompletableFuture<Recognition> answer = new CompletableFuture<>();
    Transcript transcript = new Transcript(dialect, asked.words());
    AtomicBoolean allSent = new AtomicBoolean();
    boolean hurried = config.partials() && !asked.isFinal();
    long wantedMillis = asked.pcm().length / BYTES_PER_MILLI - UNSPOKEN_END_MILLIS;
    var hearing =
        StartStreamTranscriptionResponseHandler.Visitor.builder()
            .onTranscriptEvent(
                event -> {
                  transcript.hear(event.transcript());
                  if (hurried && transcript.reachedMillis() >= wantedMillis) {
                    answer.complete(transcript.recognition());
                    steps.cancel();
                  }
                })
            .build();
    steps
        .make(
            () ->
                client.startStreamTranscription(
                    request(dialect, hurried),
                    SdkPublisher.fromIterable(pieces(asked.pcm()))
                        .doAfterOnComplete(() -> allSent.set(true)),
                    StartStreamTranscriptionResponseHandler.builder()
                        .subscriber(hearing)
                        .onError(answer::completeExceptionally)
                        .build()))
        .whenComplete(
            (end, cause) -> {
              if (cause != null) {
                answer.completeExceptionally(cause);
              } else if (!allSent.get() || !transcript.isWhole()) {
                answer.completeExceptionally(brokenOff());
              } else {
                answer.complete(transcript.recognition());
              }
            });
    return answer;
  }

  /** A stream that was reset ends for the SDK like one that has said everything. */
  private static ModelCallException brokenOff() {
    return new ModelCallException(MODEL + " broke off before its words were final", true, null);
  }

  private StartStreamTranscriptionRequest request(String dialect, boolean hurried) {
    var request =
        StartStreamTranscriptionRequest.builder()
            .mediaEncoding(MediaEncoding.PCM)
            .mediaSampleRateHertz(RATE_HZ);
    if (hurried) {
      request.enablePartialResultsStabilization(true).partialResultsStability("high");
    }
    if (dialect.isEmpty()) {
      request.identifyLanguage(true).languageOptions(String.join(",", config.languages()));
      if (!config.vocabularies().isEmpty()) {
        request.vocabularyNames(String.join(",", config.vocabularies()));
      }
    } else {
      request.languageCode(dialect);
      int at = config.languages().indexOf(dialect);
      if (at >= 0 && at < config.vocabularies().size()) {
        request.vocabularyName(config.vocabularies().get(at));
      }
    }
    return request.build();
  }

  private static List<AudioStream> pieces(byte[] pcm) {
    List<AudioStream> pieces = new ArrayList<>();
    for (int from = 0; from < pcm.length; from += PIECE_BYTES) {
      byte[] piece = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + PIECE_BYTES));
      pieces.add(
          AudioStream.audioEventBuilder().audioChunk(SdkBytes.fromByteArrayUnsafe(piece)).build());
    }
    return pieces;
  }
}
