package org.univoice.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document, as it is written and as JSON. */
final class OpenApiDocument {
  private static final String RESOURCE = "/openapi/openapi.yaml";

  private final byte[] yaml;
  private final byte[] json;

  private OpenApiDocument(byte[] yaml, byte[] json) {
    this.yaml = yaml;
    this.json = json;
  }

  static OpenApiDocument load() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      byte[] yaml = in.readAllBytes();
      byte[] json = new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
      return new OpenApiDocument(yaml, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] yaml() {
    return yaml;
  }

  byte[] json() {
    return json;
  }
}
