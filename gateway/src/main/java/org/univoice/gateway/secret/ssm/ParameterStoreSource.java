package org.univoice.gateway.secret.ssm;

import java.util.concurrent.CompletionException;
import org.univoice.gateway.secret.SecretSource;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;

/** Parameters of AWS Systems Manager, decrypted. */
public final class ParameterStoreSource implements SecretSource {
  private final SsmAsyncClient client;

  public ParameterStoreSource(SsmAsyncClient client) {
    this.client = client;
  }

  @Override
  public String read(String name) {
    try {
      return client.getParameter(r -> r.name(name).withDecryption(true)).join().parameter().value();
    } catch (CompletionException e) {
      throw new IllegalArgumentException(
          "The parameter " + name + " cannot be read: " + e.getCause().getClass().getSimpleName());
    }
  }
}
