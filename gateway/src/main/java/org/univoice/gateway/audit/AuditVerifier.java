package org.univoice.gateway.audit;

import java.util.Optional;

/** Reads a chain line by line and finds the first place where it was tampered with. */
public final class AuditVerifier {
  private final Optional<AuditChain> known;
  private AuditChain chain;
  private Fault fault;

  /**
   * @param before what came before the first line; {@link AuditChain#EMPTY} for a whole log
   * @param known an end that the log is known to have had
   */
  public AuditVerifier(AuditChain before, Optional<AuditChain> known) {
    this.chain = before;
    this.known = known;
  }

  /**
   * Looks at the next line.
   *
   * @param torn whether the line has no end: its writer was stopped in the middle
   * @return whether all is well so far; after a fault nothing more is looked at
   */
  public boolean line(String line, boolean torn) {
    if (fault != null) {
      return false;
    }
    long expected = chain.sequence() + 1;
    if (torn) {
      return found(Kind.TORN, expected, "is not complete: whoever wrote it was stopped");
    }
    ChainedEntry entry;
    try {
      entry = AuditJson.parse(line);
    } catch (IllegalArgumentException e) {
      return found(Kind.CHANGED, expected, "is not as it was written");
    }
    if (!AuditChain.hashOf(entry).equals(entry.hash())) {
      return found(Kind.CHANGED, expected, "does not have the contents that its hash stands for");
    }
    if (entry.sequence() > expected) {
      return found(
          Kind.REMOVED, expected, "is missing; entry " + entry.sequence() + " is in its place");
    }
    if (entry.sequence() < expected) {
      return found(Kind.INSERTED, entry.sequence(), "is there twice, or out of its place");
    }
    if (!entry.previousHash().equals(chain.hash())) {
      return expected == 1
          ? found(Kind.CHANGED, 1, "is not the beginning that it should be")
          : found(
              Kind.CHANGED, expected - 1, "is not the one that its successor was written after");
    }
    if (known.filter(end -> end.sequence() == entry.sequence()).isPresent()
        && !known.get().hash().equals(entry.hash())) {
      return found(Kind.CHANGED, expected, "is not the one that is known; all may be rewritten");
    }
    chain = AuditChain.endingWith(entry);
    return true;
  }

  /** There are no more lines. */
  public void end() {
    if (fault == null && known.filter(end -> end.sequence() > chain.sequence()).isPresent()) {
      found(Kind.REMOVED, chain.sequence() + 1, "is missing, and with it the end of the log");
    }
  }

  /** The last entry that is well. */
  public AuditChain chain() {
    return chain;
  }

  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  private boolean found(Kind kind, long sequence, String what) {
    fault = new Fault(kind, sequence, "Entry " + sequence + " " + what + ".");
    return false;
  }

  /** How an entry was tampered with. */
  public enum Kind {
    CHANGED,
    REMOVED,
    INSERTED,
    TORN
  }

  /**
   * @param sequence of the first entry that is concerned
   */
  public record Fault(Kind kind, long sequence, String message) {}
}
