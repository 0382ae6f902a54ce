package org.univoice.gateway.audit;

/** Keeps who did what, append-only. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface AuditLog {

  /** Gives the entry its event id and keeps it; never waits for a remote service. */
  void append(AuditEntry entry);
}
