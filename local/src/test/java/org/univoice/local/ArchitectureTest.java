package org.univoice.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.univoice.local",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CYCLE =
      slices().matching("org.univoice.local.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DECIDERS_ARE_PLAIN_JAVA =
      classes()
          .that()
          .haveNameMatching(".*\\.(Pacer|SpeechTrack|Subtitles|SentTimes|RestartDelay|TestCount)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.xml..",
              "org.w3c..",
              "org.xml..",
              "org.univoice.local..",
              // How subtitles are written is decided once.
              "org.univoice.gateway.transcript..");

  @ArchTest
  static final ArchRule THE_CLIENT_USES_THE_WIRE_AND_NOT_THE_GATEWAY =
      noClasses()
          .that()
          .resideInAPackage("..local.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.univoice.gateway.session..",
              "org.univoice.gateway.websocket..",
              "org.univoice.job..",
              "io.netty..",
              "org.apache.flink..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("..local.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
