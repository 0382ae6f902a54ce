package org.univoice.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** JSON bodies of the api. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /**
   * @throws RefusedException INVALID_REQUEST when the body is not what is expected
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T read = MAPPER.readValue(body, type);
      if (read == null) {
        throw invalid();
      }
      return read;
    } catch (IOException e) {
      throw invalid();
    }
  }

  private static RefusedException invalid() {
    return new RefusedException(
        ErrorCode.INVALID_REQUEST,
        "The body is not the expected JSON object.",
        "See the documentation of this endpoint for its fields.");
  }

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
