package org.univoice.gateway.transcript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.univoice.gateway.transcript.Transcript.Said;

/**
 * How a text says who speaks: by name where one voice alone goes by it, by name and voice, as in
 * "Ana (S2)", where a microphone has several or several people have one name, and by voice alone
 * where nobody has said a name.
 */
final class SpeakerLabels {
  private final Map<String, Set<String>> voices = new HashMap<>();

  SpeakerLabels(List<Said> all) {
    all.forEach(
        said -> voices.computeIfAbsent(said.name(), name -> new HashSet<>()).add(said.speaker()));
  }

  String of(Said said) {
    if (said.name().isEmpty()) {
      return said.speaker();
    }
    boolean alone = voices.get(said.name()).size() == 1;
    return alone || said.speaker().isEmpty()
        ? said.name()
        : said.name() + " (" + said.speaker() + ")";
  }
}
