package org.univoice.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void shouldTakeAnythingThatIsNoReferenceAsItIs() {
    for (String value : List.of("0123456789abcdef", "a:b", "https://x", "env:x")) {
      assertThat(Secrets.ofThisMachine().resolve(value)).isEqualTo(value);
    }
  }

  @Test
  void shouldReadAFileWithoutTheEndOfItsLine() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, "secret words\n");

    assertThat(Secrets.ofThisMachine().resolve("file:" + file)).isEqualTo("secret words");
    assertThatThrownBy(() -> Secrets.ofThisMachine().resolve("file:" + folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> Secrets.ofThisMachine().resolve("file:" + file))
        .hasMessageContaining("empty");
  }

  @Test
  void shouldAskARemoteSourceOnce() {
    List<String> asked = new ArrayList<>();
    SecretSource source =
        name -> {
          asked.add(name);
          return "of " + name;
        };
    Secrets secrets = Secrets.with(source, source);

    assertThat(secrets.resolve("secretsmanager:univoice/token")).isEqualTo("of univoice/token");
    assertThat(secrets.resolve("secretsmanager:univoice/token")).isEqualTo("of univoice/token");
    assertThat(secrets.resolve("ssm:/univoice/token")).isEqualTo("of /univoice/token");
    assertThat(asked).containsExactly("univoice/token", "/univoice/token");
    assertThat(secrets.toString()).doesNotContain("of univoice");
  }

  @Test
  void shouldNotTakeTheReferenceForTheSecret() {
    assertThatThrownBy(() -> Secrets.ofThisMachine().resolve("ssm:/univoice/token"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
