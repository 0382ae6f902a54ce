package org.univoice.gateway.glossary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Glossaries of one process, forgotten with it. */
public final class MemoryGlossaryStore implements GlossaryStore {
  private final Map<Key, byte[]> files = new ConcurrentHashMap<>();

  @Override
  public void put(String owner, String name, byte[] csv) {
    files.put(new Key(owner, name), csv.clone());
  }

  @Override
  public Optional<byte[]> find(String owner, String name) {
    return Optional.ofNullable(files.get(new Key(owner, name))).map(byte[]::clone);
  }

  @Override
  public List<String> names(String owner) {
    return files.keySet().stream()
        .filter(key -> key.owner().equals(owner))
        .map(Key::name)
        .sorted()
        .toList();
  }

  @Override
  public void delete(String owner, String name) {
    files.remove(new Key(owner, name));
  }

  private record Key(String owner, String name) {}
}
