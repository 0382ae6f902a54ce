package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.univoice.gateway.ApiContract;
import org.univoice.gateway.SchemaWalk;
import org.univoice.gateway.delivery.DeliveryBody.Entity;
import org.univoice.gateway.delivery.DeliveryBody.Stages;
import org.univoice.gateway.delivery.DeliveryBody.Word;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.AudioFormat;

/** The messages that the OpenAPI document describes are those that are sent and understood. */
class MessageSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMAS = ApiContract.DOCUMENT.at("/components/schemas");
  private static final Set<Class<?>> BINARY =
      Set.of(ServerMessage.Audio.class, ServerMessage.Original.class);

  /**
   * A message with everything that it can have, and one with nothing that may be missing.
   *
   * @param least the same where nothing may be missing
   */
  private record Said(ServerMessage full, ServerMessage least) {
    static Said always(ServerMessage message) {
      return new Said(message, message);
    }

    @Override
    public String toString() {
      return full.type();
    }
  }

  private static List<Said> said() {
    AudioFormat speech = AudioFormat.SPEECH;
    AudioFormat sent = new AudioFormat("opus", 48_000, 1);
    ErrorResponse most =
        new ErrorResponse(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.INVALID_REQUEST.category(),
            "'speaks' is not a language tag.",
            "Send a BCP 47 tag such as en-US.",
            Map.of("action", "session.configure", "field", "speaks", "supported", List.of("en")),
            false,
            2,
            "r-1",
            1_795_292_085_921L);
    ErrorResponse least =
        ErrorResponse.of(
            new RefusedException(ErrorCode.FORBIDDEN, "No.", "Ask."), "r-2", 1_795_292_085_921L);
    return List.of(
        new Said(
            new ServerMessage.Ready(
                7, "s", "p", true, 1_200, sent, "en-US", "pt-BR", "all", speech, "ducked"),
            new ServerMessage.Ready(
                0, "s", "p", false, 0, null, "", "pt-BR", "final", speech, "off")),
        Said.always(
            new ServerMessage.Status(
                8,
                "s",
                "p",
                "live",
                1_200,
                List.of(new ServerMessage.Status.Other("q", "Bruno", "pt-BR", "en-US", true)))),
        Said.always(
            new ServerMessage.PartialCaption(
                9, "p:0", "S1", "p", "en", "Good mor", 0.8f, false, 0, 900, 4)),
        Said.always(
            new ServerMessage.FinalCaption(
                10,
                "p:0",
                "S1",
                "p",
                "en",
                "Good morning.",
                0.75f,
                true,
                0,
                1_200,
                List.of(new Word("Good", 0, 400, 0.9f), new Word("morning.", 400, 1_200, 1f)),
                false)),
        Said.always(
            new ServerMessage.Translation(
                11,
                "p:0",
                "S1",
                "p",
                "en",
                "pt",
                "Bom dia, Ana.",
                0.5f,
                List.of("Bons dias, Ana."),
                List.of(new Entity("Ana", "PERSON")),
                "useful",
                0,
                1_200)),
        Said.always(
            new ServerMessage.SpeechBegin(
                12, "p:0", "S1", "p", "pt", "similar", 815_330, 0, 1_200)),
        Said.always(new ServerMessage.SpeechEnd(13, "p:0", "pt", "standard", 815_330, 12)),
        Said.always(
            new ServerMessage.Latency(
                14, "p:0", "pt", new Stages(200, 150, 90, 180, 20, 640), 1_795_292_085_921L)),
        new Said(
            new ServerMessage.Notice(15, "TTS_SERVICE_ERROR", "No speech.", "Read it.", "p:0"),
            new ServerMessage.Notice(15, "AUDIO_SILENT", "Silence.", "Speak.", null)),
        Said.always(new ServerMessage.Finished(16, "p", "pt")),
        new Said(new ServerMessage.Failure(17, most), new ServerMessage.Failure(17, least)),
        Said.always(new ServerMessage.OriginalBegin(18, "q", -123, "pcm16", 16_000, 1)));
  }

  @Test
  void shouldDescribeEveryMessageOfTheGatewayAndNoOther() {
    List<Class<?>> described = said().stream().<Class<?>>map(one -> one.full().getClass()).toList();
    List<Class<?>> text =
        Arrays.stream(ServerMessage.class.getPermittedSubclasses())
            .filter(type -> !BINARY.contains(type))
            .toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(text);
    assertThat(described("StreamServerMessage", "type").keySet())
        .containsExactlyInAnyOrderElementsOf(
            said().stream().map(one -> one.full().type()).toList());
  }

  @ParameterizedTest
  @MethodSource("said")
  void shouldDescribeWhatTheGatewaySays(Said message) {
    JsonNode schema = described("StreamServerMessage", "type").get(message.full().type());
    JsonNode full = JSON.valueToTree(message.full());
    JsonNode least = JSON.valueToTree(message.least());

    for (JsonNode sent : List.of(full, least)) {
      assertThat(wrong(schema, sent)).isEmpty();
      assertThat(wrong(SCHEMAS.get("StreamServerMessage"), sent)).isEmpty();
    }
    // A record's components are its JSON's fields, with what is unwrapped into it and the type.
    assertThat(properties(schema).keySet()).containsExactlyInAnyOrderElementsOf(names(full));
    assertThat(required(schema)).containsExactlyInAnyOrderElementsOf(names(least));
    assertThat(full.size()).as("all that %s can have", message).isEqualTo(components(message));
  }

  /** So that a component that is null above is not taken for one that is not there. */
  private static int components(Said message) {
    int own = message.full().getClass().getRecordComponents().length + 1;
    return message.full() instanceof ServerMessage.Failure
        ? own - 1 + ErrorResponse.class.getRecordComponents().length
        : own;
  }

  private static Stream<String> actions() {
    return described("StreamClientMessage", "action").keySet().stream();
  }

  @Test
  void shouldDescribeEveryMessageOfAClientAndNoOther() {
    List<Class<?>> understood =
        actions()
            .<Class<?>>map(action -> ClientMessageReader.read(example(action)).getClass())
            .toList();

    assertThat(understood).containsExactlyInAnyOrder(ClientMessage.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldDescribeWhatAClientSays(String action) {
    JsonNode schema = described("StreamClientMessage", "action").get(action);
    JsonNode example = schema.get("example");
    ClientMessage read = ClientMessageReader.read(example.toString());
    Set<String> components =
        Arrays.stream(read.getClass().getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    components.add("action");

    assertThat(wrong(schema, example)).isEmpty();
    assertThat(wrong(SCHEMAS.get("StreamClientMessage"), example)).isEmpty();
    assertThat(properties(schema).keySet()).containsExactlyInAnyOrderElementsOf(components);
    assertThat(names(example)).containsExactlyInAnyOrderElementsOf(components);
    assertThat(read).hasNoNullFieldsOrProperties();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldUnderstandEveryChoiceThatTheDocumentOffersAndNoOtherType(String action) {
    JsonNode schema = described("StreamClientMessage", "action").get(action);
    ObjectNode example = schema.get("example").deepCopy();
    properties(schema)
        .forEach(
            (name, property) -> {
              property
                  .path("enum")
                  .forEach(
                      choice ->
                          assertThat(refused(example.deepCopy().<ObjectNode>set(name, choice)))
                              .as("%s %s", name, choice)
                              .isFalse());
              JsonNode other =
                  property.path("type").asText().equals("object")
                      ? JSON.getNodeFactory().textNode("x")
                      : JSON.createObjectNode();
              assertThat(refused(example.deepCopy().<ObjectNode>set(name, other))).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldNeedOfAClientWhatTheDocumentRequires(String action) {
    JsonNode schema = described("StreamClientMessage", "action").get(action);
    for (String name : properties(schema).keySet()) {
      ObjectNode without = schema.get("example").deepCopy();
      without.remove(name);

      assertThat(refused(without)).as(name).isEqualTo(required(schema).contains(name));
    }
  }

  private static boolean refused(JsonNode message) {
    try {
      ClientMessageReader.read(message.toString());
      return false;
    } catch (RefusedException e) {
      return true;
    }
  }

  private static String example(String action) {
    return described("StreamClientMessage", "action").get(action).get("example").toString();
  }

  /** By what tells them apart; the const of a schema, its place in the mapping and oneOf agree. */
  private static Map<String, JsonNode> described(String union, String told) {
    JsonNode schema = SCHEMAS.get(union);
    Map<String, JsonNode> messages = new LinkedHashMap<>();
    List<String> mapped = new ArrayList<>();
    schema
        .at("/discriminator/mapping")
        .properties()
        .forEach(
            entry -> {
              String reference = entry.getValue().asText();
              JsonNode message = ApiContract.DOCUMENT.at(reference.substring(1));
              assertThat(properties(message).get(told).get("const").asText())
                  .isEqualTo(entry.getKey());
              messages.put(entry.getKey(), message);
              mapped.add(reference);
            });
    assertThat(schema.at("/discriminator/propertyName").asText()).isEqualTo(told);
    assertThat(schema.get("oneOf")).extracting(one -> one.get("$ref").asText()).isEqualTo(mapped);
    return messages;
  }

  private static List<String> wrong(JsonNode schema, JsonNode message) {
    List<String> wrong = new ArrayList<>();
    SchemaWalk.check(schema, message, "", wrong);
    return wrong;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    parts(schema)
        .flatMap(part -> part.path("properties").properties().stream())
        .forEach(entry -> properties.put(entry.getKey(), ApiContract.resolved(entry.getValue())));
    return properties;
  }

  private static List<String> required(JsonNode schema) {
    List<String> required = new ArrayList<>();
    parts(schema)
        .forEach(part -> part.path("required").forEach(name -> required.add(name.asText())));
    return required;
  }

  private static Stream<JsonNode> parts(JsonNode schema) {
    List<JsonNode> parts = new ArrayList<>(List.of(schema));
    schema.path("allOf").forEach(part -> parts.add(ApiContract.resolved(part)));
    return parts.stream();
  }
}
