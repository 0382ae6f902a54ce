package org.univoice.gateway.websocket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.error.ErrorCode;

/** What the media listener counts. */
final class MediaMetrics {
  private final Map<ErrorCode, Counter> errors = new EnumMap<>(ErrorCode.class);
  private final Counter audioMillis;
  private final Counter deliveries;
  private final Counter droppedCaptions;
  private final Counter droppedSpeechMillis;
  private final Counter droppedOriginalMillis;
  private final Counter held;
  private final DistributionSummary snr;
  private final DistributionSummary clipped;
  private final MeterRegistry registry;

  MediaMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (ErrorCode code : ErrorCode.values()) {
      errors.put(code, registry.counter("univoice.media.errors", "code", code.name()));
    }
    audioMillis = registry.counter("univoice.media.audio.millis");
    deliveries = registry.counter("univoice.media.deliveries");
    droppedCaptions = registry.counter("univoice.media.dropped.captions");
    droppedSpeechMillis = registry.counter("univoice.media.dropped.speech.millis");
    droppedOriginalMillis = registry.counter("univoice.media.dropped.original.millis");
    held = registry.counter("univoice.media.reading.held");
    snr = registry.summary("univoice.media.audio.snr.decibels");
    clipped = registry.summary("univoice.media.audio.clipped.fraction");
  }

  void connections(Supplier<Number> count) {
    Gauge.builder("univoice.media.connections", count).register(registry);
  }

  void error(ErrorCode code) {
    errors.get(code).increment();
  }

  void audio(int millis) {
    audioMillis.increment(millis);
  }

  void quality(QualityReport report) {
    snr.record(Math.max(0, report.snrDecibels()));
    clipped.record(report.clippedFraction());
  }

  void delivered() {
    deliveries.increment();
  }

  void dropped(Dropped dropped) {
    droppedCaptions.increment(dropped.captions());
    droppedSpeechMillis.increment(dropped.speechMillis());
  }

  void droppedOriginal(long millis) {
    droppedOriginalMillis.increment(millis);
  }

  void readingHeld() {
    held.increment();
  }
}
