package org.univoice.gateway.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a browser lets the page do (Content Security Policy Level 3, Permissions Policy): its own
 * scripts, its own styles, the microphone, and talking to whom it has to.
 */
final class PagePolicy {
  /** Of devices only the microphone, and only to the page itself. */
  static final String PERMISSIONS = "microphone=(self), camera=(), geolocation=()";

  private PagePolicy() {}

  /**
   * @param nonce of the styles that a document brings along; empty where none may
   * @param asked whom the page connects to beside its own site
   */
  static String content(Optional<String> nonce, List<URI> asked) {
    StringBuilder connects = new StringBuilder("'self'");
    asked.stream()
        .map(OwnOrigins::origin)
        .distinct()
        .forEach(origin -> connects.append(' ').append(origin));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'" + nonce.map(text -> " 'nonce-" + text + "'").orElse(""),
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src " + connects,
        "media-src 'self' blob:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
  }
}
