package org.univoice.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryProto;
import org.univoice.internal.v1.StreamEnvelope;
import org.univoice.internal.v1.StreamProto;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.InterpreterProto;
import org.univoice.v1.ServerMessage;
import org.univoice.v1.SessionsProto;

/**
 * Bytes written by an earlier build must mean the same to this one: records wait in the stream and
 * in savepoints across upgrades, and clients are not upgraded with the gateway. The stored files
 * under {@code wire/} are never rewritten; a new field adds a new file.
 */
class WireCompatibilityTest {

  private static final Map<String, Message> MESSAGES =
      Map.of(
          "stream-envelope", StreamEnvelope.getDefaultInstance(),
          "stream-envelope-opus", StreamEnvelope.getDefaultInstance(),
          "delivery-batch", DeliveryBatch.getDefaultInstance(),
          "client-message", ClientMessage.getDefaultInstance(),
          "server-message", ServerMessage.getDefaultInstance());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-envelope",
        "stream-envelope-opus",
        "delivery-batch",
        "client-message",
        "server-message"
      })
  void shouldReadStoredBytesAsTheyWereMeant(String name) throws IOException {
    Message prototype = MESSAGES.get(name);
    Message stored = prototype.getParserForType().parseFrom(resource(name + ".binpb"));

    assertThat(stored).isEqualTo(written(name, prototype));
    assertThat(stored.getUnknownFields().asMap()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream-envelope",
        "stream-envelope-opus",
        "delivery-batch",
        "client-message",
        "server-message"
      })
  void shouldWriteTheBytesThatOthersAlreadyRead(String name) throws IOException {
    assertThat(written(name, MESSAGES.get(name)).toByteArray())
        .isEqualTo(resource(name + ".binpb"));
  }

  @Test
  void shouldKeepEveryFieldThatWasEverPublished() throws IOException {
    SortedMap<String, String> now = new TreeMap<>();
    for (FileDescriptor file :
        new FileDescriptor[] {
          StreamProto.getDescriptor(),
          DeliveryProto.getDescriptor(),
          InterpreterProto.getDescriptor(),
          SessionsProto.getDescriptor()
        }) {
      file.getMessageTypes().forEach(message -> describe(message, now));
    }

    String published = new String(resource("fields.txt"), StandardCharsets.UTF_8);

    assertThat(published.lines().toList())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String field = line.substring(0, line.indexOf(' '));
              assertThat(field + " " + now.get(field)).isEqualTo(line);
            });
  }

  private static void describe(Descriptor message, SortedMap<String, String> into) {
    for (FieldDescriptor field : message.getFields()) {
      into.put(
          message.getFullName() + "#" + field.getNumber(),
          (field.isRepeated() ? "repeated " : "")
              + field.getType().name().toLowerCase()
              + " "
              + field.getName());
    }
    message.getNestedTypes().forEach(nested -> describe(nested, into));
  }

  private static Message written(String name, Message prototype) throws IOException {
    Message.Builder builder = prototype.newBuilderForType();
    TextFormat.merge(new String(resource(name + ".txtpb"), StandardCharsets.UTF_8), builder);
    return builder.build();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = WireCompatibilityTest.class.getResourceAsStream("/wire/" + name)) {
      assertThat(in).as("stored file wire/%s", name).isNotNull();
      return in.readAllBytes();
    }
  }
}
