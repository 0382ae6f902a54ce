package org.univoice.job;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;

@AnalyzeClasses(packages = "org.univoice.job", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyCarriersKnowFlink =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*(Function|Operator|OperatorFactory|Schema|Stream|Job|Main|Metrics|Sink|Writer)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  /** Flink and gRPC bring theirs along; nobody here deals with a network itself. */
  @ArchTest
  static final ArchRule nobodyKnowsNetty =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "org.apache.flink.shaded.netty4..");

  @ArchTest
  static final ArchRule onlyTheBreakersKnowTheirLibrary =
      noClasses()
          .that()
          .doNotHaveSimpleName("Breakers")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.resilience4j..");

  @ArchTest
  static final ArchRule onlyAdaptersSpeakGrpc =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.univoice.job.triton")
          .and()
          .doNotHaveSimpleName("GatewayConnection")
          .and()
          .doNotHaveSimpleName("Acknowledgements")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "inference..");

  @ArchTest
  static final ArchRule onlyTheAmazonRoomKnowsItsSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.univoice.job.amazon..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule onlyTheListenerKnowsItsRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.univoice.job.segmentation.voiceactivity")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule onlyItsAdapterKnowsFfmpeg =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ffmpeg..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  /** A Flink cluster brings SLF4J 1.7: a fluent line would end the task that logs it. */
  @ArchTest
  static final ArchRule nobodyLogsFluently =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.slf4j.spi..");

  /**
   * It never ends, and keeps the classes of the job that woke it; DaemonTimer ends with its job.
   */
  @ArchTest
  static final ArchRule nobodyWakesTheSharedTimer =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(type(CompletableFuture.class)))
                  .and(target(nameMatching("delayedExecutor|orTimeout|completeOnTimeout"))));

  @ArchTest
  static final ArchRule theCallKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("org.univoice.job.call")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..job.stream..",
              "..job.segmentation..",
              "..job.recognition..",
              "..job.diarization..",
              "..job.translation..",
              "..job.voice..",
              "..job.synthesis..",
              "..job.delivery..",
              "..job.triton..",
              "..job.amazon..");

  @ArchTest
  static final ArchRule stagesFormNoCycle =
      slices().matching("org.univoice.job.(*)..").should().beFreeOfCycles();
}
