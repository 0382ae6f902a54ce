package org.univoice.gateway.access;

/** Permissions that no kind of resource and action names. */
public final class Permissions {
  /** More than one voice profile. */
  public static final String MORE_PROFILES = "voice-profiles:multiple";

  /** Higher limits on how often the api may be asked. */
  public static final String FASTER = "api:higher-rate-limits";

  /** Whatever concerns the system itself. */
  public static final String CONFIGURE = "system:configure";

  /** Whatever the platform's own services ask of each other. */
  public static final String INTERNAL = "internal:all";

  private Permissions() {}
}
