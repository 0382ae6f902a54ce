package org.univoice.job.delivery;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.univoice.internal.v1.Latency;

/**
 * What leaves for listeners, and how late each stage made their speech. Histograms are in
 * milliseconds over the last segments that were spoken; their names are those of the latency report
 * that the listener gets.
 */
final class DeliveryMetrics {

  private static final int KEPT = 1_000;

  private final Counter delivered;
  private final Counter replayed;
  private final Counter withheld;
  private final Counter unacknowledged;
  private final Histogram segmentation;
  private final Histogram recognition;
  private final Histogram translation;
  private final Histogram firstSpeech;
  private final Histogram delivery;
  private final Histogram endToEnd;

  DeliveryMetrics(MetricGroup metrics) {
    delivered = metrics.counter("delivered");
    replayed = metrics.counter("replayed");
    withheld = metrics.counter("withheld");
    unacknowledged = metrics.counter("unacknowledged");
    MetricGroup latency = metrics.addGroup("latency");
    segmentation = histogram(latency, "segmentation");
    recognition = histogram(latency, "recognition");
    translation = histogram(latency, "translation");
    firstSpeech = histogram(latency, "firstSpeech");
    delivery = histogram(latency, "delivery");
    endToEnd = histogram(latency, "endToEnd");
  }

  private static Histogram histogram(MetricGroup metrics, String name) {
    return metrics.histogram(name, new DescriptiveStatisticsHistogram(KEPT));
  }

  void delivered() {
    delivered.inc();
  }

  void replayed() {
    replayed.inc();
  }

  /** A result of a candidate that was withdrawn or replaced. */
  void withheld() {
    withheld.inc();
  }

  /** A delivery that is forgotten because nobody said in time that it had come. */
  void unacknowledged() {
    unacknowledged.inc();
  }

  void spoken(Latency latency) {
    segmentation.update(latency.getSegmentationMs());
    recognition.update(latency.getRecognitionMs());
    translation.update(latency.getTranslationMs());
    firstSpeech.update(latency.getFirstSpeechMs());
    delivery.update(latency.getDeliveryMs());
    endToEnd.update(latency.getEndToEndMs());
  }
}
