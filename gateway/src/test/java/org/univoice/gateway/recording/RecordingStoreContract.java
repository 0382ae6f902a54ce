package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of recordings promises. */
public abstract class RecordingStoreContract {
  @TempDir private Path folder;

  protected abstract RecordingStore store();

  protected RecordingKey key(String session) {
    return new RecordingKey(LocalDate.of(2026, 3, 1), session);
  }

  @Test
  void shouldPutPartsTogetherInTheOrderOfTheirNumbers() throws Exception {
    byte[] first = random(RecordingStore.PART_BYTES + 1);
    byte[] last = random(1_000);
    RecordingStore.Upload upload = store().begin(key("a"), "x.wav", "audio/wav");
    upload.part(2, file(last));
    assertThat(store().files(key("a"))).isEmpty();
    upload.part(1, file(first));
    upload.complete();

    try (InputStream in = store().open(key("a"), "x.wav").orElseThrow()) {
      assertThat(in.readNBytes(first.length)).isEqualTo(first);
      assertThat(in.readAllBytes()).isEqualTo(last);
    }
    assertThat(store().files(key("a"))).containsExactly("x.wav");
    assertThat(store().link(key("a"), "x.wav", Duration.ofMinutes(1)).toString())
        .contains("recordings/2026/03/01/a/x.wav");
  }

  @Test
  void shouldLeaveNothingOfAnUploadThatWasAborted() throws Exception {
    RecordingStore.Upload upload = store().begin(key("b"), "x.wav", "audio/wav");
    upload.part(1, file(random(10)));
    upload.abort();

    assertThat(store().open(key("b"), "x.wav")).isEmpty();
    assertThat(store().files(key("b"))).isEmpty();
  }

  @Test
  void shouldKeepTheFirstOfSeveralWhoWriteAFileThatMustBeNew() throws Exception {
    assertThat(store().putIfAbsent(key("n"), "m.json", "application/json", new byte[] {1}))
        .isTrue();
    assertThat(store().putIfAbsent(key("n"), "m.json", "application/json", new byte[] {2}))
        .isFalse();

    try (InputStream in = store().open(key("n"), "m.json").orElseThrow()) {
      assertThat(in.readAllBytes()).containsExactly(1);
    }
    assertThat(store().files(key("n"))).containsExactly("m.json");
  }

  @Test
  void shouldDeleteARecordingWithAllItsFilesAndNoOther() {
    store().put(key("c"), "m.json", "application/json", new byte[] {1});
    store().put(key("c"), "n.json", "application/json", new byte[] {1});
    store().put(key("cc"), "m.json", "application/json", new byte[] {1});
    store().delete(key("c"), "n.json");
    assertThat(store().files(key("c"))).containsExactly("m.json");

    store().delete(key("c"));

    assertThat(store().files(key("c"))).isEmpty();
    assertThat(store().files(key("cc"))).containsExactly("m.json");
  }

  @Test
  void shouldKnowWhichRecordingsHaveToDoWithAUser() {
    store().note("../eve", key("d"));
    store().note("../eve", key("e"));
    store().note("bob", key("d"));
    store().forget("../eve", key("d"));

    assertThat(store().ofUser("../eve")).containsExactly(key("e"));
    assertThat(store().ofUser("bob")).containsExactly(key("d"));
    assertThat(store().ofUser("bo")).isEmpty();
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "part", ""), content);
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }
}
