package org.univoice.gateway.rest;

import static org.univoice.gateway.error.RefusedException.shown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpStatusException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.json.StrictJson;

/**
 * The fields of a request's body, none but those that are known: a misspelt one would be left out
 * without anybody noticing. One that is null is left out.
 */
final class RequestFields {

  private static final MediaType MERGE_PATCH = MediaType.parse("application/merge-patch+json");

  private final JsonNode object;

  private RequestFields(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws RefusedException INVALID_REQUEST when it is no JSON object or has other fields
   */
  static RequestFields read(byte[] body, List<String> known) {
    if (body.length == 0) {
      throw invalid("The body is empty.", "Send a JSON object; {} asks for nothing special.");
    }
    JsonNode object = parse(body);
    if (!object.isObject()) {
      throw invalid(
          "The body is not a JSON object.", "Send an object with any of: " + list(known) + ".");
    }
    return new RequestFields(requireKnown(object, known));
  }

  private static JsonNode requireKnown(JsonNode object, List<String> known) {
    for (String field : (Iterable<String>) object::fieldNames) {
      if (!known.contains(field)) {
        throw invalid(
                "'" + shown(field) + "' is not one of this request's fields: " + list(known) + ".",
                "Leave it out or correct its name.")
            .about(shown(field));
      }
    }
    return object;
  }

  /**
   * The fields of a request's body.
   *
   * @throws RefusedException INVALID_REQUEST as {@link #read}, and when it is not declared as JSON
   */
  static RequestFields of(AggregatedHttpRequest request, List<String> known) {
    MediaType type = request.contentType();
    boolean isJson = type != null && (type.is(MediaType.JSON) || type.is(MERGE_PATCH));
    if (!isJson) {
      throw HttpStatusException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    return read(request.content().array(), known);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return StrictJson.read(body);
    } catch (IOException e) {
      throw invalid("The body is not valid JSON.", "Send one JSON object, each field once.");
    }
  }

  private static String list(List<String> known) {
    return String.join(", ", known);
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  Optional<String> text(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    if (!object.get(field).isTextual()) {
      throw invalid("'" + field + "' is not a string.", "Send a JSON string.").about(field);
    }
    return Optional.of(object.get(field).textValue());
  }

  /** Whether the field is there and says that there is nothing. */
  boolean isNull(String field) {
    return object.path(field).isNull();
  }

  Optional<Boolean> flag(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    if (!object.get(field).isBoolean()) {
      throw invalid("'" + field + "' is neither true nor false.", "Send true or false.")
          .about(field);
    }
    return Optional.of(object.get(field).booleanValue());
  }

  Optional<Long> wholeNumber(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode value = object.get(field);
    if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw invalid("'" + field + "' is not a whole number.", "Send a JSON number such as 2.")
          .about(field);
    }
    return Optional.of(value.longValue());
  }

  /** The fields of an object within; none when it is left out. */
  RequestFields object(String field, List<String> known) {
    if (!has(field)) {
      return new RequestFields(MissingNode.getInstance());
    }
    JsonNode inner = object.get(field);
    if (!inner.isObject()) {
      throw invalid(
              "'" + field + "' is not an object.",
              "Send an object with any of: " + list(known) + ".")
          .about(field);
    }
    return new RequestFields(requireKnown(inner, known));
  }

  <E extends Enum<E>> Optional<E> choice(String field, Class<E> choices) {
    return word(field, Stream.of(choices.getEnumConstants()).map(Enum::name).toList())
        .map(name -> Enum.valueOf(choices, name));
  }

  /** One of these words. */
  Optional<String> word(String field, List<String> words) {
    Optional<String> chosen = text(field);
    if (chosen.isPresent() && !words.contains(chosen.get())) {
      throw invalid(
              "'" + field + "' cannot be '" + shown(chosen.get()) + "'.",
              "Send one of: " + list(words) + ".")
          .about(field);
    }
    return chosen;
  }

  /** The strings of a list, each once; none when the field is left out. */
  Set<String> texts(String field) {
    if (!has(field)) {
      return Set.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode text : object.get(field)) {
      if (text.isTextual()) {
        texts.add(text.textValue());
      }
    }
    if (!object.get(field).isArray() || texts.size() != object.get(field).size()) {
      throw invalid("'" + field + "' is not a list of different strings.", "Send such a list.");
    }
    return texts;
  }

  /** All of them when the field is left out; an empty list would say neither that nor none. */
  <E extends Enum<E>> Set<E> choices(String field, Class<E> choices) {
    if (!has(field)) {
      return EnumSet.allOf(choices);
    }
    JsonNode list = object.get(field);
    String use = "Send a list of one or more of: " + names(choices) + "; or leave it out for all.";
    if (!list.isArray() || list.isEmpty()) {
      throw invalid("'" + field + "' is not a list with something in it.", use).about(field);
    }
    EnumSet<E> chosen = EnumSet.noneOf(choices);
    for (JsonNode name : list) {
      chosen.add(
          Stream.of(choices.getEnumConstants())
              .filter(choice -> name.isTextual() && choice.name().equals(name.textValue()))
              .findFirst()
              .orElseThrow(
                  () ->
                      invalid("'" + field + "' cannot hold " + shown(name.toString()) + ".", use)
                          .about(field)));
    }
    return chosen;
  }

  static <E extends Enum<E>> String names(Class<E> choices) {
    return String.join(", ", Stream.of(choices.getEnumConstants()).map(Enum::name).toList());
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }
}
