package org.univoice.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.InvalidInputException;

class RecordingFolderTest {
  private static final String TURN = "SPEAKER talk 1 0.500 2.250 <NA> <NA> anna <NA> <NA>\n";

  @TempDir private Path folder;

  @Test
  void shouldFindEverythingThatIsKnownOfARecording() throws IOException {
    write("talk.wav", "");
    write("talk.transcript.en.txt", "good morning\n");
    write("talk.translation.pt.txt", "bom dia\n");
    write("talk.rttm", TURN);
    write("tags.tsv", "name\tspeaker\tsnr_db\ntalk\tanna\t\n");

    JudgedRecording talk = RecordingFolder.read(folder).get(0);

    assertThat(talk.id()).isEqualTo(folder.getFileName() + "/talk");
    assertThat(talk.transcript()).isEqualTo("good morning");
    assertThat(talk.speaks()).isEqualTo("en");
    assertThat(talk.rttm()).isEqualTo(folder.resolve("talk.rttm").toAbsolutePath());
    assertThat(talk.translations()).isEqualTo(Map.of("pt", "bom dia"));
    assertThat(talk.tags()).isEqualTo(Map.of("speaker", "anna"));
  }

  @Test
  void shouldTakeEveryFolderInTheFolderForASet() throws IOException {
    write("one/a.flac", "");
    write("two/a.mp3", "");

    assertThat(RecordingFolder.read(folder))
        .extracting(JudgedRecording::id)
        .containsExactly("one/a", "two/a");
  }

  @Test
  void shouldTakeAnEmptyTranscriptForSilence() throws IOException {
    write("hum.wav", "");
    write("hum.transcript.en.txt", "\n");

    assertThat(RecordingFolder.read(folder)).singleElement().matches(JudgedRecording::isStill);
  }

  @Test
  void shouldLeaveTheLanguageOpenWhenNobodySaysWhichItIs() throws IOException {
    write("talk.ogg", "");

    assertThat(RecordingFolder.read(folder))
        .extracting(JudgedRecording::speaks)
        .containsOnly("auto");
  }

  @Test
  void shouldRefuseAFolderWithoutRecordings() throws IOException {
    write("notes.txt", "nothing here");

    assertRefused("there is no recording");
  }

  @Test
  void shouldRefuseTruthAboutARecordingThatIsNotThere() throws IOException {
    write("talk.wav", "");
    write("walk.transcript.en.txt", "hello");

    assertRefused("walk…: there is no recording of this name beside it");
  }

  @Test
  void shouldRefuseALanguageThatThereIsNot() throws IOException {
    write("talk.wav", "");
    write("talk.transcript.xx.txt", "hello");

    assertRefused("'xx' is no language");
  }

  @Test
  void shouldRefuseABrokenRttmAndNameTheLine() throws IOException {
    write("talk.wav", "");
    for (String line :
        List.of("SPEAKER talk 1 0.5 -2 <NA> <NA> anna <NA> <NA>", "SPEAKER talk 1 0.5", "hello")) {
      write("talk.rttm", TURN + line + "\n");
      assertRefused("talk.rttm: line 2");
    }
    write("talk.rttm", "\n");
    assertRefused("nobody speaks in it");
  }

  @Test
  void shouldReadWhatIsSaidWhenInTheTextOfSclite() throws IOException {
    write("talk.wav", "");
    write(
        "talk.stm",
        ";; comment\ntalk 1 anna 0.50 2.25 <o,f0> good morning\ntalk 1 rui 2.5 3 hello\n");

    assertThat(RecordingFolder.read(folder).get(0).sentences())
        .containsExactly(
            new SpokenSentence(500, 2_250, "anna", "good morning"),
            new SpokenSentence(2_500, 3_000, "rui", "hello"));
  }

  @Test
  void shouldRefuseABrokenStmAndNameTheLine() throws IOException {
    write("talk.wav", "");
    for (String line :
        List.of("talk 1 anna 2 1 hi", "talk 1 anna 0.1 0.4 hi", "talk 1 anna 2 hi", "talk")) {
      write("talk.stm", "talk 1 anna 0.5 2 hello\n" + line + "\n");
      assertRefused("talk.stm: line 2");
    }
    write("talk.stm", ";; none\n");
    assertRefused("nobody says anything in it");
  }

  @Test
  void shouldRefuseATableThatDoesNotFit() throws IOException {
    write("talk.wav", "");
    for (String table :
        List.of(
            "",
            "file\tspeaker\ntalk\tanna\n",
            "name\tcolour\ntalk\tred\n",
            "name\tspeaker\ntalk\n",
            "name\tspeakers\ntalk\tmany\n",
            "name\tsnr_db\ntalk\tloud\n",
            "name\tlanguage\ntalk\tes,klingon\n")) {
      write("tags.tsv", table);
      assertRefused("tags.tsv");
    }
  }

  @Test
  void shouldRefuseTwoTranscriptsOfOneRecording() throws IOException {
    write("talk.wav", "");
    write("talk.transcript.en.txt", "hello");
    write("talk.transcript.pt.txt", "olá");

    assertRefused("several languages: en, pt");
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() throws IOException {
    write("talk.wav", "");
    Files.write(folder.resolve("talk.transcript.en.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertRefused("it is not UTF-8");
  }

  @Test
  void shouldTakeARecordingWhoseNameIsInCapitals() throws IOException {
    write("TALK.WAV", "");
    write("TALK.transcript.en.txt", "hello");

    assertThat(RecordingFolder.read(folder)).extracting(JudgedRecording::name).containsOnly("TALK");
  }

  @Test
  void shouldRefuseATruthThatDoesNotSayItsLanguage() throws IOException {
    write("talk.wav", "");
    write("talk.transcript.txt", "hello");

    assertRefused("talk.transcript.txt: its name must say the language");
  }

  @Test
  void shouldRefuseABarThatNobodyReads() throws IOException {
    write("talk.wav", "");
    write("bars.tsv", "der\t0.1\nwer-babble-5\t0.4\nwer-hum-0\t1e-05\nphantom\t0\n");
    assertThat(RecordingFolder.read(folder)).hasSize(1);
    for (String line : List.of("der\t10 %", "der 0.1", "derr\t0.1", "der\t", "der\t-1")) {
      write("bars.tsv", "speakers\t0.9\n" + line + "\n");
      assertRefused("bars.tsv: '" + line.strip() + "'");
    }
  }

  @Test
  void shouldLeaveLinesOfAnRttmAloneThatAreNotAboutWhoSpeaksWhen() throws IOException {
    write("talk.wav", "");
    write("talk.rttm", "SPKR-INFO talk 1 <NA> <NA> <NA> unknown anna <NA> <NA>\n" + TURN);

    assertThat(RecordingFolder.read(folder).get(0).rttm()).isNotNull();
  }

  private void assertRefused(String because) {
    assertThatThrownBy(() -> RecordingFolder.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(because)
        .message()
        .doesNotContain("\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
