package org.univoice.gateway.audit;

import java.util.HexFormat;
import org.univoice.gateway.digest.Sha256;

/**
 * The end of a chain of entries, each of which carries the hash of the one before it: whoever
 * changes, removes or inserts one must change all that follow, and the end is known elsewhere.
 *
 * @param sequence of the last entry; 0 when there is none yet
 * @param hash of the last entry
 */
public record AuditChain(long sequence, String hash) {
  /** What the first entry names as the hash of its predecessor. */
  public static final String START = "0".repeat(64);

  public static final AuditChain EMPTY = new AuditChain(0, START);

  /** The entry as the next of this chain. */
  public ChainedEntry link(String eventId, AuditEntry entry) {
    ChainedEntry open = new ChainedEntry(sequence + 1, eventId, entry, hash, "");
    return new ChainedEntry(sequence + 1, eventId, entry, hash, hashOf(open));
  }

  /** The chain that ends with this entry. */
  public static AuditChain endingWith(ChainedEntry last) {
    return new AuditChain(last.sequence(), last.hash());
  }

  /** What the hash of the entry must be. */
  static String hashOf(ChainedEntry entry) {
    return HexFormat.of().formatHex(Sha256.of(AuditJson.hashed(entry)));
  }

  /** As people note it down: {@code 4711:3b9f…}. */
  public String text() {
    return sequence + ":" + hash;
  }

  /**
   * @throws IllegalArgumentException when it is no such note
   */
  public static AuditChain parse(String text) {
    if (!text.matches("[0-9]{1,18}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("An end looks like 4711:<64 hexadecimal digits>");
    }
    int colon = text.indexOf(':');
    return new AuditChain(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }
}
