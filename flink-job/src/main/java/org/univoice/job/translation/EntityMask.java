package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what must not be translated out of a text before it is translated and puts it back after:
 * addresses, links, handles, codes, and names in the middle of a sentence. Small translation models
 * split addresses and turn names into others ("Brasil" became "the United States").
 */
public final class EntityMask {

  /**
   * "%1", "%2", …: survives the default translator in 840 of 840 sentences (its contract has the
   * table). Whatever holds a per cent sign itself is masked too, so that nothing else looks like
   * one.
   */
  private static final String PLACEHOLDER = "%%%d";

  private static final Pattern PLACEHOLDERS = Pattern.compile("%(\\d{1,3})(?!\\d)");

  /** Alternatives in order: what is found first is not looked at again. */
  private static final Pattern ENTITIES =
      Pattern.compile(
          "(?<EMAIL>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)"
              + "|(?<URL>(?:https?://|www\\.)\\S*[\\w/])"
              + "|(?<HANDLE>(?<!\\w)[@#]\\w+)"
              + "|(?<CODE>\\b(?=\\w*\\d)(?=\\w*\\p{Lu})[\\p{Lu}\\d]{2,}(?:-[\\p{Lu}\\d]+)*\\b)"
              + "|(?<PERCENT>(?:\\d+(?:[.,]\\d+)?\\s?)?%)"
              + "|(?<NUMBER>\\b\\d{1,3}(?:[.,:]\\d{1,3})+\\b|\\b\\d{5,}\\b)"
              + "|(?<NAME>(?<=[\\p{Ll}\\d,;] )\\p{Lu}[\\p{Ll}'’]+(?: (?:(?:d[aeo]s?|of|von|van) )?\\p{Lu}[\\p{Ll}'’]+)+)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> TYPES =
      List.of("EMAIL", "URL", "HANDLE", "CODE", "PERCENT", "NUMBER", "NAME");

  private final String masked;
  private final List<Entity> entities;

  private EntityMask(String masked, List<Entity> entities) {
    this.masked = masked;
    this.entities = List.copyOf(entities);
  }

  public static EntityMask of(String text) {
    Matcher matcher = ENTITIES.matcher(text);
    List<Entity> entities = new ArrayList<>();
    StringBuilder masked = new StringBuilder();
    while (matcher.find()) {
      entities.add(new Entity(matcher.group(), type(matcher)));
      matcher.appendReplacement(masked, String.format(PLACEHOLDER, entities.size()));
    }
    matcher.appendTail(masked);
    return new EntityMask(masked.toString(), entities);
  }

  /** What to translate. */
  public String masked() {
    return masked;
  }

  public Entity[] entities() {
    return entities.toArray(new Entity[0]);
  }

  public boolean isEmpty() {
    return entities.isEmpty();
  }

  /** The translation with its entities; empty when it lost or doubled one. */
  public Optional<String> restore(String translated) {
    boolean[] seen = new boolean[entities.size()];
    Matcher matcher = PLACEHOLDERS.matcher(translated);
    StringBuilder restored = new StringBuilder();
    while (matcher.find()) {
      int index = Integer.parseInt(matcher.group(1)) - 1;
      if (index < 0 || index >= seen.length || seen[index]) {
        return Optional.empty();
      }
      seen[index] = true;
      matcher.appendReplacement(restored, Matcher.quoteReplacement(entities.get(index).text()));
    }
    matcher.appendTail(restored);
    for (boolean found : seen) {
      if (!found) {
        return Optional.empty();
      }
    }
    return Optional.of(restored.toString());
  }

  private static String type(Matcher matcher) {
    return TYPES.stream().filter(type -> matcher.group(type) != null).findFirst().orElseThrow();
  }
}
