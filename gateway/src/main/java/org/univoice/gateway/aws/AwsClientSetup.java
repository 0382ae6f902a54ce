package org.univoice.gateway.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * How every client of AWS finds it.
 *
 * @param endpoint address of a stand-in, which is given made-up credentials; empty for AWS
 */
public record AwsClientSetup(String region, Optional<URI> endpoint) {

  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    builder.region(Region.of(region));
    endpoint.ifPresent(
        address ->
            builder
                .endpointOverride(address)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("local", "local"))));
    return builder.build();
  }
}
