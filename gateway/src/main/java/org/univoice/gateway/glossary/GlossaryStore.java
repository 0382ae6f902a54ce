package org.univoice.gateway.glossary;

import java.util.List;
import java.util.Optional;

/**
 * Keeps glossaries as files. Implementations are safe for use by many threads; they may wait for a
 * remote store.
 */
public interface GlossaryStore {

  /**
   * Keeps it under this name; one that was there is replaced.
   *
   * @param owner tenant, or user who has none: harmless in a path
   */
  void put(String owner, String name, byte[] csv);

  Optional<byte[]> find(String owner, String name);

  /** Names, sorted. */
  List<String> names(String owner);

  /** Does nothing when there is none. */
  void delete(String owner, String name);
}
