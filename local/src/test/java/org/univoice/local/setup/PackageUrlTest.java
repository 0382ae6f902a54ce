package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {
  @Test
  void shouldTakeAnAddressApart() {
    assertThat(PackageUrl.of("pkg:npm/kokoro-js@1.2.1"))
        .isEqualTo(new PackageUrl("npm", "kokoro-js", "1.2.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pkg:pypi/name", "pkg:pypi/@1", "pypi/name@1", "pkg:/n@1", "pkg:a/n@"})
  void shouldRefuseWhatIsNone(String uri) {
    assertThatThrownBy(() -> PackageUrl.of(uri)).isInstanceOf(IllegalArgumentException.class);
  }
}
