package org.univoice.gateway.voice.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.ItemWriter;
import org.univoice.gateway.voice.VoiceCharacteristics;
import org.univoice.gateway.voice.VoiceCharacteristics.EmotionalProfile;
import org.univoice.gateway.voice.VoiceMovement;
import org.univoice.gateway.voice.VoiceProfile;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A voice profile as an item, without its embedding.
 *
 * @param profile with an empty embedding
 * @param embeddingKey of the object that holds it
 * @param embeddingVersion of that object: which one belongs to this state of the profile
 */
record ProfileItem(VoiceProfile profile, String embeddingKey, String embeddingVersion) {

  Map<String, AttributeValue> write() {
    return new ItemWriter()
        .text("profileId", profile.profileId())
        .text("userId", profile.userId())
        .text("embeddingS3Key", embeddingKey)
        .text("embeddingS3Version", embeddingVersion)
        .map("characteristics", write(profile.characteristics()))
        .time("createdAt", profile.createdAt())
        .time("updatedAt", profile.updatedAt())
        .number("sampleCount", profile.sampleCount())
        .number("quality", profile.quality())
        .text("language", profile.language())
        .text("version", profile.model())
        .number("revision", profile.version())
        .attributes();
  }

  private static ItemWriter write(VoiceCharacteristics voice) {
    ItemWriter item =
        new ItemWriter()
            .number("pitchMean", voice.pitchMeanHz())
            .number("pitchStdDev", voice.pitchStdDevHz())
            .number("speakingRate", voice.speakingRate())
            .number("energyMean", voice.energyMeanDb())
            .number("spectralCentroid", voice.spectralCentroidHz())
            .text("spectrum", joined(voice.spectrum()))
            .number("variance", voice.variance())
            .map("movement", write(voice.movement()));
    voice
        .emotion()
        .ifPresent(
            emotion ->
                item.map(
                    "emotionalProfile",
                    new ItemWriter()
                        .number("valence", emotion.valence())
                        .number("arousal", emotion.arousal())
                        .number("dominance", emotion.dominance())));
    return item;
  }

  /** A melody has gaps where nothing was voiced, which DynamoDB's numbers have not. */
  private static ItemWriter write(VoiceMovement movement) {
    return new ItemWriter()
        .number("pitchLow", movement.pitchLowHz())
        .number("pitchHigh", movement.pitchHighHz())
        .text("contour", joined(movement.contour()))
        .number("syllablesPerMinute", movement.syllablesPerMinute());
  }

  private static String joined(List<Float> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static VoiceMovement movement(ItemReader item) {
    return new VoiceMovement(
        item.decimal("pitchLow"),
        item.decimal("pitchHigh"),
        floats(item.text("contour")),
        item.decimal("syllablesPerMinute"));
  }

  static ProfileItem read(Map<String, AttributeValue> attributes) {
    ItemReader item = new ItemReader(attributes);
    VoiceProfile profile =
        new VoiceProfile(
            item.text("profileId"),
            item.text("userId"),
            List.of(),
            item.text("version"),
            characteristics(item.map("characteristics")),
            item.time("createdAt"),
            item.time("updatedAt"),
            (int) item.number("sampleCount"),
            item.decimal("quality"),
            item.text("language"),
            item.number("revision"));
    return new ProfileItem(profile, item.text("embeddingS3Key"), item.text("embeddingS3Version"));
  }

  private static VoiceCharacteristics characteristics(ItemReader item) {
    ItemReader emotion = item.map("emotionalProfile");
    return new VoiceCharacteristics(
        item.decimal("pitchMean"),
        item.decimal("pitchStdDev"),
        item.decimal("speakingRate"),
        item.decimal("energyMean"),
        item.decimal("spectralCentroid"),
        item.has("emotionalProfile")
            ? Optional.of(
                new EmotionalProfile(
                    emotion.decimal("valence"),
                    emotion.decimal("arousal"),
                    emotion.decimal("dominance")))
            : Optional.empty(),
        item.has("spectrum") ? floats(item.text("spectrum")) : List.of(),
        item.has("variance") ? item.decimal("variance") : 0,
        // Empty in items that are older than it.
        movement(item.map("movement")));
  }

  private static List<Float> floats(String joined) {
    return joined.isEmpty() ? List.of() : Stream.of(joined.split(" ")).map(Float::valueOf).toList();
  }

  VoiceProfile with(List<Float> embedding) {
    return new VoiceProfile(
        profile.profileId(),
        profile.userId(),
        embedding,
        profile.model(),
        profile.characteristics(),
        profile.createdAt(),
        profile.updatedAt(),
        profile.sampleCount(),
        profile.quality(),
        profile.language(),
        profile.version());
  }
}
