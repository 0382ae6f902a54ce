package org.univoice.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.univoice.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyCarriersKnowNetty =
      noClasses()
          .that()
          .resideInAPackage("org.univoice.gateway.websocket")
          .and()
          .haveNameNotMatching(".*(Handler|Initializer|Decoder|Encoder|Listener)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule noOtherRoomKnowsNetty =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.univoice.gateway.websocket", "org.univoice.gateway.rest", "..kinesis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule onlyTheirAdaptersKnowVendors =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..kinesis..",
              "..ffmpeg..",
              "..aws..",
              "..dynamodb..",
              "..s3..",
              "..cognito..",
              "..cloudwatch..",
              "..secretsmanager..",
              "..ssm..",
              "..eventbridge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", "org.bytedeco..");

  @ArchTest
  static final ArchRule onlyTheirAdaptersKnowRedis =
      noClasses()
          .that()
          .resideOutsideOfPackage("..redis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..");

  @ArchTest
  static final ArchRule onlyItsAdaptersKnowBucket4j =
      noClasses()
          .that()
          .resideOutsideOfPackages("..bucket4j..", "..limit.redis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.bucket4j..");

  @ArchTest
  static final ArchRule onlyItsAdaptersKnowTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage("..postgresql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "com.zaxxer..", "org.flywaydb..", "org.postgresql..");

  @ArchTest
  static final ArchRule onlyItsAdapterKnowsTheTokenLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("..oidc..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule onlyTheApiKnowsArmeria =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.univoice.gateway.rest",
              "org.univoice.gateway.graphql",
              "org.univoice.gateway.grpc",
              "org.univoice.gateway.web")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.linecorp.armeria..");

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching("org.univoice.gateway.(*)..").should().beFreeOfCycles();
}
