package org.univoice.gateway.idempotency;

import java.util.List;
import java.util.Map;

/** What was answered, to be answered again. */
public record KeptResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
  public KeptResponse {
    headers = List.copyOf(headers);
  }
}
