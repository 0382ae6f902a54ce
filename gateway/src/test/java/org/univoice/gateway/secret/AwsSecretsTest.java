package org.univoice.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.IdentityClients;
import org.univoice.gateway.secret.secretsmanager.SecretsManagerSource;
import org.univoice.gateway.secret.ssm.ParameterStoreSource;
import org.univoice.gateway.stream.kinesis.StandIn;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class AwsSecretsTest {

  @Test
  void shouldReadSecretsAndDecryptedParameters() throws Exception {
    try (StandIn standIn = StandIn.start();
        IdentityClients aws = new IdentityClients(() -> AwsConfig.standIn(standIn.endpoint()))) {
      aws.secrets().createSecret(r -> r.name("univoice/token").secretString("secret words")).join();
      aws.parameters()
          .putParameter(
              r -> r.name("/univoice/token").value("other words").type(ParameterType.SECURE_STRING))
          .join();
      Secrets secrets =
          Secrets.with(
              new SecretsManagerSource(aws.secrets()), new ParameterStoreSource(aws.parameters()));

      assertThat(secrets.resolve("secretsmanager:univoice/token")).isEqualTo("secret words");
      assertThat(secrets.resolve("ssm:/univoice/token")).isEqualTo("other words");
      assertThatThrownBy(() -> secrets.resolve("secretsmanager:none"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ResourceNotFoundException");
      assertThatThrownBy(() -> secrets.resolve("ssm:/none"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ParameterNotFoundException");
    }
  }
}
