package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.local.setup.WeightsLock.Part;
import org.univoice.local.setup.WeightsLock.Weights;
import org.univoice.local.setup.WeightsState;

class ModelLinesTest {
  @Test
  void shouldTellDownloadAndDiskApartAndSumThemUp() {
    List<String> lines =
        ModelLines.of(
            List.of(
                new ModelLines.Row(weights("hearer", 10_000_000), 25_000_000, WeightsState.READY),
                new ModelLines.Row(weights("talker", 2_500_000), 0, WeightsState.MISSING)));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("DOWNLOAD", "ON DISK");
    assertThat(lines.get(1)).contains("hearer", "10.0 MB", "25.0 MB", "ready");
    assertThat(lines.get(2)).contains("talker", "2.5 MB", "0.0 MB", "missing");
    assertThat(lines.get(3)).startsWith("In all 12.5 MB to download, 25.0 MB on disk");
  }

  private static Weights weights(String role, long bytes) {
    return new Weights(
        role,
        "tiny",
        "1.0.0",
        "MIT",
        "somewhere",
        List.of(new Part("pkg:pypi/tiny@1.0.0", "tiny.whl", "", bytes)),
        List.of(),
        List.of());
  }
}
