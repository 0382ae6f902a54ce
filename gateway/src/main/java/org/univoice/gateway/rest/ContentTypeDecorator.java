package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Refuses a body in parts that does not say what is between them, before anybody reads it. */
final class ContentTypeDecorator extends SimpleDecoratingHttpService {
  private static final String BOUNDARY = "boundary";

  ContentTypeDecorator(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    MediaType type = request.contentType();
    if (type != null && type.isMultipart() && !type.parameters().containsKey(BOUNDARY)) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "The body's declared type names no boundary between its parts.",
              "Send 'Content-Type: application/json', or name the boundary.")
          .about("Content-Type");
    }
    return unwrap().serve(ctx, request);
  }
}
