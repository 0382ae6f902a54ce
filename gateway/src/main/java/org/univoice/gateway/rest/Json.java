package org.univoice.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;

/** JSON bodies of the api's answers. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static HttpResponse response(HttpStatus status, Object body) {
    return response(ResponseHeaders.of(status), body);
  }

  static HttpResponse response(ResponseHeaders headers, Object body) {
    return aggregated(headers, body).toHttpResponse();
  }

  static AggregatedHttpResponse aggregated(ResponseHeaders headers, Object body) {
    try {
      return AggregatedHttpResponse.of(
          headers.toBuilder().contentType(MediaType.JSON).build(),
          HttpData.wrap(MAPPER.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
