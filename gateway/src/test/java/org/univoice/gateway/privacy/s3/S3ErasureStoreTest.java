package org.univoice.gateway.privacy.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.privacy.Erasure;
import org.univoice.gateway.privacy.ErasureStore;
import org.univoice.gateway.privacy.ErasureStoreContract;
import software.amazon.awssdk.core.async.AsyncRequestBody;

class S3ErasureStoreTest extends ErasureStoreContract {
  private static StandInS3 s3;
  private static Optional<String> key;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("erasures");
    key = Optional.of(s3.kmsKey());
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected ErasureStore store() {
    return new S3ErasureStore(s3.client(), "erasures", "erasures", key);
  }

  @Test
  void shouldListTheOthersThoughOneCannotBeRead() {
    s3.client()
        .putObject(
            r -> r.bucket("erasures").key("erasures/open/0.json"),
            AsyncRequestBody.fromString("torn"))
        .join();
    Erasure zoe = store().begin(new Erasure("zoe", 1, 2, List.of(), 0, 1, 0));

    assertThat(store().open()).contains(zoe);
  }

  @Test
  void shouldFinishWhatAGatewayThatIsGoneHadCompleted() {
    Erasure max = store().begin(new Erasure("max", 1, 2, List.of(), 0, 1, 0));
    String name = "bWF4.json";
    String complete =
        "{\"userId\":\"max\",\"requestedAt\":1,\"dueAt\":2,\"done\":[],\"completedAt\":3}";
    s3.client()
        .putObject(
            r -> r.bucket("erasures").key("erasures/open/" + name),
            AsyncRequestBody.fromString(complete))
        .join();

    assertThat(store().open()).noneMatch(open -> open.userId().equals("max"));
    assertThat(store().find("max").orElseThrow().isComplete()).isTrue();
    assertThat(store().begin(max)).isEqualTo(max);
  }
}
