package org.univoice.gateway.voice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.user.Activity;
import org.univoice.gateway.user.ConsentCheck;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.UserStore;

/** Profiles of people's voices: made, told about, bettered and deleted only as they agree to. */
public final class VoiceProfileService {

  /** Narrows an API key as "voice-profiles:multiple" does a role. */
  private static final String MULTIPLE = "voice-profiles:multiple";

  private static final int TRIES = 5;

  private final Gatekeeper gatekeeper;
  private final UserStore users;
  private final VoiceProfileStore profiles;
  private final VoiceMeasurement measurement;
  private final Residency residency;
  private final Supplier<String> ids;
  private final Clock clock;
  private final List<VoiceProfileListener> listeners = new CopyOnWriteArrayList<>();

  public VoiceProfileService(
      Gatekeeper gatekeeper,
      UserStore users,
      VoiceProfileStore profiles,
      VoiceMeasurement measurement,
      Residency residency,
      Supplier<String> ids,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.users = users;
    this.profiles = profiles;
    this.measurement = measurement;
    this.residency = residency;
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells of every change from now on. */
  public void onChange(VoiceProfileListener listener) {
    listeners.add(listener);
  }

  /**
   * Makes a profile of the caller's own voice.
   *
   * @param language BCP 47 tag of what is spoken
   * @throws RefusedException FORBIDDEN without consent, QUOTA_EXCEEDED for a second profile,
   *     INSUFFICIENT_AUDIO with less than three seconds of speech
   */
  public VoiceProfile create(Caller caller, Enrolment enrolment, String language) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.CREATE, resource("", userId));
    require(userId);
    if (!profiles.ofUser(userId).isEmpty() && !mayHaveSeveral(caller.principal())) {
      throw new RefusedException(
          ErrorCode.QUOTA_EXCEEDED,
          "You have a voice profile already.",
          "Add samples to it, delete it first, or ask for the permission " + MULTIPLE + ".");
    }
    VoiceMeasurement.Measured measured = measurement.of(enrolment);
    // Measuring takes seconds, in which somebody may think again.
    require(userId);
    Instant now = now();
    VoiceProfile profile =
        new VoiceProfile(
            ids.get(),
            userId,
            measured.sum().direction(),
            measured.model(),
            measured.sum().characteristics(),
            now,
            now,
            measured.sum().count(),
            measured.quality(measured.sum()),
            language,
            1);
    profiles.put(profile, List.of(measured.wav()));
    try {
      // Measuring takes a while, in which the consent may have been taken back.
      require(userId);
    } catch (RefusedException e) {
      profiles.delete(profile.profileId());
      throw e;
    }
    listeners.forEach(listener -> listener.changed(profile));
    return profile;
  }

  /**
   * Betters a profile with more audio: its next version.
   *
   * @throws RefusedException as {@link #create}; INVALID_REQUEST when another model made the
   *     profile
   */
  public VoiceProfile addSamples(Caller caller, String profileId, Enrolment enrolment) {
    VoiceProfile first = known(caller, Action.UPDATE, profileId);
    require(first.userId());
    VoiceMeasurement.Measured measured = measurement.of(enrolment);
    if (!first.model().equals(measured.model())) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "This profile was made by another version of the model.",
          "Delete it and make a new one.");
    }
    return changed(
            first,
            profile -> {
              require(profile.userId());
              VoiceSum sum = VoiceSum.of(profile).and(measured.sum());
              return Optional.of(next(profile, sum, measured.quality(sum), now()));
            },
            List.of(measured.wav()))
        .orElseThrow();
  }

  /** A user's profiles, the oldest first. */
  public List<VoiceProfile> ofUser(Caller caller, String userId) {
    gatekeeper.admit(caller, Action.READ, resource("", userId));
    return profiles.ofUser(userId);
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none, or none of this user
   */
  public VoiceProfile get(Caller caller, String userId, String profileId) {
    gatekeeper.admit(caller, Action.READ, resource(profileId, userId));
    return profiles
        .find(profileId)
        .filter(profile -> profile.userId().equals(userId))
        .orElseThrow(VoiceProfileService::notFound);
  }

  /**
   * Whosever it is, as far as the caller may see it.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none, or not for the caller
   */
  public VoiceProfile find(Caller caller, String profileId) {
    return known(caller, Action.READ, profileId);
  }

  /** Deletes it with its samples and versions, everywhere; sessions that use it forget it. */
  public void delete(Caller caller, String profileId) {
    delete(known(caller, Action.DELETE, profileId));
  }

  /** As part of an erasure, which has been admitted. */
  public void deleteAll(String userId) {
    profiles.ofUser(userId).forEach(this::delete);
  }

  /** What somebody does not agree to any more; unless they have agreed to it again since. */
  public void deleteUnconsented(String userId) {
    if (!ConsentCheck.permits(users.find(userId), Activity.KEEP_VOICE_PROFILE, clock.instant())) {
      deleteAll(userId);
    }
  }

  private void delete(VoiceProfile profile) {
    profiles.delete(profile.profileId());
    listeners.forEach(listener -> listener.deleted(profile));
  }

  /**
   * Puts what a session taught into the profile, unless the consent to it has been taken back or
   * the profile is gone. Whoever calls has been admitted.
   */
  Optional<VoiceProfile> learn(VoiceProfile known, VoiceSum learned, String model) {
    if (!residency.permits(known.userId()) || !known.model().equals(model)) {
      return Optional.empty();
    }
    return changed(
        known,
        profile -> {
          if (!mayLearn(profile.userId())) {
            return Optional.empty();
          }
          VoiceSum sum = VoiceSum.of(profile).and(learned);
          double quality = ProfileQuality.learned(profile.quality(), sum.variance());
          return Optional.of(next(profile, sum, quality, now()));
        },
        List.of());
  }

  private boolean mayLearn(String userId) {
    return ConsentCheck.permits(
        users.find(userId), Activity.LEARN_VOICE_FROM_SESSIONS, clock.instant());
  }

  /** Several gateways may teach one profile at once: what the others did is read again. */
  private Optional<VoiceProfile> changed(VoiceProfile first, Change change, List<byte[]> samples) {
    VoiceProfile profile = first;
    for (int tries = 1; ; tries++) {
      Optional<VoiceProfile> wanted = change.of(profile);
      if (wanted.isEmpty()) {
        return wanted;
      }
      VoiceProfile next = wanted.get();
      try {
        profiles.put(next, samples);
        listeners.forEach(listener -> listener.changed(next));
        return wanted;
      } catch (StaleProfileException e) {
        if (tries == TRIES) {
          throw new RefusedException(
              ErrorCode.DATABASE_ERROR, "The profile is being changed elsewhere.", "Try again.", 1);
        }
        profile = profiles.find(first.profileId()).orElseThrow(VoiceProfileService::notFound);
      }
    }
  }

  private static VoiceProfile next(
      VoiceProfile profile, VoiceSum sum, double quality, Instant now) {
    return new VoiceProfile(
        profile.profileId(),
        profile.userId(),
        sum.direction(),
        profile.model(),
        sum.characteristics(),
        profile.createdAt(),
        now,
        sum.count(),
        quality,
        profile.language(),
        profile.version() + 1);
  }

  /** Of one that is not there, too, the audit log has who asked. */
  private VoiceProfile known(Caller caller, Action action, String profileId) {
    Optional<VoiceProfile> profile = profiles.find(profileId);
    String owner = profile.map(VoiceProfile::userId).orElse(caller.principal().userId());
    gatekeeper.admit(caller, action, resource(profileId, owner));
    return profile.orElseThrow(VoiceProfileService::notFound);
  }

  private void require(String userId) {
    ConsentCheck.require(users.find(userId), Activity.KEEP_VOICE_PROFILE, clock.instant());
    residency.require(userId);
  }

  private static boolean mayHaveSeveral(Principal principal) {
    boolean role =
        principal.roles().contains(Role.PREMIUM_USER) || principal.roles().contains(Role.ADMIN);
    return role && (principal.scopes().isEmpty() || principal.scopes().contains(MULTIPLE));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Resource resource(String id, String ownerId) {
    return new Resource(Resource.Kind.VOICE_PROFILES, id, ownerId);
  }

  private static RefusedException notFound() {
    return Gatekeeper.notFound(Resource.Kind.VOICE_PROFILES);
  }

  /** The successor of a profile; none when there must not be any. Asked before each try. */
  @FunctionalInterface
  private interface Change {
    Optional<VoiceProfile> of(VoiceProfile profile);
  }
}
