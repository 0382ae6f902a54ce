package org.univoice.gateway.glossary;

import static org.univoice.gateway.error.RefusedException.shown;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Reads and writes glossaries as CSV (RFC 4180, UTF-8): source term, target term, language pair,
 * case rule; docs/policies/glossaries.md. A file is taken whole or not at all, and what is wrong is
 * said by line and column.
 */
public final class GlossaryFile {
  public static final int LARGEST_BYTES = 128 * 1024;
  public static final int MOST_TERMS = 1_000;
  static final int LONGEST_TERM = 100;
  private static final List<String> HEADER = List.of("source", "target", "pair", "case");

  /** How spreadsheets are told to calculate: OWASP, "CSV Injection". */
  private static final String FORMULA = "=+-@\t\r";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  private GlossaryFile() {}

  /**
   * @param languages primary subtags that are known
   * @throws RefusedException INVALID_REQUEST or UNSUPPORTED_LANGUAGE with the line and column of
   *     the first mistake
   */
  public static List<Term> read(byte[] file, Set<String> languages) {
    if (file.length > LARGEST_BYTES) {
      throw refused(
          "The glossary has " + file.length + " bytes; 128 KiB are the most.", "Divide it.");
    }
    List<Term> terms = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text(file)), FORMAT)) {
      boolean first = true;
      for (CSVRecord row : parser) {
        if (first && isHeader(row)) {
          first = false;
          continue;
        }
        first = false;
        Term term = term(row, parser.getCurrentLineNumber(), languages);
        requireNew(term, parser.getCurrentLineNumber(), lines);
        terms.add(term);
        if (terms.size() > MOST_TERMS) {
          throw refused("The glossary has more than 1,000 terms.", "Divide it.");
        }
      }
    } catch (UncheckedIOException | IOException | IllegalStateException e) {
      throw refused(
          "The file is not CSV: a quotation mark is open or stands in the wrong place.",
          "Put a term with a comma or a quotation mark between quotation marks, and double those"
              + " inside.");
    }
    if (terms.isEmpty()) {
      throw refused(
          "The glossary has no terms.", "Send at least one line such as: heart,coração,en-pt,any.");
    }
    return terms;
  }

  /** As a spreadsheet may open it: what looks like a formula has an apostrophe before it. */
  public static byte[] write(List<Term> terms) {
    StringBuilder file = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(file, FORMAT)) {
      printer.printRecord(HEADER);
      for (Term term : terms) {
        printer.printRecord(
            harmless(term.source()),
            harmless(term.target()),
            term.sourceLanguage() + "-" + term.targetLanguage(),
            term.rule().word());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(
          "Line " + lineOfMistake(file) + " is not UTF-8.", "Save the file as CSV in UTF-8.");
    }
  }

  private static long lineOfMistake(byte[] file) {
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    decoder.decode(bytes, java.nio.CharBuffer.allocate(file.length + 1), true);
    long line = 1;
    for (int i = 0; i < bytes.position(); i++) {
      line += file[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** As in the lines below it, the last column may be left out. */
  private static boolean isHeader(CSVRecord row) {
    List<String> columns = row.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
    return columns.equals(HEADER) || columns.equals(HEADER.subList(0, 3));
  }

  private static Term term(CSVRecord row, long line, Set<String> languages) {
    if (row.size() == 1 && (row.get(0).indexOf(';') >= 0 || row.get(0).indexOf('\t') >= 0)) {
      throw refused(
          "Line " + line + " has no comma; its columns are divided by semicolons or tabs.",
          "Save the file as CSV with commas between columns: heart,coração,en-pt,any.");
    }
    if (row.size() != 3 && row.size() != 4) {
      throw refused(
          "Line " + line + " has " + row.size() + " columns instead of 4.",
          "Write: source term, target term, language pair, case rule (or none for 'any').");
    }
    String source = words(row.get(0), "source", line);
    String target = words(row.get(1), "target", line);
    String[] pair = pair(row.get(2), line, languages);
    CaseRule rule =
        row.size() == 3 || row.get(3).isEmpty()
            ? CaseRule.ANY
            : CaseRule.of(row.get(3))
                .orElseThrow(
                    () ->
                        refused(
                            at(line, "case") + "'" + shown(row.get(3)) + "' is no case rule.",
                            "Use one of: any, exact, follow."));
    return new Term(source, target, pair[0], pair[1], rule);
  }

  private static String words(String cell, String column, long line) {
    String words = Normalizer.normalize(unescaped(cell).strip(), Normalizer.Form.NFC);
    if (words.isEmpty()) {
      throw refused(at(line, column) + "there is nothing.", "Write a term, or remove the line.");
    }
    if (words.length() > LONGEST_TERM) {
      throw refused(
          at(line, column) + "the term has " + words.length() + " characters; 100 are the most.",
          "A glossary holds terms, not sentences: shorten it.");
    }
    if (words.chars().anyMatch(Character::isISOControl) || words.indexOf('%') >= 0) {
      throw refused(
          at(line, column) + "there is a control character or a per cent sign.",
          "Remove it; a term stands on one line.");
    }
    if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw refused(at(line, column) + "there is neither a letter nor a digit.", "Write words.");
    }
    return words;
  }

  private static String[] pair(String cell, long line, Set<String> languages) {
    String[] pair = cell.toLowerCase(Locale.ROOT).split("-", -1);
    if (pair.length != 2 || pair[0].equals(pair[1])) {
      throw refused(
          at(line, "pair") + "'" + shown(cell) + "' is not a pair of two languages.",
          "Write the primary tags of both: en-pt.");
    }
    for (String language : pair) {
      if (!languages.contains(language)) {
        throw new RefusedException(
            ErrorCode.UNSUPPORTED_LANGUAGE,
            at(line, "pair") + "'" + shown(language) + "' is no language that is translated.",
            "Use any of: " + String.join(", ", languages.stream().sorted().toList()) + ".");
      }
    }
    return pair;
  }

  private static void requireNew(Term term, long line, Map<String, Long> lines) {
    String source =
        term.rule() == CaseRule.EXACT ? term.source() : term.source().toLowerCase(Locale.ROOT);
    String key = term.sourceLanguage() + "-" + term.targetLanguage() + ":" + source;
    Optional<Long> former = Optional.ofNullable(lines.put(key, line));
    if (former.isPresent()) {
      throw refused(
          at(line, "source")
              + "'"
              + shown(term.source())
              + "' is on line "
              + former.get()
              + " already.",
          "Keep one of both.");
    }
  }

  private static String harmless(String term) {
    return FORMULA.indexOf(term.charAt(0)) >= 0 ? "'" + term : term;
  }

  private static String unescaped(String cell) {
    boolean escaped =
        cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
    return escaped ? cell.substring(1) : cell;
  }

  private static String at(long line, String column) {
    return "Line " + line + ", column '" + column + "': ";
  }

  private static RefusedException refused(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }
}
