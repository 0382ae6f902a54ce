package org.univoice.job.call;

/**
 * How busy a subtask is.
 *
 * @param inFlight calls under way
 * @param waiting inputs whose turn has not come
 * @param recentMillis smoothed duration of recent calls
 */
public record CallLoad(int inFlight, int waiting, double recentMillis) {}
