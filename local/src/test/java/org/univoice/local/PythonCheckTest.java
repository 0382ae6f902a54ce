package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the launcher says the machine lacks. The JDK is always missing here, so that it stops there;
 * "Python" is the machine's own, which gives itself another version and library folder.
 */
class PythonCheckTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "3.{0}")
  @ValueSource(ints = {10, 11, 12})
  void shouldAcceptThePythonsThatTheModelsRunOn(int minor) throws Exception {
    Files.createFile(folder.resolve("libpython3." + minor + ".so.1.0"));
    assertThat(missing(python(minor))).contains("a JDK 17").doesNotContain("Python");
  }

  @ParameterizedTest(name = "3.{0}")
  @ValueSource(ints = {9, 14})
  void shouldSayInOneLineThatOthersDoNotDo(int minor) throws Exception {
    Files.createFile(folder.resolve("libpython3." + minor + ".so.1.0"));
    assertThat(missing(python(minor)).lines().filter(line -> line.contains("Python")))
        .singleElement()
        .asString()
        .startsWith("univoice: Python 3.10-3.13 with its shared library and venv");
  }

  @Test
  void shouldNotAcceptAPythonWithoutItsSharedLibrary() throws Exception {
    // The folder is empty, and nothing of that name can be loaded.
    Path python = python(12, "ctypes.CDLL = None");
    assertThat(missing(python)).contains("with its shared library and venv is missing");
  }

  @Test
  void shouldAcceptPython313WhereNumPyCanBeBuilt() throws Exception {
    Files.createFile(folder.resolve("libpython3.13.so.1.0"));
    Files.createFile(folder.resolve("Python.h"));
    assertThat(missing(python313("cc c++"))).contains("a JDK 17").doesNotContain("Python");
  }

  @Test
  void shouldSayWhatToInstallWherePython313LacksHeadersOrACompiler() throws Exception {
    Files.createFile(folder.resolve("libpython3.13.so.1.0"));
    assertThat(missing(python313("cc c++")))
        .contains("apt install python3 python3-venv python3-dev gcc g++");
    Files.createFile(folder.resolve("Python.h"));
    assertThat(missing(python313("cc")))
        .contains("apt install python3 python3-venv python3-dev gcc g++");
  }

  /** Finds only these compilers. */
  private Path python313(String compilers) throws Exception {
    return python(13, "shutil.which = lambda name: name in '" + compilers + "'.split()");
  }

  private Path python(int minor) throws Exception {
    return python(minor, "pass");
  }

  private Path python(int minor, String more) throws Exception {
    String disguise =
        "import ctypes, shutil, sys, sysconfig\n"
            + "sys.modules['ensurepip'] = sys.modules['venv'] = sys\n"
            + "sys.version_info = (3, "
            + minor
            + ")\n"
            + ("sysconfig.get_config_var = lambda name: '" + folder + "'\n")
            + "sysconfig.get_path = sysconfig.get_config_var\n"
            + more;
    Path file = folder.resolve("python");
    Files.writeString(file, "#!/bin/sh\nexec python3 -c \"" + disguise + "\n$2\"\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private String missing(Path python) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("../univoice", "models").redirectErrorStream(true);
    builder.environment().put("UNIVOICE_HOME", folder.resolve("home").toString());
    builder.environment().put("UNIVOICE_PYTHON", python.toString());
    builder.environment().put("JAVA_HOME", folder.resolve("none").toString());
    Process launcher = builder.start();
    String said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(launcher.waitFor()).isEqualTo(1);
    return said;
  }
}
