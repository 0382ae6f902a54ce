package org.univoice.gateway.audit.cloudwatch;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where entries go and how often.
 *
 * @param stream of this gateway alone: two writers in one would mix two chains
 * @param shipped the file that remembers the last entry that arrived
 * @param pause between looks at the log when there is nothing new
 * @param longestWait between tries when CloudWatch does not answer
 */
public record CloudWatchConfig(
    String group, String stream, Path shipped, Duration pause, Duration longestWait) {
  /** Seven years; CloudWatch takes only some numbers of days. */
  static final int RETENTION_DAYS = 2557;

  public static CloudWatchConfig of(String group, String stream, Path shipped) {
    return new CloudWatchConfig(
        group, stream, shipped, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }
}
