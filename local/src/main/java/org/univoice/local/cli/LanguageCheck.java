package org.univoice.local.cli;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.InvalidInputException;

/** Refuses languages that no model serves, before anything is spoken. */
record LanguageCheck(String from, List<String> to) implements Consumer<Languages> {

  @Override
  public void accept(Languages languages) {
    if (!from.equals("auto")) {
      require("--from", from, languages.spoken());
    }
    for (String target : to) {
      require("--to", target, languages.heard());
      boolean pair =
          from.equals("auto")
              || languages.pairs().stream()
                  .anyMatch(
                      p ->
                          p.source().equals(Languages.primary(from))
                              && p.target().equals(Languages.primary(target)));
      if (!pair) {
        List<String> targets =
            languages.pairs().stream()
                .filter(p -> p.source().equals(Languages.primary(from)))
                .map(p -> p.target())
                .toList();
        throw new InvalidInputException(
            "no model translates "
                + from
                + " into "
                + target
                + "; from "
                + from
                + " there is: "
                + (targets.isEmpty() ? "nothing" : String.join(", ", targets)));
      }
    }
  }

  private static void require(String option, String tag, Collection<String> served) {
    if (!served.contains(Languages.primary(tag))) {
      throw new InvalidInputException(
          "no model serves '"
              + tag
              + "' for "
              + option
              + "; use one of: "
              + String.join(", ", served));
    }
  }
}
