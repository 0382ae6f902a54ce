package org.univoice.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;

/** What is served, for a person: first what is useful, one pair a line, then the rest briefly. */
final class LanguageLines {
  private static final String USEFUL = "useful";
  private static final int COLUMNS = 80;

  private LanguageLines() {}

  static List<String> of(Languages served) {
    List<String> lines = new ArrayList<>();
    lines.add("Translated usefully:");
    served.pairs().stream()
        .filter(pair -> USEFUL.equals(pair.tier()))
        .map(pair -> "  " + pair.source() + " → " + pair.target())
        .sorted()
        .forEach(lines::add);
    sourcesByTarget(served).forEach((target, sources) -> gist(lines, target, sources));
    SortedSet<String> captioned = new TreeSet<>(served.spoken());
    served.pairs().forEach(pair -> captioned.remove(pair.source()));
    if (!captioned.isEmpty()) {
      lines.add("Captioned, not translated:");
      wrapped(lines, captioned);
    }
    lines.add(
        String.format(
            "%d languages may be spoken; there are %d voices.",
            served.spoken().size(), served.voices().size()));
    wishes(lines, "domain", served.domains());
    wishes(lines, "formality", served.formalities());
    return lines;
  }

  private static void wishes(List<String> lines, String wish, List<String> known) {
    if (!known.isEmpty()) {
      lines.add("A session's " + wish + " may be " + String.join(", ", known) + ".");
    }
  }

  private static Map<String, SortedSet<String>> sourcesByTarget(Languages served) {
    Map<String, SortedSet<String>> sources = new TreeMap<>();
    for (LanguagePair pair : served.pairs()) {
      if (!USEFUL.equals(pair.tier())) {
        sources.computeIfAbsent(pair.target(), target -> new TreeSet<>()).add(pair.source());
      }
    }
    return sources;
  }

  private static void gist(List<String> lines, String target, SortedSet<String> sources) {
    lines.add("Only the gist, into " + target + ", of " + sources.size() + ":");
    wrapped(lines, sources);
  }

  private static void wrapped(List<String> lines, SortedSet<String> codes) {
    StringBuilder line = new StringBuilder(" ");
    for (String code : codes) {
      if (line.length() + 1 + code.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(' ').append(code);
    }
    lines.add(line.toString());
  }
}
