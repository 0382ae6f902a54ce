package org.univoice.local.cli;

import java.util.List;
import java.util.Locale;
import org.univoice.local.client.Transcript.Percentiles;
import org.univoice.local.client.Transcript.Summary;

/** What a person is told of how long translated speech took; nothing when there was none. */
final class LatencyLines {
  private LatencyLines() {}

  static List<String> of(Summary summary) {
    Percentiles firstByte = summary.endToEndMs();
    Percentiles heard = summary.heardMs();
    return firstByte.p50() == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "From the end of a sentence to the first byte of its translated speech: "
                    + "p50 %d ms, p95 %d ms",
                firstByte.p50(),
                firstByte.p95()),
            String.format(
                Locale.ROOT,
                "  until it is heard, after the speech before it: p50 %d ms, p95 %d ms, worst %d ms",
                heard.p50(),
                heard.p95(),
                heard.max()));
  }
}
