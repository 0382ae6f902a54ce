package org.univoice.gateway.access.cognito;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/** A user pool in the stand-in, as an operator would have made it. */
public final class UserPool implements AutoCloseable {
  final CognitoIdentityProviderAsyncClient cognito;
  private final URI endpoint;
  private final String pool;
  private final String client;

  private UserPool(
      CognitoIdentityProviderAsyncClient cognito, URI endpoint, String pool, String client) {
    this.cognito = cognito;
    this.endpoint = endpoint;
    this.pool = pool;
    this.client = client;
  }

  public static UserPool create(URI endpoint) {
    CognitoIdentityProviderAsyncClient cognito =
        CognitoIdentityProviderAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    String pool =
        cognito
            .createUserPool(r -> r.poolName("univoice").mfaConfiguration("OPTIONAL"))
            .join()
            .userPool()
            .id();
    String client =
        cognito
            .createUserPoolClient(
                r ->
                    r.userPoolId(pool)
                        .clientName("gateway")
                        .explicitAuthFlows(
                            ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                            ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
            .join()
            .userPoolClient()
            .clientId();
    return new UserPool(cognito, endpoint, pool, client);
  }

  public String client() {
    return client;
  }

  public CognitoUsers users() {
    return new CognitoUsers(cognito, pool);
  }

  /** As their tokens name them. */
  public String sub(String name) {
    return cognito
        .adminGetUser(r -> r.userPoolId(pool).username(name))
        .join()
        .userAttributes()
        .stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  public boolean has(String name) {
    return cognito.listUsers(r -> r.userPoolId(pool)).join().users().stream()
        .anyMatch(user -> user.username().equals(name));
  }

  String id() {
    return pool;
  }

  public URI issuer() {
    return URI.create("https://cognito-idp.us-east-1.amazonaws.com/" + pool);
  }

  public URI jwks() {
    return endpoint.resolve("/" + pool + "/.well-known/jwks.json");
  }

  public void user(String name, String password, String group) {
    invited(name, password);
    cognito
        .adminSetUserPassword(
            r -> r.userPoolId(pool).username(name).password(password).permanent(true))
        .join();
    cognito.createGroup(r -> r.userPoolId(pool).groupName(group)).handle((a, e) -> a).join();
    cognito.adminAddUserToGroup(r -> r.userPoolId(pool).username(name).groupName(group)).join();
  }

  /** Somebody who must choose a password of their own first. */
  void invited(String name, String temporary) {
    cognito
        .adminCreateUser(
            r ->
                r.userPoolId(pool)
                    .username(name)
                    .temporaryPassword(temporary)
                    .messageAction("SUPPRESS")
                    .userAttributes(
                        AttributeType.builder().name("email").value(name + "@example.org").build()))
        .join();
  }

  public AuthenticationResultType tokens(String name, String password) {
    return cognito
        .initiateAuth(
            r ->
                r.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", name, "PASSWORD", password)))
        .join()
        .authenticationResult();
  }

  @Override
  public void close() {
    cognito.close();
  }
}
