package org.univoice.gateway.admission;

import java.time.Duration;

/**
 * When nobody new is let in. Shares are between 0 and 1; above 1 means never.
 *
 * @param cpu share of all cores, averaged, above which it closes
 * @param heap share of the largest heap in use after a collection, above which it closes
 * @param slack it opens again this much below
 * @param average how far back the average of the CPU load looks
 * @param wholeMachine what others do on the machine counts too, not this process alone
 */
public record AdmissionConfig(
    double cpu, double heap, double slack, Duration average, boolean wholeMachine) {
  /** Of this process alone: on one machine the models use all of it, and should. */
  public static final AdmissionConfig DEFAULT =
      new AdmissionConfig(0.85, 0.90, 0.10, Duration.ofSeconds(5), false);

  public AdmissionConfig {
    if (!(cpu > slack && heap > slack && slack >= 0) || average.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the limits must be above the slack, the average positive");
    }
  }

  public AdmissionConfig withCpu(double share) {
    return new AdmissionConfig(share, heap, slack, average, wholeMachine);
  }

  public AdmissionConfig withHeap(double share) {
    return new AdmissionConfig(cpu, share, slack, average, wholeMachine);
  }

  public AdmissionConfig withWholeMachine(boolean counts) {
    return new AdmissionConfig(cpu, heap, slack, average, counts);
  }
}
