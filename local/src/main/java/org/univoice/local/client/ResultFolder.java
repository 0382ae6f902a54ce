package org.univoice.local.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.univoice.local.FailedException;
import org.univoice.local.InvalidInputException;

/** Where results are written: all of them whole, or none. */
public final class ResultFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  private ResultFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Tries the folder out and leaves no trace: there may never be anything to write.
   *
   * @throws InvalidInputException when nothing can be written there
   */
  public static ResultFolder open(Path folder) {
    Deque<Path> missing = new ArrayDeque<>();
    Path parent = folder.toAbsolutePath();
    while (parent != null && Files.notExists(parent)) {
      missing.addLast(parent);
      parent = parent.getParent();
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".univoice", null));
      for (Path made : missing) {
        Files.delete(made);
      }
      return new ResultFolder(folder);
    } catch (IOException e) {
      throw new InvalidInputException("the output folder " + folder + " cannot be written");
    }
  }

  /** Writes everything that came of a translation; returns the files' paths. */
  public List<Path> write(TranslationResult result) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Transcript transcript = result.transcript();
    try {
      for (Map.Entry<String, short[]> speech : result.speech().entrySet()) {
        String language = speech.getKey();
        files.put(
            "speech." + language + ".wav",
            WavFile.of(speech.getValue(), SpeechTrack.SAMPLE_RATE_HZ));
        files.put(
            "speech." + language + ".srt",
            utf8(Subtitles.ofSpeech(transcript.segments(), language)));
        files.put(
            "subtitles." + language + ".srt", utf8(Subtitles.srt(transcript.segments(), language)));
        files.put(
            "subtitles." + language + ".vtt", utf8(Subtitles.vtt(transcript.segments(), language)));
      }
      files.put("transcript.json", JSON.writeValueAsBytes(transcript));
      files.put("latency.json", JSON.writeValueAsBytes(LatencyReport.of(transcript)));
      return replace(files);
    } catch (IOException e) {
      throw new FailedException("The results could not be written: " + e.getMessage(), e);
    }
  }

  /** First all under other names, then the names: a full disk leaves what was there before. */
  private List<Path> replace(Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path half = Files.createTempFile(folder, ".univoice", null);
        written.put(half, folder.resolve(file.getKey()));
        Files.write(half, file.getValue());
        half.toFile().setReadable(true, false);
      }
      for (Map.Entry<Path, Path> file : written.entrySet()) {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
      return new ArrayList<>(written.values());
    } finally {
      for (Path half : written.keySet()) {
        Files.deleteIfExists(half);
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
