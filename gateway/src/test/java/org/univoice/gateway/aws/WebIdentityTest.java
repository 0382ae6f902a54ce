package org.univoice.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** What a pod has to prove itself with, taken to the stand-in's STS. */
class WebIdentityTest {
  @TempDir private Path folder;
  private Map<String, String> pod;

  @BeforeEach
  void runInACluster() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "a.token.of-the-cluster");
    pod =
        Map.of(
            "aws.webIdentityTokenFile", token.toString(),
            "aws.roleArn", "arn:aws:iam::000000000000:role/gateway",
            "aws.roleSessionName", "gateway",
            "aws.region", "us-east-1",
            "aws.endpointUrlSts", StandInStores.endpoint().toString());
    pod.forEach(System::setProperty);
  }

  @AfterEach
  void leave() {
    pod.keySet().forEach(System::clearProperty);
  }

  @Test
  void shouldTakeTheRoleThatAClusterHandsToItsPods() {
    try (DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build()) {
      AwsCredentials credentials = chain.resolveCredentials();

      assertThat(credentials).isInstanceOf(AwsSessionCredentials.class);
      assertThat(((AwsSessionCredentials) credentials).sessionToken()).isNotEmpty();
    }
  }
}
