package org.univoice.gateway.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes one catalogue of what the models declare, each by its role. */
public final class DeclarationMerger {
  public static final String RECOGNIZER = "speech_recognizer";
  public static final String VOICEPRINT = "voiceprint_extractor";
  public static final String TRANSLATOR = "translator";
  public static final String SYNTHESIZER = "speech_synthesizer";
  public static final List<String> ROLES = List.of(RECOGNIZER, VOICEPRINT, TRANSLATOR, SYNTHESIZER);

  private static final String BRIDGE = "en";

  /** Whatever else a model knows, no session can ask for it. */
  private static final Set<String> FORMALITIES = Set.of("formal", "informal");

  private DeclarationMerger() {}

  /**
   * A pair that is served usefully hides the gist of the same pair; through English goes what is
   * not served otherwise.
   */
  public static Languages merge(Collection<ModelDeclaration> declarations) {
    Set<String> recognized = new TreeSet<>();
    Set<String> synthesized = new TreeSet<>();
    Map<String, LanguagePair> pairs = new LinkedHashMap<>();
    List<Voice> voices = new ArrayList<>();
    for (ModelDeclaration declaration : declarations) {
      if (RECOGNIZER.equals(declaration.role())) {
        recognized.addAll(declaration.languages());
      }
      if (SYNTHESIZER.equals(declaration.role())) {
        synthesized.addAll(declaration.languages());
      }
      declaration.pairs().forEach(pair -> pairs.put(direction(pair), tiered(pair, "useful")));
      voices.addAll(declaration.voices());
    }
    for (ModelDeclaration declaration : declarations) {
      declaration
          .gistPairs()
          .forEach(pair -> pairs.putIfAbsent(direction(pair), tiered(pair, "gist")));
    }
    overEnglish(pairs).forEach(pair -> pairs.putIfAbsent(direction(pair), pair));
    // Nobody can hear a language that nothing is translated into, whoever could speak it.
    synthesized.retainAll(pairs.values().stream().map(LanguagePair::target).toList());
    Set<String> codes = new TreeSet<>(recognized);
    pairs.values().forEach(pair -> codes.addAll(List.of(pair.source(), pair.target())));
    voices.removeIf(voice -> !codes.contains(Languages.primary(voice.language())));
    List<Language> languages =
        codes.stream()
            .map(code -> new Language(code, recognized.contains(code), synthesized.contains(code)))
            .toList();
    return new Languages(
        languages,
        List.copyOf(pairs.values()),
        voices,
        all(declarations, ModelDeclaration::domains),
        all(declarations, ModelDeclaration::formalities).stream()
            .filter(FORMALITIES::contains)
            .toList());
  }

  private static List<String> all(
      Collection<ModelDeclaration> declarations, Function<ModelDeclaration, List<String>> wishes) {
    return declarations.stream()
        .flatMap(declaration -> wishes.apply(declaration).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * What comes into English in any way can be translated on from there, as the job does where no
   * model goes directly; turned round twice it is a gist (docs/policies/translation.md).
   */
  private static List<LanguagePair> overEnglish(Map<String, LanguagePair> pairs) {
    List<LanguagePair> found = new ArrayList<>();
    List<LanguagePair> fromEnglish =
        pairs.values().stream()
            .filter(pair -> pair.source().equals(BRIDGE) && !"gist".equals(pair.tier()))
            .toList();
    for (LanguagePair first : pairs.values()) {
      for (LanguagePair second : fromEnglish) {
        if (first.target().equals(BRIDGE) && !first.source().equals(second.target())) {
          found.add(new LanguagePair(first.source(), second.target(), "gist"));
        }
      }
    }
    return found;
  }

  private static String direction(LanguagePair pair) {
    return pair.source() + ">" + pair.target();
  }

  private static LanguagePair tiered(LanguagePair pair, String tier) {
    return pair.tier() == null ? new LanguagePair(pair.source(), pair.target(), tier) : pair;
  }
}
