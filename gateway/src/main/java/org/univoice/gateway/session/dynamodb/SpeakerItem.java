package org.univoice.gateway.session.dynamodb;

import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;

/** A speaker as part of an item. */
final class SpeakerItem {
  private SpeakerItem() {}

  static ItemWriter write(SpeakerRecord speaker) {
    return new ItemWriter()
        .text("speakerId", speaker.speakerId())
        .text("voiceProfileId", speaker.voiceProfileId())
        .time("joinedAt", speaker.joinedAt())
        .number("utteranceCount", speaker.utteranceCount())
        .number("totalSpeakingTime", speaker.totalSpeakingMillis());
  }

  static SpeakerRecord read(ItemReader item, String id) {
    return new SpeakerRecord(
        id,
        item.text("voiceProfileId"),
        item.time("joinedAt"),
        (int) item.number("utteranceCount"),
        item.number("totalSpeakingTime"));
  }
}
