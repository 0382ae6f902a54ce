package org.univoice.gateway.audit.file;

import java.nio.file.Path;

/**
 * Where the log is and what it survives.
 *
 * @param rotateBytes a file that would be larger is followed by a new one
 */
public record FileAuditConfig(Path folder, long rotateBytes, Durability durability) {
  private static final long MEBIBYTES_64 = 64L << 20;

  public static FileAuditConfig in(Path folder) {
    return new FileAuditConfig(folder, MEBIBYTES_64, Durability.EVERY_SECOND);
  }

  /** When entries are forced to the disk; a process that ends alone loses none. */
  public enum Durability {
    /** Before the access happens: a machine that loses power loses none, at the price of a wait. */
    EVERY_ENTRY,
    /** A machine that loses power loses a second. */
    EVERY_SECOND,
    /** When the operating system likes. */
    NEVER
  }
}
