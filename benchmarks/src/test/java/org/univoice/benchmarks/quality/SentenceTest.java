package org.univoice.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.InvalidInputException;

class SentenceTest {
  @TempDir private Path folder;

  @Test
  void shouldReadSentencesWithAndWithoutContext() throws Exception {
    Files.writeString(
        folder.resolve("en-pt.tsv"),
        "id\tsource_language\ttarget_language\tsource\treference\tcontext\n"
            + "1\ten\tpt-BR\tGood day.\tBom dia.\n"
            + "2\ten\tpt\tShe left.\tEla saiu.\tAna came. | She ate.\n");

    assertThat(Sentence.readAll(folder))
        .containsExactly(
            new Sentence("en-pt", "1", "en", "pt", "Good day.", "Bom dia.", List.of()),
            new Sentence(
                "en-pt",
                "2",
                "en",
                "pt",
                "She left.",
                "Ela saiu.",
                List.of("Ana came.", "She ate.")));
  }

  @Test
  void shouldFindNoneWhereNobodyWroteAny() throws Exception {
    assertThat(Sentence.readAll(folder.resolve("none"))).isEmpty();
  }

  @Test
  void shouldRefuseALineThatIsNoSentence() throws Exception {
    Files.writeString(folder.resolve("en-pt.tsv"), "id\tsource\n1\tGood day.\n");

    assertThatThrownBy(() -> Sentence.readAll(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 2 has no source_language");
  }
}
