package org.univoice.gateway;

import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.access.apikey.ApiKey;
import org.univoice.gateway.access.apikey.ApiKeyStore;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.user.StoredAccounts;
import org.univoice.gateway.voice.VoiceProfileService;

/** All that is done to forget somebody, in its order; docs/policies/privacy.md. */
final class ErasureSteps {

  private ErasureSteps() {}

  /** Whatever can bring new data goes first, whatever names the user last. */
  static List<ErasureStep> of(
      Outside outside,
      StoredAccounts accounts,
      UserSessions sessions,
      VoiceProfileService voices,
      RecordingService recordings,
      GlossaryService glossaries) {
    Stores stores = outside.stores();
    PersonalStores personal = outside.personal();
    List<ErasureStep> steps = new ArrayList<>();
    steps.add(ErasureStep.of("api-keys", userId -> revoke(stores.apiKeys(), userId)));
    steps.add(ErasureStep.of("connections", sessions::leaveForGood));
    steps.add(ErasureStep.of("transcripts", sessions::forgetTranscripts));
    steps.add(ErasureStep.of("sessions", sessions::forgetSessions));
    steps.add(ErasureStep.of("participations", sessions::forgetParticipations));
    steps.add(ErasureStep.of("voice-profiles", voices::deleteAll));
    steps.add(ErasureStep.of("recordings", recordings::forget));
    steps.add(ErasureStep.of("glossaries", glossaries::deleteAll));
    steps.addAll(personal.moreSteps());
    steps.add(ErasureStep.of("consents", personal.consents()::delete));
    steps.add(ErasureStep.of("account", userId -> delete(outside, accounts, userId)));
    return steps;
  }

  private static void revoke(ApiKeyStore keys, String userId) {
    keys.ofOwner(userId).stream().map(ApiKey::id).forEach(keys::delete);
  }

  /** In this order: who is seen in between is remembered, and must not be. */
  private static void delete(Outside outside, StoredAccounts accounts, String userId) {
    outside.stores().users().delete(userId);
    accounts.forget(userId);
    outside
        .deployment()
        .bus()
        .publish(SessionBus.EVERY_SESSION, new SessionEvent.Forgotten(userId, List.of()));
  }
}
