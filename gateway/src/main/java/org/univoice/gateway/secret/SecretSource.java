package org.univoice.gateway.secret;

/** Where secrets of one kind lie. They are read once, when the process starts. */
@FunctionalInterface
public interface SecretSource {

  /**
   * @param name as the kind names it
   * @throws IllegalArgumentException naming what is missing, never a value
   */
  String read(String name);
}
