package org.univoice.benchmarks.quality;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.univoice.local.InvalidInputException;

/**
 * Reads recordings and the files beside them, as benchmarks/quality/README.md says. Whatever does
 * not fit is refused before anything is started, in one line that names the file.
 */
public final class RecordingFolder {
  private static final Pattern AUDIO =
      Pattern.compile("(.+)\\.(wav|flac|mp3|ogg|opus)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TEXT =
      Pattern.compile("(.+)\\.(transcript|translation)\\.([^.]+)\\.txt");
  private static final Pattern NO_LANGUAGE =
      Pattern.compile(".+\\.(transcript|translation)(\\.txt)?");
  private static final Pattern BAR =
      Pattern.compile(
          "(der|wer|eer|speakers|distinguishable|phantom|wer-.+--?\\d+)\\s*\\t\\s*\\d+(\\.\\d+)?(e-?\\d+)?");
  private static final Pattern RTTM = Pattern.compile("(.+)\\.rttm");
  private static final Pattern STM = Pattern.compile("(.+)\\.stm");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> TAGS =
      Set.of("name", "speaks", "language", "speaker", "speakers", "noise", "snr_db", "kind");

  private final Path folder;
  private final String set;
  private final Map<String, Path> audio = new TreeMap<>();
  private final Map<String, Path> rttm = new HashMap<>();
  private final Map<String, List<SpokenSentence>> sentences = new HashMap<>();
  private final Map<String, Map<String, String>> transcripts = new HashMap<>();
  private final Map<String, Map<String, String>> translations = new HashMap<>();
  private final Map<String, Map<String, String>> tags = new HashMap<>();

  private RecordingFolder(Path folder, String set) {
    this.folder = folder;
    this.set = set;
  }

  /**
   * Every recording of a folder and of the folders in it, by name.
   *
   * @throws InvalidInputException with what is wrong and where
   */
  public static List<JudgedRecording> read(Path root) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(root)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    List<JudgedRecording> found = new ArrayList<>();
    for (Path folder : folders) {
      String relative = root.relativize(folder).toString();
      Path name = root.toAbsolutePath().normalize().getFileName();
      String set = relative.isEmpty() ? String.valueOf(name) : relative;
      found.addAll(new RecordingFolder(folder, set).recordings());
    }
    if (found.isEmpty()) {
      throw new InvalidInputException(
          root + ": there is no recording (.wav, .flac, .mp3, .ogg, .opus) in this folder");
    }
    return found;
  }

  private List<JudgedRecording> recordings() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      take(file);
    }
    Path table = folder.resolve("tags.tsv");
    if (Files.exists(table)) {
      readTags(table);
    }
    Path bars = folder.resolve("bars.tsv");
    if (Files.exists(bars)) {
      checkBars(bars);
    }
    requireAudio(rttm);
    requireAudio(sentences);
    requireAudio(transcripts);
    requireAudio(translations);
    requireAudio(tags);
    List<JudgedRecording> all = new ArrayList<>();
    for (var each : audio.entrySet()) {
      all.add(recording(each.getKey(), each.getValue()));
    }
    return all;
  }

  private JudgedRecording recording(String name, Path file) {
    Map<String, String> said = transcripts.getOrDefault(name, Map.of());
    if (said.size() > 1) {
      throw wrong(
          file, "has transcripts in several languages: " + String.join(", ", said.keySet()));
    }
    String language = said.isEmpty() ? "" : said.keySet().iterator().next();
    return new JudgedRecording(
        set,
        name,
        file.toAbsolutePath().normalize(),
        language,
        said.get(language),
        rttm.get(name),
        translations.getOrDefault(name, Map.of()),
        tags.getOrDefault(name, Map.of()),
        sentences.getOrDefault(name, List.of()));
  }

  private void take(Path file) throws IOException {
    String name = file.getFileName().toString();
    Matcher sound = AUDIO.matcher(name);
    Matcher text = TEXT.matcher(name);
    Matcher turns = RTTM.matcher(name);
    Matcher said = STM.matcher(name);
    if (sound.matches()) {
      if (audio.put(sound.group(1), file) != null) {
        throw wrong(file, "there is another recording of this name");
      }
    } else if (text.matches()) {
      String language = language(file, text.group(3));
      (text.group(2).equals("transcript") ? transcripts : translations)
          .computeIfAbsent(text.group(1), ignored -> new TreeMap<>())
          .put(language, read(file, file).strip());
    } else if (turns.matches()) {
      Rttm.check(file);
      rttm.put(turns.group(1), file.toAbsolutePath().normalize());
    } else if (said.matches()) {
      sentences.put(said.group(1), Stm.read(file));
    } else if (NO_LANGUAGE.matcher(name).matches()) {
      throw wrong(file, "its name must say the language, as talk.transcript.en.txt does");
    }
  }

  private void readTags(Path table) throws IOException {
    List<String> lines = read(table, table).lines().filter(line -> !line.isBlank()).toList();
    String[] columns = lines.isEmpty() ? new String[0] : lines.get(0).split("\t", -1);
    if (columns.length == 0 || !columns[0].equals("name") || !TAGS.containsAll(List.of(columns))) {
      throw wrong(table, "its first line must be 'name' and columns of " + TAGS);
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length != columns.length) {
        throw wrong(
            table, "'" + cells[0] + "' has " + cells.length + " cells of " + columns.length);
      }
      Map<String, String> row = new TreeMap<>();
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isBlank()) {
          row.put(columns[i], cells[i].strip());
        }
      }
      requireNumbers(table, row);
      tags.put(cells[0], row);
    }
  }

  /** The judges read them after everything has been heard: too late to refuse one. */
  private static void checkBars(Path table) throws IOException {
    for (String line : read(table, table).lines().filter(each -> !each.isBlank()).toList()) {
      if (!BAR.matcher(line.strip()).matches()) {
        throw wrong(
            table,
            "'"
                + line.strip()
                + "' is not a measure (der, wer, eer, speakers, distinguishable, phantom,"
                + " wer-babble-5), a tab and a number");
      }
    }
  }

  private static void requireNumbers(Path table, Map<String, String> row) {
    if (!row.getOrDefault("speakers", "1").matches("[1-9]\\d{0,2}")
        || !row.getOrDefault("snr_db", "0").matches("-?\\d{1,3}(\\.\\d+)?")) {
      throw wrong(table, "speakers and snr_db must be numbers, found " + row);
    }
    for (String spoken : row.getOrDefault("language", "en").split(",")) {
      language(table, spoken);
    }
    String told = row.getOrDefault("speaks", "auto");
    if (!told.equals("auto")) {
      language(table, told.split("-")[0]);
    }
  }

  private static String language(Path file, String subtag) {
    if (!LANGUAGES.contains(subtag)) {
      throw wrong(file, "'" + subtag + "' is no language; a two-letter subtag such as en is");
    }
    return subtag;
  }

  private void requireAudio(Map<String, ?> bySide) {
    for (String name : bySide.keySet()) {
      if (!audio.containsKey(name)) {
        throw wrong(folder.resolve(name + "…"), "there is no recording of this name beside it");
      }
    }
  }

  private static String read(Path file, Path named) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw wrong(named, "it is not UTF-8");
    }
  }

  private static InvalidInputException wrong(Path file, String what) {
    return new InvalidInputException(file + ": " + what);
  }
}
