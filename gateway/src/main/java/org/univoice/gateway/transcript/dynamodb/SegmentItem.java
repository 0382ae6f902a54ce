package org.univoice.gateway.transcript.dynamodb;

import java.util.Map;
import org.univoice.gateway.aws.Expiry;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.transcript.TranslationSegment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A segment as an item. Its sort key ends with the language: a segment has one item for each. */
final class SegmentItem {
  private static final char LANGUAGE = '#';

  private SegmentItem() {}

  static String sortKey(TranslationSegment segment) {
    return segment.segmentId() + LANGUAGE + segment.targetLanguage();
  }

  static Map<String, AttributeValue> write(TranslationSegment segment) {
    return new ItemWriter()
        .text("sessionId", segment.sessionId())
        .text("segmentId", sortKey(segment))
        .text("sourceText", segment.sourceText())
        .text("translatedText", segment.translatedText())
        .text("sourceLanguage", segment.sourceLanguage())
        .text("targetLanguage", segment.targetLanguage())
        .text("speakerId", segment.speakerId())
        .text("participantId", segment.participantId())
        .number("startTime", segment.startMillis())
        .number("endTime", segment.endMillis())
        .number("confidence", segment.confidence())
        .number("latency", segment.latencyMillis())
        .time("saidAt", segment.saidAt())
        .flag("overlapped", segment.overlapped())
        .number(StoreTable.TTL, Expiry.after(segment.saidAt(), Expiry.OF_SEGMENTS))
        .attributes();
  }

  static TranslationSegment read(Map<String, AttributeValue> attributes) {
    ItemReader item = new ItemReader(attributes);
    String sortKey = item.text("segmentId");
    return new TranslationSegment(
        item.text("sessionId"),
        sortKey.substring(0, sortKey.lastIndexOf(LANGUAGE)),
        item.text("sourceText"),
        item.text("translatedText"),
        item.text("sourceLanguage"),
        item.text("targetLanguage"),
        item.text("speakerId"),
        item.text("participantId"),
        item.number("startTime"),
        item.number("endTime"),
        item.decimal("confidence"),
        item.number("latency"),
        item.time("saidAt"),
        item.flag("overlapped"));
  }
}
