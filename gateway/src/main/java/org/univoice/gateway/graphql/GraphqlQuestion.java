package org.univoice.gateway.graphql;

import static org.univoice.gateway.error.RefusedException.shown;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.json.StrictJson;

/** What is asked in GraphQL. */
record GraphqlQuestion(
    String query, Optional<String> operationName, Map<String, Object> variables) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
  private static final List<String> FIELDS =
      List.of("query", "operationName", "variables", "extensions");

  /**
   * @throws RefusedException INVALID_REQUEST when it is no question
   */
  static GraphqlQuestion read(byte[] body) {
    try {
      return of(StrictJson.read(body));
    } catch (IOException e) {
      throw invalid("The body is not valid JSON.", "Send {\"query\":\"…\"}.", "body");
    }
  }

  static GraphqlQuestion of(JsonNode question) {
    if (question == null || !question.isObject()) {
      throw invalid("The question is not a JSON object.", "Send {\"query\":\"…\"}.", "body");
    }
    for (String field : (Iterable<String>) question::fieldNames) {
      if (!FIELDS.contains(field)) {
        throw invalid(
            "'" + shown(field) + "' is not part of a question.",
            "Use: " + String.join(", ", FIELDS) + ".",
            shown(field));
      }
    }
    JsonNode query = question.path("query");
    if (!query.isTextual() || query.textValue().isBlank()) {
      throw invalid("'query' is not a string.", "Send the question as a string.", "query");
    }
    JsonNode name = question.path("operationName");
    if (!isNothing(name) && !name.isTextual()) {
      throw invalid("'operationName' is not a string.", "Send a string.", "operationName");
    }
    JsonNode variables = question.path("variables");
    if (!isNothing(variables) && !variables.isObject()) {
      throw invalid("'variables' is not an object.", "Send a JSON object.", "variables");
    }
    return new GraphqlQuestion(
        query.textValue(),
        isNothing(name) ? Optional.empty() : Optional.of(name.textValue()),
        isNothing(variables) ? Map.of() : JSON.convertValue(variables, MAP));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static RefusedException invalid(String message, String suggestion, String field) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion).about(field);
  }
}
