package org.univoice.job.segmentation;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What arrives of tracks, and what becomes of candidates. */
final class SegmentationMetrics {

  private final Counter candidates;
  private final Counter confirmed;
  private final Counter withdrawn;
  private final Counter repeatedChunks;
  private final Counter lateRecords;
  private final Counter gaps;
  private final Counter undecodableChunks;

  SegmentationMetrics(MetricGroup metrics) {
    candidates = metrics.counter("candidates");
    confirmed = metrics.counter("candidatesConfirmed");
    withdrawn = metrics.counter("candidatesWithdrawn");
    repeatedChunks = metrics.counter("repeatedChunks");
    lateRecords = metrics.counter("lateRecords");
    gaps = metrics.counter("gaps");
    undecodableChunks = metrics.counter("undecodableChunks");
  }

  void decided(SegmentKind kind) {
    switch (kind) {
      case CANDIDATE -> candidates.inc();
      case CONFIRMED -> confirmed.inc();
      case WITHDRAWN -> withdrawn.inc();
      case PARTIAL, FINAL, TRACK_ENDED -> {}
    }
  }

  void repeatedChunk() {
    repeatedChunks.inc();
  }

  /** Of a gateway from which another one has taken the participant over. */
  void lateRecord() {
    lateRecords.inc();
  }

  void gap() {
    gaps.inc();
  }

  void undecodableChunk() {
    undecodableChunks.inc();
  }
}
