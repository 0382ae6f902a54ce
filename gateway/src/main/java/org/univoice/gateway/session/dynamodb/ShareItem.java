package org.univoice.gateway.session.dynamodb;

import java.util.HashMap;
import java.util.Map;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.session.LatencyHistogram;
import org.univoice.gateway.session.SessionShare;

/** What one gateway has seen, as part of an item. */
final class ShareItem {
  private ShareItem() {}

  static ItemWriter write(SessionShare share) {
    return new ItemWriter()
        .time("seenAt", share.seenAt())
        .time("leftAt", share.leftAt())
        .flag("paused", share.paused())
        .map(
            "speakers",
            share.speakers(),
            (item, speaker) -> item.map(speaker.getKey(), SpeakerItem.write(speaker.getValue())))
        .number("segments", share.segments())
        .map("latencies", write(share.latencies()))
        .number("errors", share.errors())
        .number("qualitySum", share.qualitySum())
        .number("qualityReports", share.qualityReports())
        .map("names", share.names(), (item, name) -> item.text(name.getKey(), name.getValue()));
  }

  private static ItemWriter write(LatencyHistogram latencies) {
    Map<String, Integer> counts = new HashMap<>();
    latencies.counts().forEach((bucket, count) -> counts.put(Integer.toString(bucket), count));
    return new ItemWriter()
        .number("sum", latencies.sumMillis())
        .map(
            "counts",
            counts,
            (item, count) -> item.number(count.getKey(), (long) count.getValue()));
  }

  static SessionShare read(ItemReader item) {
    return new SessionShare(
        item.time("seenAt"),
        item.timeIfThere("leftAt"),
        item.flag("paused"),
        item.map("speakers", (inner, id) -> SpeakerItem.read(inner.map(id), id)),
        (int) item.number("segments"),
        latencies(item.map("latencies")),
        (int) item.number("errors"),
        item.decimal("qualitySum"),
        (int) item.number("qualityReports"),
        item.map("names", ItemReader::text));
  }

  private static LatencyHistogram latencies(ItemReader item) {
    Map<Integer, Integer> counts = new HashMap<>();
    item.map("counts", (inner, bucket) -> (int) inner.number(bucket))
        .forEach((bucket, count) -> counts.put(Integer.parseInt(bucket), count));
    return new LatencyHistogram(counts, item.number("sum"));
  }
}
