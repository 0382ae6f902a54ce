package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.glossary.GlossaryMatch;

/**
 * Takes what must not be translated out of a text before it is translated and puts it back after:
 * addresses, links, handles, codes, figures and names. Small translation models split addresses and
 * turn names into others ("Brasil" became "the United States").
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
              + "|(?<DATE>\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{2,4}\\b)"
              + "|(?<AMOUNT>(?:R\\$|US\\$|[$€£¥])\\s?\\d+(?:[.,]\\d+)*)"
              + "|(?<CODE>\\b(?=\\w*\\d)(?=\\w*\\p{Lu})[\\p{Lu}\\d]{2,}(?:-[\\p{Lu}\\d]+)*\\b)"
              + "|(?<PERCENT>(?:\\d+(?:[.,]\\d+)?\\s?)?%\\d*)"
              + "|(?<NUMBER>\\b\\d{1,3}(?:[.,:]\\d{1,3})+\\b|\\b\\d{5,}\\b)"
              + "|(?<NAME>(?<=[\\p{Ll}\\d,;] )\\p{Lu}[\\p{Ll}'’]+(?: (?:(?:d[aeo]s?|of|von|van) )?\\p{Lu}[\\p{Ll}'’]+)+)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> TYPES =
      List.of("EMAIL", "URL", "HANDLE", "DATE", "AMOUNT", "CODE", "PERCENT", "NUMBER", "NAME");

  /** What a model or a rule has found to be a name. */
  private static final Set<String> NAMES = Set.of("PERSON", "PLACE", "BRAND", "NAME");

  private static final Pattern FIGURES = Pattern.compile("\\d+(?:[.,]\\d+)*");

  private final String masked;
  private final List<Masked> hidden;

  private EntityMask(String masked, List<Masked> hidden) {
    this.masked = masked;
    this.hidden = List.copyOf(hidden);
  }

  /**
   * Something that the model does not see.
   *
   * @param entity null for a glossary's term
   * @param rendering what stands in the translation
   */
  private record Masked(int start, int end, Entity entity, String rendering) {
    boolean overlaps(Masked other) {
      return start < other.end && other.start < end;
    }

    /** Names are words, and a glossary knows better; the rest would fall apart. */
    boolean isName() {
      return entity != null && NAMES.contains(entity.type());
    }

    /** With a digit behind it the placeholder would be another one. */
    boolean isBeforeDigit(String text) {
      return end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9';
    }
  }

  public static EntityMask of(String text) {
    return of(text, List.of());
  }

  /**
   * @param terms of a glossary, from left to right, none over another
   */
  public static EntityMask of(String text, List<GlossaryMatch.Span> terms) {
    return of(text, terms, List.of(), "", "");
  }

  /**
   * @param terms of a glossary, from left to right, none over another
   * @param names that were found in the text
   * @param source language of the text; figures and places are put as its target writes them, where
   *     that is certain
   */
  public static EntityMask of(
      String text,
      List<GlossaryMatch.Span> terms,
      List<NamedSpan> names,
      String source,
      String target) {
    List<Masked> entities = entitiesOf(text, names, source, target);
    List<Masked> hidden =
        new ArrayList<>(
            terms.stream()
                .map(term -> new Masked(term.start(), term.end(), null, term.rendering()))
                .filter(term -> !term.isBeforeDigit(text))
                .filter(
                    term -> entities.stream().noneMatch(one -> !one.isName() && one.overlaps(term)))
                .toList());
    for (Masked entity : entities) {
      if (!entity.isBeforeDigit(text) && hidden.stream().noneMatch(entity::overlaps)) {
        hidden.add(entity);
      }
    }
    hidden.sort(Comparator.comparingInt(Masked::start));
    StringBuilder masked = new StringBuilder();
    int at = 0;
    for (int i = 0; i < hidden.size(); i++) {
      masked.append(text, at, hidden.get(i).start()).append(placeholder(i));
      at = hidden.get(i).end();
    }
    return new EntityMask(masked.append(text.substring(at)).toString(), hidden);
  }

  /**
   * Figures with their words first, then those that are certain by their form, then what was found,
   * then what looks like a name.
   */
  private static List<Masked> entitiesOf(
      String text, List<NamedSpan> names, String source, String target) {
    List<Masked> certain = new ArrayList<>(worded(text, names, source, target));
    List<Masked> alike = new ArrayList<>();
    Matcher matcher = ENTITIES.matcher(text);
    while (matcher.find()) {
      Entity entity = new Entity(matcher.group(), type(matcher));
      String rendering = rendered(entity, source, target);
      Masked masked = new Masked(matcher.start(), matcher.end(), entity, rendering);
      (masked.isName() ? alike : certain).add(masked);
    }
    certain.addAll(named(text, names, source, target));
    certain.addAll(alike);
    return certain;
  }

  private static List<Masked> worded(
      String text, List<NamedSpan> spans, String source, String target) {
    return figures(text, spans, source, target).stream()
        .map(
            one ->
                new Masked(
                    one.start(),
                    one.end(),
                    new Entity(text.substring(one.start(), one.end()), one.type()),
                    one.rendering()))
        .toList();
  }

  /** Those of the spans that are one; a model finds "next Monday" to be a date, too. */
  private static List<WordedFigure> figures(
      String text, List<NamedSpan> spans, String source, String target) {
    return WordedFigure.in(text, source, target).stream()
        .filter(
            one ->
                spans.stream()
                    .anyMatch(span -> span.start() == one.start() && span.end() == one.end()))
        .toList();
  }

  private static List<Masked> named(
      String text, List<NamedSpan> names, String source, String target) {
    List<Masked> named = new ArrayList<>();
    for (NamedSpan name : names) {
      if (NAMES.contains(name.type())) {
        // "the United States" is one place, of which the article is translated.
        int start = text.startsWith("the ", name.start()) ? name.start() + 4 : name.start();
        Entity entity = new Entity(text.substring(start, name.end()), name.type());
        named.add(new Masked(start, name.end(), entity, rendered(entity, source, target)));
      }
    }
    return named;
  }

  /**
   * Those of the names and worded figures that stand in a translation that was made without hiding
   * them; empty unless each is there exactly as often as it was said.
   */
  static Optional<Entity[]> keptBy(
      String translated, String text, List<NamedSpan> names, String source, String target) {
    List<Masked> named = named(text, names, source, target);
    boolean kept =
        named.stream()
            .allMatch(
                name -> times(name.rendering(), translated) == times(name.entity().text(), text));
    List<WordedFigure> figures = figures(text, names, source, target);
    boolean meant =
        figures.stream()
            .allMatch(
                one ->
                    one.times(translated)
                        == figures.stream()
                            .filter(other -> other.rendering().equals(one.rendering()))
                            .count());
    return kept && meant
        ? Optional.of(
            Stream.concat(named.stream(), worded(text, names, source, target).stream())
                .sorted(Comparator.comparingInt(Masked::start))
                .map(Masked::entity)
                .toArray(Entity[]::new))
        : Optional.empty();
  }

  private static long times(String name, String text) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .results()
        .count();
  }

  private static String rendered(Entity entity, String source, String target) {
    return switch (entity.type()) {
      case "PLACE", "NAME" -> PlaceNames.of(entity.text(), source, target).orElseGet(entity::text);
      case "AMOUNT", "PERCENT", "NUMBER" ->
          FIGURES
              .matcher(entity.text())
              .replaceAll(
                  figure ->
                      NumberStyle.of(
                          figure.group(), source, target, !entity.type().equals("NUMBER")));
      default -> entity.text();
    };
  }

  /** What to translate. */
  public String masked() {
    return masked;
  }

  /** What is kept as it was said; not the glossary's terms. */
  public Entity[] entities() {
    return hidden.stream().map(Masked::entity).filter(Objects::nonNull).toArray(Entity[]::new);
  }

  public boolean isEmpty() {
    return hidden.isEmpty();
  }

  /** The translation with its entities and terms; empty when it lost or doubled one. */
  public Optional<String> restore(String translated) {
    boolean[] seen = new boolean[hidden.size()];
    Matcher matcher = PLACEHOLDERS.matcher(translated);
    StringBuilder restored = new StringBuilder();
    while (matcher.find()) {
      int index = Integer.parseInt(matcher.group(1)) - 1;
      if (index < 0 || index >= seen.length || seen[index]) {
        return Optional.empty();
      }
      seen[index] = true;
      matcher.appendReplacement(restored, Matcher.quoteReplacement(hidden.get(index).rendering()));
    }
    matcher.appendTail(restored);
    for (boolean found : seen) {
      if (!found) {
        return Optional.empty();
      }
    }
    return Optional.of(restored.toString());
  }

  /**
   * Which stretches of the restored translation say those that stood out before anything was
   * hidden. What was hidden says itself.
   *
   * @param emphasized stretches of the text as it was said
   * @param rendering of the masked text
   * @param taken the restored text that is used; nothing is known of one that is not the
   *     rendering's
   */
  List<TextRange> carried(
      List<TextRange> emphasized, Translator.Rendering rendering, String target, String taken) {
    String text = rendering.text();
    if (!restore(text).filter(taken::equals).isPresent()) {
      return List.of();
    }
    Placeholders before = new Placeholders(masked);
    Placeholders after = new Placeholders(text);
    List<WordLink> links = new ArrayList<>();
    for (int i = 0; i < hidden.size(); i++) {
      TextRange from = before.at(i);
      TextRange to = after.at(i);
      links.add(new WordLink(from.start(), from.end(), to.start(), to.end()));
    }
    rendering.links().stream()
        .filter(link -> !before.touches(link.sourceStart(), link.sourceEnd()))
        .filter(link -> !after.touches(link.targetStart(), link.targetEnd()))
        .forEach(links::add);
    List<TextRange> asked = emphasized.stream().map(this::inMasked).toList();
    return CarriedEmphasis.bare(
        CarriedEmphasis.of(asked, links, text, target).stream()
            .map(one -> restored(one, after))
            .toList(),
        taken);
  }

  /** Where a stretch of the text is in what is translated, with all of what it has a part of. */
  private TextRange inMasked(TextRange range) {
    int shift = 0;
    int start = range.start();
    int end = range.end();
    for (int i = 0; i < hidden.size(); i++) {
      Masked one = hidden.get(i);
      int place = one.start() + shift;
      int length = placeholder(i).length();
      shift += length - (one.end() - one.start());
      if (range.start() >= one.end()) {
        start = range.start() + shift;
      } else if (range.start() > one.start()) {
        start = place;
      }
      if (range.end() >= one.end()) {
        end = range.end() + shift;
      } else if (range.end() > one.start()) {
        end = place + length;
      }
    }
    return new TextRange(start, end);
  }

  /** Where a stretch of the masked translation is in the restored one. */
  private TextRange restored(TextRange range, Placeholders places) {
    int start = range.start();
    int end = range.end();
    for (int i = 0; i < hidden.size(); i++) {
      TextRange place = places.at(i);
      int grown = hidden.get(i).rendering().length() - (place.end() - place.start());
      start += place.end() <= range.start() ? grown : 0;
      end += place.end() <= range.end() ? grown : 0;
    }
    return new TextRange(start, end);
  }

  private static String placeholder(int index) {
    return String.format(PLACEHOLDER, index + 1);
  }

  /** Where each placeholder stands in a text that has all of them once. */
  private static final class Placeholders {

    private final Map<Integer, TextRange> places = new HashMap<>();

    private Placeholders(String text) {
      Matcher matcher = PLACEHOLDERS.matcher(text);
      while (matcher.find()) {
        int index = Integer.parseInt(matcher.group(1)) - 1;
        places.put(index, new TextRange(matcher.start(), matcher.end()));
      }
    }

    private TextRange at(int index) {
      return places.get(index);
    }

    private boolean touches(int start, int end) {
      return places.values().stream().anyMatch(one -> one.overlaps(start, end));
    }
  }

  private static String type(Matcher matcher) {
    return TYPES.stream().filter(type -> matcher.group(type) != null).findFirst().orElseThrow();
  }
}
