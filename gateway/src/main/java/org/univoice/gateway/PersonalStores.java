package org.univoice.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.StoreBucket;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.glossary.GlossaryStore;
import org.univoice.gateway.glossary.MemoryGlossaryStore;
import org.univoice.gateway.glossary.s3.S3GlossaryStore;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.privacy.ErasureStore;
import org.univoice.gateway.privacy.MemoryErasureStore;
import org.univoice.gateway.privacy.s3.S3ErasureStore;
import org.univoice.gateway.recording.FileRecordingStore;
import org.univoice.gateway.recording.RecordingSpool;
import org.univoice.gateway.recording.RecordingStore;
import org.univoice.gateway.recording.s3.S3RecordingStore;
import org.univoice.gateway.session.MemoryParticipationStore;
import org.univoice.gateway.session.ParticipationStore;
import org.univoice.gateway.session.s3.S3ParticipationStore;
import org.univoice.gateway.user.ConsentHistory;
import org.univoice.gateway.user.MemoryConsentHistory;
import org.univoice.gateway.user.ResidencyPolicy;
import org.univoice.gateway.user.s3.S3ConsentHistory;
import org.univoice.gateway.voice.Voiceprint;
import org.univoice.gateway.voice.Voiceprints;

/**
 * Where people's own data are kept, besides {@link Stores}, and what measures their voices.
 *
 * @param withdrawals of consent to keep a voice, whose profiles are being deleted
 * @param moreSteps of an erasure, before the account goes: identity provider, analytics
 */
public record PersonalStores(
    ConsentHistory consents,
    GlossaryStore glossaries,
    RecordingStore recordings,
    RecordingSpool spool,
    ParticipationStore participations,
    ErasureStore erasures,
    ErasureStore withdrawals,
    List<ErasureStep> moreSteps,
    ResidencyPolicy residency,
    Voiceprints voiceprints) {

  /**
   * Everything in this process but recordings, which are temporary files; voices cannot be
   * measured.
   */
  public static PersonalStores inMemory() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "univoice-" + UUID.randomUUID());
    return new PersonalStores(
        new MemoryConsentHistory(),
        new MemoryGlossaryStore(),
        new FileRecordingStore(folder),
        RecordingSpool.TEMPORARY,
        new MemoryParticipationStore(),
        new MemoryErasureStore(),
        new MemoryErasureStore(),
        List.of(),
        ResidencyPolicy.oneRegion(),
        PersonalStores::noModel);
  }

  /** In the buckets of AWS; voices cannot be measured. */
  public static PersonalStores aws(AwsClients aws) {
    String region = aws.config().region();
    String bucket = StoreBucket.PERSONAL_DATA.in(region);
    Optional<String> key = Optional.of(aws.config().kmsKey());
    return new PersonalStores(
        new S3ConsentHistory(aws.s3(), bucket, key),
        new S3GlossaryStore(aws.s3(), bucket, key),
        new S3RecordingStore(aws.s3(), aws.presigner(), StoreBucket.RECORDINGS.in(region), key),
        RecordingSpool.TEMPORARY,
        new S3ParticipationStore(aws.s3(), bucket, key),
        new S3ErasureStore(aws.s3(), bucket, "erasures", key),
        new S3ErasureStore(aws.s3(), bucket, "withdrawals", key),
        List.of(),
        ResidencyPolicy.oneRegion(),
        PersonalStores::noModel);
  }

  public PersonalStores withVoiceprints(Voiceprints wanted) {
    return new PersonalStores(
        consents,
        glossaries,
        recordings,
        spool,
        participations,
        erasures,
        withdrawals,
        moreSteps,
        residency,
        wanted);
  }

  public PersonalStores withRecordings(RecordingStore wanted, RecordingSpool folder) {
    return new PersonalStores(
        consents,
        glossaries,
        wanted,
        folder,
        participations,
        erasures,
        withdrawals,
        moreSteps,
        residency,
        voiceprints);
  }

  public PersonalStores withErasureSteps(List<ErasureStep> more) {
    return new PersonalStores(
        consents,
        glossaries,
        recordings,
        spool,
        participations,
        erasures,
        withdrawals,
        more,
        residency,
        voiceprints);
  }

  public PersonalStores withResidency(ResidencyPolicy wanted) {
    return new PersonalStores(
        consents,
        glossaries,
        recordings,
        spool,
        participations,
        erasures,
        withdrawals,
        moreSteps,
        wanted,
        voiceprints);
  }

  private static Voiceprint noModel(byte[] pcm) {
    throw new RefusedException(
        ErrorCode.VOICE_PROFILE_ERROR,
        "This gateway has no model that measures voices.",
        "Ask whoever runs it to connect one.");
  }
}
