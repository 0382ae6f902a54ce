package org.univoice.gateway.secret.secretsmanager;

import java.util.concurrent.CompletionException;
import org.univoice.gateway.secret.SecretSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** Secrets of AWS Secrets Manager, by name or ARN. */
public final class SecretsManagerSource implements SecretSource {
  private final SecretsManagerAsyncClient client;

  public SecretsManagerSource(SecretsManagerAsyncClient client) {
    this.client = client;
  }

  @Override
  public String read(String name) {
    try {
      String text = client.getSecretValue(r -> r.secretId(name)).join().secretString();
      if (text == null) {
        throw new IllegalArgumentException("The secret is not text: " + name);
      }
      return text;
    } catch (CompletionException e) {
      // The cause may quote the answer.
      throw new IllegalArgumentException(
          "The secret " + name + " cannot be read: " + e.getCause().getClass().getSimpleName());
    }
  }
}
