package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartArchiveTest {
  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void pack() throws IOException {
    archive = folder.resolve("parts").resolve("sum");
    Files.createDirectories(archive.getParent());
    Files.write(
        archive,
        tar(
            new TreeMap<>(
                Map.of(
                    "package/a.bin", "x".repeat(700),
                    "package/voices/b.bin", "bee",
                    "../outside", "evil"))));
  }

  @Test
  void shouldTakeEachMemberOutOfATar() throws Exception {
    assertThat(member("package/a.bin")).isEqualTo("x".repeat(700));
    assertThat(member("package/voices/b.bin")).isEqualTo("bee");
  }

  @Test
  void shouldReadATarOnce() throws Exception {
    member("package/a.bin");
    Files.delete(archive);

    assertThat(member("package/voices/b.bin")).isEqualTo("bee");
  }

  @Test
  void shouldSayWhichMemberIsMissing() {
    assertThatThrownBy(() -> member("package/c.bin"))
        .isInstanceOf(IOException.class)
        .hasMessage("one.tgz holds no package/c.bin");
  }

  @Test
  void shouldWriteNothingOutsideItsFolder() throws Exception {
    member("package/a.bin");

    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("sum", "a.bin", "b.bin");
    }
  }

  @Test
  void shouldKeepNothingOfATarThatIsCutShort() throws Exception {
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> member("package/a.bin")).isInstanceOf(IOException.class);
    assertThat(PartArchive.folder(archive)).doesNotExist();
  }

  private String member(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PartArchive.copy(archive, "one.tgz", name, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** POSIX ustar, as far as it is read. */
  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, file.getKey());
        put(header, 124, String.format("%011o", content.length));
        header[156] = '0';
        out.write(header);
        out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, at, ascii.length);
  }
}
