package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** apt-get and dpkg are scripts that know four packages, and a machine that has some of them. */
class DebianPackagesTest {
  @TempDir Path folder;
  private final List<String> loud = new ArrayList<>();

  @BeforeEach
  void machine() throws Exception {
    script(
        "apt-get",
        """
        echo "$*" >> MACHINE/calls
        plan() { test "$1" = postgresql && echo postgresql-15 || echo "$1"; }
        case "$*" in
          *" -s "*)
            test ! -e MACHINE/stale || test -e MACHINE/fresh || exit 100
            echo "Inst libc6 (2.36 Debian:12 [amd64])"
            echo "Inst libjemalloc2 (5.3 Debian:12 [amd64])"
            echo "Inst libssl3 [3.0.16] (3.0.17 Debian:12 [amd64])"
            while test "$1" != install; do shift; done; shift
            for package; do echo "Inst $(plan "$package") (7 Debian:12 [amd64])"; done ;;
          *" update") touch MACHINE/fresh ;;
          *" download "*)
            test ! -e MACHINE/offline || exit 100
            while test "$1" != download; do shift; done
            for package; do touch "$package.deb"; done ;;
        esac
        """
            .replace("MACHINE", folder.toString()));
    script(
        "dpkg",
        """
        programs() {
          mkdir -p "$1" && for name in $2; do
            printf '#!/bin/sh\\necho $LD_LIBRARY_PATH $1' > "$1/$name" && chmod 755 "$1/$name"
          done
        }
        case "$2" in
          */redis-server.deb) programs "$3/usr/bin" redis-server ;;
          */postgresql-15.deb) programs "$3/usr/lib/postgresql/15/bin" "initdb postgres" ;;
          */chromium.deb) programs "$3/usr/lib/chromium" chromium ;;
          */fonts*) mkdir -p "$3/usr/share/fonts" && cp "$2" "$3/usr/share/fonts" ;;
          */lib*) mkdir -p "$3/usr/lib/x86_64-linux-gnu" && cp "$2" "$3/usr/lib/x86_64-linux-gnu" ;;
        esac
        """);
  }

  @Test
  void shouldUnpackEachServerWithTheLibrariesThatTheMachineLacks() throws Exception {
    Map<String, String> told = packages("").ensure(new UnseenProgress(), loud::add);
    assertThat(loud).isEmpty();
    assertThat(told)
        .containsEntry("UNIVOICE_POSTGRES_BIN", folder.resolve("debian/postgresql/bin").toString());
    Path redis = Path.of(told.get("UNIVOICE_REDIS_SERVER"));
    assertThat(output(redis.toString(), "said"))
        .contains(folder.resolve("debian/redis/usr/lib/x86_64-linux-gnu").toString())
        .endsWith("said");
    assertThat(folder.resolve("debian/redis/usr/lib/x86_64-linux-gnu"))
        .isDirectoryContaining("glob:**libjemalloc2.deb")
        .isDirectoryNotContaining("glob:**libc6.deb")
        .isDirectoryNotContaining("glob:**libssl3.deb");
  }

  @Test
  void shouldUnpackABrowserWithAFontAndStartItsBinaryRatherThanItsScript() throws Exception {
    Path chromium =
        Path.of(packages("").ensure(new UnseenProgress(), loud::add).get("UNIVOICE_CHROMIUM"));
    assertThat(output(chromium.toString(), "said")).endsWith("said");
    assertThat(chromium).content().contains("exec \"$root/usr/lib/chromium/chromium\"");
    Path root = folder.resolve("debian/chromium");
    assertThat(root.resolve("usr/share/fonts")).isDirectoryContaining("glob:**fonts-dejavu*.deb");
    assertThat(root.resolve("fonts.conf")).content().contains("usr/share/fonts");
  }

  @Test
  void shouldUnpackOnceOnly() throws Exception {
    packages("").ensure(new UnseenProgress(), loud::add);
    Files.delete(folder.resolve("calls"));
    assertThat(packages("").ensure(new UnseenProgress(), loud::add)).hasSize(3);
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void shouldUseWhatTheMachineHas() throws Exception {
    Path own = Files.createDirectories(folder.resolve("usr/lib/postgresql/15/bin"));
    script("usr/lib/postgresql/15/bin/initdb", "");
    script("usr/lib/postgresql/15/bin/postgres", "");
    script("redis-server", "");
    script("chromium", "");
    assertThat(packages(folder.toString()).ensure(new UnseenProgress(), loud::add))
        .containsEntry("UNIVOICE_POSTGRES_BIN", own.toString())
        .containsEntry("UNIVOICE_REDIS_SERVER", folder.resolve("redis-server").toString());
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void shouldFetchListsOfItsOwnWhereTheMachinesAreOld() throws Exception {
    Files.createFile(folder.resolve("stale"));
    assertThat(packages("").ensure(new UnseenProgress(), loud::add)).hasSize(3);
    assertThat(loud).isEmpty();
  }

  @Test
  void shouldSayLoudlyWhatCannotBeHadAndFetchItTheNextTime() throws Exception {
    Files.createFile(folder.resolve("offline"));
    assertThat(packages("").ensure(new UnseenProgress(), loud::add)).isEmpty();
    assertThat(loud).hasSize(3).allMatch(line -> line.contains("SKIPPED"));
    Files.delete(folder.resolve("offline"));
    assertThat(packages("").ensure(new UnseenProgress(), loud::add)).hasSize(3);
  }

  @Test
  void shouldSayLoudlyWhereThereIsNoApt() throws Exception {
    Files.delete(folder.resolve("apt-get"));
    assertThat(packages("").ensure(new UnseenProgress(), loud::add)).isEmpty();
    assertThat(loud).hasSize(3).allMatch(line -> line.contains("there is neither it nor apt-get"));
  }

  private DebianPackages packages(String path) {
    Apt apt =
        new Apt(folder.resolve("apt-get"), folder.resolve("dpkg"), folder.resolve("log/setup.log"));
    return new DebianPackages(folder.resolve("debian"), apt, Map.of("PATH", path), folder);
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  private void script(String name, String body) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
