package org.univoice.gateway.rest;

import com.linecorp.armeria.server.Route;
import java.util.List;
import java.util.Set;

/**
 * What the api serves to anybody. Everything else asks who is there, whatever adds it, so that
 * forgetting to ask is not possible; judged by the route, not by what a client wrote.
 */
final class PublicRoutes {
  private static final Set<String> EXACTLY =
      Set.of(
          "/v1/languages",
          "/v1/languages/pairs",
          "/v1/voices",
          "/v1/health",
          "/metrics",
          "/v1/openapi.json",
          "/v1/openapi.yaml",
          // Says no in its own way, and on a WebSocket not before its first message.
          "/graphql",
          // Here a proof is got, renewed or given back.
          "/v1/auth/options",
          "/v1/auth/token",
          "/v1/auth/refresh",
          "/v1/auth/revoke");
  private static final List<String> BELOW = List.of("/docs", "/openapi");

  /** Of gRPC, whose calls ask for themselves and say no with a status of its own. */
  private static final List<String> SERVICES = List.of("/univoice.v1.", "/grpc.");

  private PublicRoutes() {}

  static boolean include(Route route) {
    // Nothing is served there, and the answer to everybody is that there is nothing.
    return route.isFallback() || include(route.patternString());
  }

  static boolean include(String pattern) {
    return EXACTLY.contains(pattern)
        || SERVICES.stream().anyMatch(pattern::startsWith)
        || isPage(pattern);
  }

  /** Of the documentation: the same for everybody. */
  static boolean isPage(String path) {
    return BELOW.stream()
        .anyMatch(
            page ->
                path.equals(page) || path.startsWith(page + "/") || path.startsWith(page + "."));
  }
}
