package org.univoice.gateway.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what a setting refers to: {@code secretsmanager:name}, {@code ssm:/path}, {@code
 * file:/path}. Any other value is itself the secret, as the environment gave it.
 */
public final class Secrets {
  private final Map<String, SecretSource> sources;
  private final Map<String, String> read = new ConcurrentHashMap<>();

  private Secrets(Map<String, SecretSource> sources) {
    this.sources = sources;
  }

  /** With files, beside the environment. */
  public static Secrets ofThisMachine() {
    return new Secrets(Map.of("file", Secrets::file));
  }

  /** As {@link #ofThisMachine}, with AWS. */
  public static Secrets with(SecretSource secretsManager, SecretSource parameterStore) {
    return new Secrets(
        Map.of("file", Secrets::file, "secretsmanager", secretsManager, "ssm", parameterStore));
  }

  /** Whether the value refers to AWS. */
  public static boolean remote(String value) {
    return value.startsWith("secretsmanager:") || value.startsWith("ssm:");
  }

  /**
   * @throws IllegalArgumentException when there is no such secret, or it is empty
   */
  public String resolve(String value) {
    return read.computeIfAbsent(value, this::fetch);
  }

  private String fetch(String value) {
    int colon = value.indexOf(':');
    SecretSource source = colon < 0 ? null : sources.get(value.substring(0, colon));
    if (source == null) {
      if (remote(value)) {
        throw new IllegalArgumentException("Secrets of AWS are not read here: " + value);
      }
      return value;
    }
    // Editors and consoles leave a line's end behind.
    String secret = source.read(value.substring(colon + 1)).strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("The secret is empty: " + value);
    }
    return secret;
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new IllegalArgumentException("The secret's file cannot be read: " + path);
    }
  }
}
