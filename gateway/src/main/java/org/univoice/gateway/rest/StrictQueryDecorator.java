package org.univoice.gateway.rest;

import static org.univoice.gateway.error.RefusedException.shown;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.Optional;
import java.util.SortedSet;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Takes no query parameter that the route does not know: a misspelt one would go unnoticed. */
final class StrictQueryDecorator extends SimpleDecoratingHttpService {
  private final QueryParameters known;

  StrictQueryDecorator(HttpService delegate, QueryParameters known) {
    super(delegate);
    this.known = known;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (ctx.query() != null) {
      String path = ctx.config().route().patternString().replaceAll(":(\\w+)", "{$1}");
      Optional<SortedSet<String>> allowed = known.at(ctx.method().name(), path);
      if (allowed.isPresent()) {
        check(QueryParams.fromQueryString(ctx.query()), allowed.get());
      }
    }
    return unwrap().serve(ctx, request);
  }

  private static void check(QueryParams query, SortedSet<String> allowed) {
    for (String name : query.names()) {
      if (!allowed.contains(name)) {
        throw invalid(
            name,
            "The query parameter '" + shown(name) + "' is not known here.",
            allowed.isEmpty()
                ? "Leave it out; this request takes none."
                : "Use one of: " + String.join(", ", allowed) + ".");
      }
      if (query.getAll(name).size() > 1) {
        throw invalid(
            name, "The query parameter '" + shown(name) + "' is there twice.", "Send it once.");
      }
    }
  }

  private static RefusedException invalid(String name, String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion).about(shown(name));
  }
}
