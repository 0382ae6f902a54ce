package org.univoice.gateway.catalogue.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.LanguageCatalogueContract;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.ModelDeclaration;
import org.univoice.gateway.catalogue.Voice;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;
import org.univoice.inference.ModelStreamInferResponse;

class TritonLanguageCatalogueTest extends LanguageCatalogueContract {
  private Server triton;
  private TritonLanguageCatalogue catalogue;

  @BeforeEach
  void start() throws IOException {
    triton =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new FakeModels())
            .build()
            .start();
    catalogue =
        new TritonLanguageCatalogue("127.0.0.1:" + triton.getPort(), Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    catalogue.close();
    triton.shutdownNow();
  }

  @Override
  protected LanguageCatalogue catalogue() {
    return Answered.by(catalogue);
  }

  @Test
  void shouldLetAUsefulPairHideItsGist() {
    assertThat(catalogue().languages().pairs())
        .containsExactlyInAnyOrder(
            new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful"));
  }

  /** The synthesizer could speak Spanish, but nothing is translated into it. */
  @Test
  void shouldNotListALanguageThatCanBeNeitherSpokenNorHeard() {
    assertThat(catalogue().languages().languages())
        .extracting(Language::code)
        .containsExactly("en", "pt");
    assertThat(catalogue().languages().voices()).extracting(Voice::id).containsExactly("af_heart");
  }

  @Test
  void shouldListWhatServesInTheTranslatorsPlace() {
    try (TritonLanguageCatalogue mixed =
        new TritonLanguageCatalogue(
            "127.0.0.1:" + triton.getPort(),
            Duration.ofSeconds(30),
            List.of(
                ModelDeclaration.of("translator", List.of("en", "es", "pt"), List.of("formal"))))) {
      Languages served = Answered.by(mixed).languages();

      assertThat(served.pairs()).hasSize(6).contains(new LanguagePair("es", "pt", "useful"));
      assertThat(served.spoken()).containsExactly("en", "pt");
      assertThat(served.voices()).extracting(Voice::id).contains("ef_dora");
      assertThat(served.formalities()).containsExactly("formal");
    }
  }

  @Test
  void shouldSayThatItDoesNotKnowYet() {
    try (TritonLanguageCatalogue deaf =
        new TritonLanguageCatalogue("127.0.0.1:1", Duration.ofSeconds(30))) {
      assertThatThrownBy(deaf::languages).isInstanceOf(CatalogueUnavailableException.class);
    }
  }

  @Test
  void shouldRefuseATextThatIsShorterThanItSays() {
    ModelInferResponse lying =
        FakeModels.answer("translator", ByteString.copyFrom(new byte[] {9, 0, 0, 0, 'x'}));
    assertThatThrownBy(() -> DescribeCall.declaration(lying))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DescribeCall.request("translator").getRawInputContents(0).toByteArray())
        .containsExactly(1);
  }

  /** Answers DESCRIBE as the models do; the gist of a pair that is served usefully, too. */
  private static final class FakeModels
      extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
    private static final Map<String, String> DECLARATIONS =
        Map.of(
            "speech_recognizer",
            "{'role':'speech_recognizer','version':'1','languages':['en','pt'],'sampleRateHz':16000,"
                + "'gistPairs':[{'source':'pt','target':'en','tier':'gist'}],'licence':'MIT'}",
            "voiceprint_extractor",
            "{'role':'voiceprint_extractor'}",
            "translator",
            "{'role':'translator','pairs':[{'source':'en','target':'pt','tier':'useful'},"
                + "{'source':'pt','target':'en','tier':'useful'}]}",
            "speech_synthesizer",
            "{'role':'speech_synthesizer','languages':['en','es','pt'],'voices':[{'id':'af_heart',"
                + "'name':'Heart','language':'en-US','gender':'female'},{'id':'ef_dora',"
                + "'name':'Dora','language':'es','gender':'female'}]}");

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(
        StreamObserver<ModelStreamInferResponse> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ModelInferRequest request) {
          String model = request.getModelName();
          byte[] json = DECLARATIONS.get(model).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          ByteBuffer raw = ByteBuffer.allocate(4 + json.length).order(ByteOrder.LITTLE_ENDIAN);
          raw.putInt(json.length).put(json).flip();
          answers.onNext(
              ModelStreamInferResponse.newBuilder()
                  .setInferResponse(answer(model, ByteString.copyFrom(raw)))
                  .build());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answers.onCompleted();
        }
      };
    }

    static ModelInferResponse answer(String model, ByteString raw) {
      return ModelInferResponse.newBuilder()
          .setModelName(model)
          .addOutputs(
              ModelInferResponse.InferOutputTensor.newBuilder()
                  .setName("DECLARATION")
                  .setDatatype("BYTES")
                  .addShape(1))
          .addRawOutputContents(raw)
          .build();
    }
  }
}
