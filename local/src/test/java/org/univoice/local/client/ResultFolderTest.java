package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.FailedException;
import org.univoice.local.InvalidInputException;
import org.univoice.local.client.Transcript.Percentiles;
import org.univoice.local.client.Transcript.Summary;

class ResultFolderTest {
  @TempDir Path folder;

  @Test
  void shouldWriteSpeechThatAnyPlayerUnderstands() throws Exception {
    ResultFolder.open(folder.resolve("new/out")).write(result());
    var wav = AudioSystem.getAudioFileFormat(folder.resolve("new/out/speech.pt.wav").toFile());
    assertThat(wav.getFormat().getSampleRate()).isEqualTo(24_000);
    assertThat(wav.getFormat().getChannels()).isEqualTo(1);
    assertThat(wav.getFrameLength()).isEqualTo(4_800);
  }

  /** A player takes subtitles of the same name by itself. */
  @Test
  void shouldWriteSubtitlesForTheSpeechBesideIt() throws Exception {
    List<Path> written = ResultFolder.open(folder).write(result());
    assertThat(written)
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "speech.pt.wav",
            "speech.pt.srt",
            "subtitles.pt.srt",
            "subtitles.pt.vtt",
            "transcript.json",
            "latency.json");
    assertThat(folder.resolve("speech.pt.srt")).content().contains("Oi");
  }

  @Test
  void shouldLeaveNothingHalfWritten() throws Exception {
    // A folder in the way of the last file: it cannot be replaced by a file.
    Files.createDirectories(folder.resolve("latency.json/occupied"));
    ResultFolder results = ResultFolder.open(folder);
    assertThatThrownBy(() -> results.write(result())).isInstanceOf(FailedException.class);
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".univoice")))
          .isEmpty();
    }
  }

  @Test
  void shouldMakeNoFolderBeforeThereIsSomethingToWrite() {
    ResultFolder.open(folder.resolve("new/out"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldLeaveAnOlderResultWholeForWhoStillReadsIt() throws Exception {
    Path older = Files.writeString(folder.resolve("transcript.json"), "older");
    Path stillRead = Files.createLink(folder.resolve("still-read"), older);
    ResultFolder.open(folder).write(result());
    assertThat(stillRead).hasContent("older");
    assertThat(older).content().contains("Oi");
  }

  @Test
  void shouldRefuseAFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> ResultFolder.open(file.resolve("out")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be written");
  }

  private static TranslationResult result() {
    Transcript transcript =
        new Transcript(
            "s",
            "en",
            1_000,
            List.of(SubtitlesTest.segment(0, 900, "Oi")),
            new Summary(
                1,
                1,
                List.of("en", "pt"),
                Percentiles.of(List.of(900L)),
                Percentiles.of(List.of(1_500L))));
    return new TranslationResult(transcript, Map.of("pt", new short[4_800]));
  }
}
