package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audio.AudioFile;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.ConsentService;
import org.univoice.gateway.user.MemoryConsentHistory;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.ResidencyPolicy;
import org.univoice.gateway.user.UserStore;

/** What a session taught, and a person who thinks again meanwhile. */
class VoiceProfileServiceTest {
  private static final Caller ANA =
      new Caller(Principal.of("ana", Role.USER), "127.0.0.1", "test", "r");

  private final Clock clock = Clock.systemUTC();
  private final UserStore users = new MemoryUserStore();
  private final Gatekeeper gatekeeper = new Gatekeeper(new AccessPolicy(), entry -> {}, clock);
  private final ConsentService consents =
      new ConsentService(gatekeeper, users, new MemoryConsentHistory(), clock);
  private final ContestedStore store = new ContestedStore();
  private final VoiceProfileService service =
      new VoiceProfileService(
          gatekeeper,
          users,
          store,
          new VoiceMeasurement(
              new EnrolmentAudio(new AudioFile(FfmpegFrameDecoder::open, FfmpegNormalizer::open)),
              new FakeVoiceprints()),
          new Residency(ResidencyPolicy.oneRegion(), users, clock),
          () -> "profile",
          clock);
  private VoiceProfile known;

  @BeforeEach
  void enrol() {
    consent(ConsentKind.VOICE_CLONING, true);
    consent(ConsentKind.ADAPTIVE_VOICE, true);
    known = service.create(ANA, Enrolment.ofFile(RecordedSpeech.wav(6_000)), "en");
  }

  @Test
  void shouldKeepWhatASessionTaught() {
    assertThat(learn()).isPresent();
    assertThat(store.find("profile").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void shouldKeepNothingThatWasLearnedBeforeAConsentWasTakenBack() {
    consent(ConsentKind.ADAPTIVE_VOICE, false);
    assertThat(learn()).isEmpty();
    consent(ConsentKind.ADAPTIVE_VOICE, true);
    consent(ConsentKind.VOICE_CLONING, false);
    assertThat(learn()).isEmpty();
    assertThat(store.find("profile")).contains(known);
  }

  @Test
  void shouldHonourAConsentThatIsTakenBackWhileAnotherGatewayIsFaster() {
    store.overtaken = () -> consent(ConsentKind.ADAPTIVE_VOICE, false);

    assertThat(learn()).isEmpty();
    assertThat(store.find("profile")).contains(known);
  }

  private Optional<VoiceProfile> learn() {
    return service.learn(known, VoiceSum.of(known), known.model());
  }

  private void consent(ConsentKind kind, boolean given) {
    consents.put(ANA, kind, given, "I agree", "1");
  }

  /** Another gateway writes first, once, while something happens. */
  private static final class ContestedStore implements VoiceProfileStore {
    private final VoiceProfileStore kept = new MemoryVoiceProfileStore();
    private Runnable overtaken;

    @Override
    public void put(VoiceProfile profile, List<byte[]> samples) {
      if (overtaken != null) {
        Runnable now = overtaken;
        overtaken = null;
        now.run();
        throw new StaleProfileException();
      }
      kept.put(profile, samples);
    }

    @Override
    public Optional<VoiceProfile> find(String profileId) {
      return kept.find(profileId);
    }

    @Override
    public List<VoiceProfile> ofUser(String userId) {
      return kept.ofUser(userId);
    }

    @Override
    public List<byte[]> samples(String profileId) {
      return kept.samples(profileId);
    }

    @Override
    public void delete(String profileId) {
      kept.delete(profileId);
    }
  }
}
