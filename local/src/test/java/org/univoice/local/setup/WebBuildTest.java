package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.FailedException;

/** npm is a script that installs nothing and builds a page out of its one source. */
class WebBuildTest {
  private static final String SOURCE = "web/src/main.tsx";

  @TempDir private Path folder;
  private Path checkout;

  @BeforeEach
  void setUp() throws IOException {
    checkout = folder.resolve("checkout");
    write(SOURCE, "first");
    write("web/package.json", "{}");
    write("web/package-lock.json", "{}");
    write("web/browser/page.spec.ts", "");
    write("gateway/src/main/resources/openapi/openapi.yaml", "openapi: 3.1.0");
    write("proto/src/main/protobuf/univoice/v1/interpreter.proto", "");
    script("node", "echo v24.0.0");
    script(
        "npm",
        """
        test "$1" != --version || { echo 11.0.0; exit; }
        echo "$*" >> FOLDER/calls
        case "$*" in
          ci) mkdir -p node_modules ;;
          "run build")
            test ! -e FOLDER/broken || { echo "error: no such module"; exit 1; }
            test -e ../gateway/src/main/resources/openapi/openapi.yaml || exit 1
            mkdir -p dist && cp src/main.tsx dist/index.html ;;
        esac
        """
            .replace("FOLDER", folder.toString()));
  }

  @Test
  void shouldBuildThePageOnce() throws IOException {
    Path page = build().ensure(new UnseenProgress());
    assertThat(page.resolve("index.html")).hasContent("first");
    assertThat(build().ensure(new UnseenProgress())).isEqualTo(page);
    assertThat(calls()).containsExactly("ci", "run build");
  }

  @Test
  void shouldLeaveTheCheckoutAsItIs() throws IOException {
    build().ensure(new UnseenProgress());
    try (Stream<Path> all = Files.walk(checkout)) {
      assertThat(all).noneMatch(path -> path.endsWith("dist") || path.endsWith("node_modules"));
    }
  }

  @Test
  void shouldBuildAnewWhenASourceOrAContractHasChangedWithoutInstallingAgain() throws IOException {
    Path first = build().ensure(new UnseenProgress());
    write(SOURCE, "second");
    Path second = build().ensure(new UnseenProgress());
    write("gateway/src/main/resources/openapi/openapi.yaml", "openapi: 3.1.1");
    Path third = build().ensure(new UnseenProgress());

    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("index.html")).hasContent("second");
    assertThat(third).isNotEqualTo(second);
    assertThat(calls()).containsExactly("ci", "run build", "run build", "run build");
  }

  @Test
  void shouldNotBuildAnewForATestOrForWhatToolsHaveMade() throws IOException {
    Path first = build().ensure(new UnseenProgress());
    write("web/browser/page.spec.ts", "changed");
    write("web/node_modules/react/index.js", "");
    write("web/packages/client/src/generated/api.ts", "");
    assertThat(build().ensure(new UnseenProgress())).isEqualTo(first);
  }

  @Test
  void shouldInstallAgainWhenOtherPackagesAreWanted() throws IOException {
    build().ensure(new UnseenProgress());
    write("web/package-lock.json", "{ }");
    build().ensure(new UnseenProgress());
    assertThat(calls()).containsExactly("ci", "run build", "ci", "run build");
  }

  @Test
  void shouldNotBuildFromASourceThatIsGone() throws IOException {
    write("web/src/old.ts", "");
    build().ensure(new UnseenProgress());
    Files.delete(checkout.resolve("web/src/old.ts"));
    build().ensure(new UnseenProgress());
    assertThat(folder.resolve("home/web/workshop/web/src/old.ts")).doesNotExist();
  }

  @Test
  void shouldSayWhatNpmSaidAndWhereAndTryAgainTheNextTime() throws IOException {
    Files.createFile(folder.resolve("broken"));
    assertThatThrownBy(() -> build().ensure(new UnseenProgress()))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("error: no such module")
        .hasMessageContaining(folder.resolve("log/web.log").toString());
    Files.delete(folder.resolve("broken"));
    assertThat(build().ensure(new UnseenProgress()).resolve("index.html")).exists();
  }

  @Test
  void shouldBuildOnceForTwoStartsAtOnce() throws Exception {
    CompletableFuture<Path> other =
        CompletableFuture.supplyAsync(() -> build().ensure(new UnseenProgress()));
    Path page = build().ensure(new UnseenProgress());
    assertThat(other.join()).isEqualTo(page);
    assertThat(calls()).containsExactly("ci", "run build");
  }

  @Test
  void shouldForgetBuildsThatNobodyUsesAndKeepThoseInUse() throws IOException {
    Path used = build().ensure(new UnseenProgress());
    Path unused = Files.createDirectories(folder.resolve("home/web/0123456789abcdef"));
    Files.createFile(unused.resolve(".lock"));
    write(SOURCE, "second");
    build().ensure(new UnseenProgress());
    assertThat(unused).doesNotExist();
    assertThat(used.resolve("index.html")).exists();
  }

  private WebBuild build() {
    Path log = folder.resolve("log/web.log");
    Map<String, String> environment =
        Map.of("PATH", folder + ":" + System.getenv().getOrDefault("PATH", ""));
    NodeTools node = new NodeTools(Path.of("python3"), folder.resolve("tools"), log, environment);
    return new WebBuild(checkout, folder.resolve("home/web"), node, log);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
