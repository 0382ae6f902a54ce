package org.univoice.benchmarks.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.univoice.job.stream.QualityMode;
import org.univoice.local.InvalidInputException;

/**
 * What was asked for.
 *
 * @param set folder of recordings, or of folders of them
 * @param source folder of raw recordings that the set is made from first; null: it is there
 * @param parts which rows
 * @param like only recordings whose "set/name" contains it
 * @param mode what the sessions prefer
 */
public record QualityOptions(
    Path set, Path source, Set<QualityPart> parts, String like, QualityMode mode) {
  private static final String USAGE =
      "; bench quality takes --set DIR [--source DIR] [--only PART[,PART]] [--like TEXT] [--mode MODE]";

  public static QualityOptions of(List<String> arguments) {
    Path set = null;
    Path source = null;
    Set<QualityPart> parts = QualityPart.USUAL;
    String like = "";
    QualityMode mode = QualityMode.BALANCED;
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new InvalidInputException("nothing follows " + option + USAGE);
      }
      String value = arguments.get(i + 1);
      switch (option) {
        case "--set" -> set = Path.of(value);
        case "--source" -> source = folder(Path.of(value));
        case "--only" -> parts = parts(value);
        case "--like" -> like = value;
        case "--mode" -> mode = mode(value);
        default -> throw new InvalidInputException("'" + option + "' is no option" + USAGE);
      }
    }
    if (set == null) {
      throw new InvalidInputException("--set is missing" + USAGE);
    }
    return new QualityOptions(source == null ? folder(set) : set, source, parts, like, mode);
  }

  /** What the job must hear. */
  public List<JudgedRecording> heard(List<JudgedRecording> all) {
    return all.stream()
        .filter(recording -> recording.id().contains(like))
        .filter(recording -> parts.stream().anyMatch(part -> part.hears(recording)))
        .toList();
  }

  /** Whose voices are compared; none when nobody asked. */
  public List<JudgedRecording> voices(List<JudgedRecording> all) {
    return all.stream()
        .filter(recording -> recording.id().contains(like))
        .filter(recording -> parts.contains(QualityPart.VOICEPRINT))
        .filter(recording -> recording.tags().containsKey("speaker"))
        .toList();
  }

  /** What is heard once more, with and without clauses; none when nobody asked. */
  public List<JudgedRecording> lagging(List<JudgedRecording> all) {
    return all.stream()
        .filter(recording -> recording.id().contains(like))
        .filter(recording -> parts.contains(QualityPart.LAG))
        .filter(JudgedRecording::isTranslatedBySentence)
        .toList();
  }

  /** Whether nobody said which rows. */
  public boolean isUsual() {
    return parts.equals(QualityPart.USUAL);
  }

  private static Set<QualityPart> parts(String names) {
    Set<QualityPart> parts = EnumSet.noneOf(QualityPart.class);
    for (String name : names.split(",")) {
      parts.add(QualityPart.of(name));
    }
    return parts;
  }

  private static QualityMode mode(String name) {
    return Arrays.stream(QualityMode.values())
        .filter(mode -> mode.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--mode " + name + ": there are speed, balanced and quality"));
  }

  private static Path folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder");
    }
    return folder;
  }
}
