package org.univoice.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCountTest {
  @TempDir Path folder;

  @Test
  void shouldCountErrorsAsFailures() throws Exception {
    Path report =
        Files.writeString(
            folder.resolve("report.xml"),
            "<testsuites><testsuite tests='7' failures='1' errors='2' skipped='1'/></testsuites>");
    assertThat(TestCount.read(report)).isEqualTo(new TestCount(3, 3, 1));
  }

  @Test
  void shouldNameWhatFailedAndSayWhy() throws Exception {
    Path report =
        Files.writeString(
            folder.resolve("report.xml"),
            """
            <testsuite tests='3' failures='1' errors='1'>
            <testcase classname='a.B' name='shouldHold'/>
            <testcase classname='a.B' name='shouldFit'><failure message='x'>Expected 1
            at a.B</failure></testcase>
            <testcase classname='a.B' name='shouldRun'><error>gone
            at a.B</error></testcase>
            </testsuite>
            """);
    assertThat(TestCount.failures(report))
        .containsExactly("a.B.shouldFit: Expected 1", "a.B.shouldRun: gone");
  }
}
