package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.limit.Quota;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.v1.EndSessionRequest;
import org.univoice.v1.LanguageServiceGrpc;
import org.univoice.v1.ListLanguagesRequest;
import org.univoice.v1.ListSessionsRequest;
import org.univoice.v1.SessionServiceGrpc;

/** One user has one limit, whether they ask over REST, GraphQL or gRPC. */
class ApiLimitsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final EndSessionRequest NO_SESSION =
      EndSessionRequest.newBuilder().setSessionId("none").build();

  private Gateway gateway;
  private ManagedChannel channel;

  @AfterEach
  void stop() {
    channel.shutdownNow();
    gateway.close();
  }

  @Test
  void shouldCountWhatAUserWritesOverEveryApiTogether() throws Exception {
    // The one user of one machine has higher limits: five times as much, a fifth of it at once.
    start(0, 10);
    for (int i = 0; i < 3; i++) {
      assertThat(refused(() -> sessions().endSession(NO_SESSION))).isEqualTo(Code.NOT_FOUND);
    }
    assertThat(ask("mutation { " + endings(5) + " }").statusCode()).isEqualTo(200);
    assertThat(TestClient.post(gateway, "/v1/sessions", "{}").statusCode()).isEqualTo(201);

    HttpResponse<String> tooMuch = ask("mutation { " + endings(2) + " }");
    assertThat(tooMuch.statusCode()).isEqualTo(429);
    assertThat(tooMuch.headers().firstValue("X-RateLimit-Limit")).contains("50");
    assertThat(tooMuch.headers().firstValue("X-RateLimit-Remaining")).contains("1");
    assertThat(tooMuch.headers().firstValue("Retry-After")).isPresent();
    assertThat(TestClient.json(tooMuch).get("code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(ask("mutation { " + endings(1) + " }").statusCode()).isEqualTo(200);
    assertThat(TestClient.post(gateway, "/v1/sessions", "{}").statusCode()).isEqualTo(429);
    StatusRuntimeException over =
        catchThrowableOfType(StatusRuntimeException.class, () -> sessions().endSession(NO_SESSION));
    assertThat(over.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(delaySeconds(over)).isBetween(60L, 90L);

    assertThat(ask("{ getSession(id: \"none\") { id } }").statusCode()).isEqualTo(200);
    sessions().listSessions(ListSessionsRequest.getDefaultInstance());
  }

  @Test
  void shouldTellWhoSubscribesTooOftenAndKeepTheConnection() throws Exception {
    start(0, 2);
    GraphqlSubscriber socket = new GraphqlSubscriber(gateway);
    socket.say(
        Map.of(
            "type",
            "connection_init",
            "payload",
            Map.of("authorization", "Bearer " + gateway.apiToken())));
    assertThat(socket.next().get("type").asText()).isEqualTo("connection_ack");
    socket.subscribe("1", "mutation { " + endings(2) + " }");
    assertThat(socket.next().get("type").asText()).isEqualTo("next");
    assertThat(socket.next().get("type").asText()).isEqualTo("complete");
    socket.subscribe("2", "mutation { " + endings(1) + " }");
    JsonNode error = socket.next();
    assertThat(error.get("type").asText()).isEqualTo("error");
    assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(error.at("/payload/0/extensions/retryAfter").asInt()).isPositive();
    socket.subscribe("3", "{ getSession(id: \"none\") { id } }");
    assertThat(socket.next().get("type").asText()).isEqualTo("next");
  }

  @Test
  void shouldTellAnAddressOverGrpcInAStatusOfGrpcButAlwaysSayThatItIsWell() throws Exception {
    start(10, 0);
    var languages = LanguageServiceGrpc.newBlockingStub(channel);
    for (int i = 0; i < 2; i++) {
      languages.listLanguages(ListLanguagesRequest.getDefaultInstance());
    }
    StatusRuntimeException over =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> languages.listLanguages(ListLanguagesRequest.getDefaultInstance()));
    assertThat(over.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(over.getStatus().getDescription()).contains("These are too many requests.");
    assertThat(delaySeconds(over)).isBetween(400L, 450L);
    for (int i = 0; i < 20; i++) {
      HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    }
  }

  private static String endings(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append(" e").append(i).append(": endSession(id: \"none\") { id }");
    }
    return fields.toString();
  }

  private void start(long address, long writes) {
    Clock clock = Clock.systemUTC();
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    Quota none = new Quota(0, HOUR);
    LimitConfig limits =
        new LimitConfig(new Quota(address, HOUR), none, none, new Quota(writes, HOUR), 5);
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config, new FakeStreamPublisher(), Catalogues.englishAndPortuguese(), clock)
                .withTraffic(Traffic.ofOneGateway(limits, clock)));
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
  }

  private HttpResponse<String> ask(String query) {
    return TestClient.post(
        gateway, "/graphql", "{\"query\":\"" + query.replace("\"", "\\\"") + "\"}");
  }

  private SessionServiceGrpc.SessionServiceBlockingStub sessions() {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + gateway.apiToken());
    return SessionServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  private static Code refused(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private static long delaySeconds(StatusRuntimeException refused)
      throws InvalidProtocolBufferException {
    for (Any detail : StatusProto.fromThrowable(refused).getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return detail.unpack(RetryInfo.class).getRetryDelay().getSeconds();
      }
    }
    throw new AssertionError("nothing says when to come back: " + refused);
  }
}
