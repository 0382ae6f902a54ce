package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Revisions as HTTP carries them: out as ETag, in as If-Match. */
final class Revisions {
  private static final Pattern STRONG = Pattern.compile("\"([^\"]*)\"");
  private static final String ANY = "*";

  private Revisions() {}

  static ResponseHeaders etag(String revision) {
    return ResponseHeaders.builder(HttpStatus.OK)
        .set(HttpHeaderNames.ETAG, '"' + revision + '"')
        .build();
  }

  /**
   * The revision that a change is bound to; empty for any.
   *
   * @throws RefusedException INVALID_REQUEST when the header holds anything but one strong ETag
   */
  static Optional<String> wanted(AggregatedHttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.IF_MATCH);
    if (header == null || header.trim().equals(ANY)) {
      return Optional.empty();
    }
    Matcher tag = STRONG.matcher(header.trim());
    if (!tag.matches()) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'If-Match' does not hold one revision in double quotes.",
              "Send the 'ETag' of the last answer as it was.")
          .about("If-Match");
    }
    return Optional.of(tag.group(1));
  }
}
