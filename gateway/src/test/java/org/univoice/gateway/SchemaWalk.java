package org.univoice.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a value with a schema of the OpenAPI document, as far as that uses JSON Schema. Stricter
 * in one thing: a field that the document does not name is wrong.
 */
public final class SchemaWalk {
  private SchemaWalk() {}

  public static void check(JsonNode reference, JsonNode value, String place, List<String> wrong) {
    JsonNode schema = ApiContract.resolved(reference);
    if (schema.has("oneOf")) {
      long fitting = 0;
      for (JsonNode choice : schema.get("oneOf")) {
        List<String> reasons = new ArrayList<>();
        check(choice, value, place, reasons);
        fitting += reasons.isEmpty() ? 1 : 0;
      }
      if (fitting != 1) {
        wrong.add(place + " fits " + fitting + " of oneOf");
      }
      return;
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      wrong.add(place + " is not " + schema.get("const"));
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      wrong.add(place + " is none of " + schema.get("enum"));
    }
    if (schema.has("type")
        && !types(schema.get("type")).contains(typeOf(value))
        && !(typeOf(value).equals("integer") && types(schema.get("type")).contains("number"))) {
      wrong.add(place + " is " + typeOf(value) + ", not " + schema.get("type"));
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), place + "/" + i, wrong);
      }
    }
    if (value.isObject()) {
      object(schema, value, place, wrong);
    }
  }

  private static void object(JsonNode schema, JsonNode value, String place, List<String> wrong) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    collect(schema, properties, required);
    required.stream()
        .filter(name -> !value.has(name))
        .forEach(name -> wrong.add(place + "/" + name + " is missing"));
    JsonNode others = schema.path("additionalProperties");
    for (var field : value.properties()) {
      String inner = place + "/" + field.getKey();
      JsonNode known = properties.get(field.getKey());
      if (known != null) {
        check(known, field.getValue(), inner, wrong);
      } else if (others.isObject()) {
        check(others, field.getValue(), inner, wrong);
      } else if (!others.asBoolean(false)) {
        wrong.add(inner + " is not in the document");
      }
    }
  }

  private static void collect(
      JsonNode reference, Map<String, JsonNode> properties, List<String> required) {
    JsonNode schema = ApiContract.resolved(reference);
    schema.path("allOf").forEach(part -> collect(part, properties, required));
    schema.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
    schema.path("required").forEach(name -> required.add(name.asText()));
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode one : list) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> types(JsonNode type) {
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case ARRAY -> "array";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "object";
    };
  }
}
