package org.univoice.gateway.audit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditVerifier;
import org.univoice.gateway.audit.ChainedEntry;
import org.univoice.gateway.error.RefusedException;

class FileAuditLogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithTheChainAfterARestart(FileAuditConfig.Durability durability)
      throws IOException {
    FileAuditConfig config = new FileAuditConfig(folder, 1 << 20, durability);
    write(config, 3);
    AuditChain end = write(config, 2);

    assertThat(end.sequence()).isEqualTo(5);
    assertThat(verified().fault()).isEmpty();
    assertThat(verified().chain()).isEqualTo(end);
  }

  @Test
  void shouldKeepTheChainOverFilesOfLimitedSize() throws IOException {
    FileAuditConfig small = new FileAuditConfig(folder, 1_500, FileAuditConfig.Durability.NEVER);
    write(small, 7);
    AuditChain end = write(small, 7);

    assertThat(AuditFiles.in(folder)).hasSizeGreaterThan(3);
    for (Path file : AuditFiles.in(folder)) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(1_500);
    }
    assertThat(verified().chain()).isEqualTo(end);
    assertThat(end.sequence()).isEqualTo(14);
  }

  @Test
  void shouldSetATornLineAsideAndSaySo() throws IOException {
    FileAuditConfig config = FileAuditConfig.in(folder);
    write(config, 2);
    Path file = AuditFiles.in(folder).get(0);
    Files.writeString(file, "{\"action\":\"RE", StandardOpenOption.APPEND);

    write(config, 1);

    assertThat(verified().fault()).isEmpty();
    List<ChainedEntry> entries = new FileAuditTail(folder, 0).next(100);
    assertThat(entries).extracting(ChainedEntry::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(entries.get(2).entry().action()).isEqualTo("RECOVER");
    assertThat(entries.get(2).entry().details()).isEqualTo(Map.of("tornBytes", "13"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(path -> path.toString().contains(".torn-")))
          .singleElement()
          .satisfies(path -> assertThat(path).hasContent("{\"action\":\"RE"));
    }
  }

  @Test
  void shouldWriteNothingBehindAnEntryThatWasChanged() throws IOException {
    FileAuditConfig config = FileAuditConfig.in(folder);
    write(config, 2);
    Path file = AuditFiles.in(folder).get(0);
    String text = Files.readString(file);
    int second = text.indexOf('\n') + 1;
    Files.writeString(
        file, text.substring(0, second) + text.substring(second).replace("ana", "eve"));

    assertThatThrownBy(() -> FileAuditLog.open(config, new MutableClock()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not as it was written");
  }

  @Test
  void shouldLetOnlyOneWriterIn() throws IOException {
    FileAuditConfig config = FileAuditConfig.in(folder);
    try (FileAuditLog log = FileAuditLog.open(config, new MutableClock())) {
      assertThatThrownBy(() -> FileAuditLog.open(config, new MutableClock()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Another gateway");
      log.append(entry(1));
    }
  }

  @Test
  void shouldRefuseWhatItCannotWriteDownAndGoOnAfterwards() throws IOException {
    FileAuditConfig config = new FileAuditConfig(folder, 300, FileAuditConfig.Durability.NEVER);
    try (FileAuditLog log = FileAuditLog.open(config, new MutableClock())) {
      log.append(entry(1));
      // Where the next file should be, there is a folder.
      Path next = AuditFiles.startingWith(folder, 2);
      Files.createDirectory(next);
      assertThatThrownBy(() -> log.append(entry(2)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("cannot be recorded");
      Files.delete(next);

      log.append(entry(3));
    }

    assertThat(verified().fault()).isEmpty();
    assertThat(verified().chain().sequence()).isEqualTo(2);
  }

  @Test
  void shouldGoOnAfterSomebodyWasInterruptedWhileWriting() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(FileAuditConfig.in(folder), new MutableClock())) {
      Thread.currentThread().interrupt();
      log.append(entry(1));
      assertThat(Thread.interrupted()).isTrue();
      log.append(entry(2));
    }

    assertThat(verified().chain().sequence()).isEqualTo(2);
  }

  @Test
  void shouldLoseAndDoubleNothingWhenManyWriteAtOnce() throws IOException {
    FileAuditConfig config = new FileAuditConfig(folder, 20_000, FileAuditConfig.Durability.NEVER);
    try (FileAuditLog log = FileAuditLog.open(config, new MutableClock())) {
      IntStream.range(0, 1_000).parallel().forEach(i -> log.append(entry(i)));
    }

    assertThat(verified().fault()).isEmpty();
    assertThat(verified().chain().sequence()).isEqualTo(1_000);
  }

  @Test
  void shouldReadALogWhileItGrows() throws IOException {
    FileAuditConfig config = new FileAuditConfig(folder, 1_000, FileAuditConfig.Durability.NEVER);
    try (FileAuditLog log = FileAuditLog.open(config, new MutableClock())) {
      FileAuditTail tail = new FileAuditTail(folder, 2);
      assertThat(tail.next(5)).isEmpty();
      for (int i = 0; i < 12; i++) {
        log.append(entry(i));
      }

      assertThat(tail.next(4)).extracting(ChainedEntry::sequence).containsExactly(3L, 4L, 5L, 6L);
      assertThat(tail.next(100))
          .extracting(ChainedEntry::sequence)
          .containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
      assertThat(tail.next(100)).isEmpty();
      log.append(entry(12));
      assertThat(tail.next(100)).extracting(ChainedEntry::sequence).containsExactly(13L);
    }
  }

  private static AuditChain write(FileAuditConfig config, int entries) throws IOException {
    try (FileAuditLog log = FileAuditLog.open(config, new MutableClock())) {
      IntStream.range(0, entries).forEach(i -> log.append(entry(i)));
      return log.chain();
    }
  }

  private AuditVerifier verified() throws IOException {
    AuditVerifier verifier = new AuditVerifier(AuditChain.EMPTY, Optional.empty());
    for (Path file : AuditFiles.in(folder)) {
      AuditFileReader.read(file, verifier);
    }
    return verifier;
  }

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        1_767_225_600_000L + number,
        "ana",
        "READ",
        "voice-profiles",
        "p" + number,
        "192.0.2.1",
        "curl",
        AuditEntry.Result.SUCCESS,
        Map.of("requestId", "r" + number));
  }
}
