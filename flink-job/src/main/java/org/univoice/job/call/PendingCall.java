package org.univoice.job.call;

import java.util.concurrent.ScheduledFuture;

/** An input whose call has not ended, with the attempt that is under way. */
final class PendingCall<IN> {

  final Object key;
  final long position;
  final long timestamp;
  final IN input;

  CallAttempts attempts;
  String model;
  ModelCall.Cancellable underWay;
  ScheduledFuture<?> timer;
  long startedMillis;
  long attemptStartedMillis;
  boolean attemptOpen;
  boolean started;
  boolean ended;

  PendingCall(Object key, long position, long timestamp, IN input) {
    this.key = key;
    this.position = position;
    this.timestamp = timestamp;
    this.input = input;
  }

  void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  void stopCall() {
    if (underWay != null) {
      underWay.cancel();
      underWay = null;
    }
  }
}
