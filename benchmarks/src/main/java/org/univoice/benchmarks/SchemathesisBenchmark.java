package org.univoice.benchmarks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.Gateway;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.Identities;
import org.univoice.gateway.Outside;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.access.cognito.CognitoSignIn;
import org.univoice.gateway.access.oidc.OidcAuthenticator;
import org.univoice.gateway.access.oidc.OidcConfig;
import org.univoice.gateway.access.oidc.OidcTokenReader;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.IdentityClients;
import org.univoice.gateway.catalogue.FixedLanguageCatalogue;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.Voice;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.StoreFolder;
import org.univoice.local.setup.PythonEnvironment;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.RunningStores;
import org.univoice.local.stack.StackConfig;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/**
 * Holds a gateway to its OpenAPI document with requests that nobody would think of: valid ones,
 * broken ones, and one after the other. Ends with 1 when an answer is not as the document says.
 */
public final class SchemathesisBenchmark implements Benchmark {
  private static final String EXAMPLES = "25";

  /** As in the document's example. */
  private static final String USER = "ana";

  private static final String PASSWORD = "Correct-Horse-7";

  @Override
  public String name() {
    return "schemathesis";
  }

  @Override
  public String description() {
    return "[OPTIONS]: the gateway's REST API against its OpenAPI document";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    Path folder = home.checkout().resolve("benchmarks/schemathesis");
    PythonEnvironment environment =
        new PythonEnvironment(
            home.folder().resolve("schemathesis"),
            home.basePython(),
            List.of(folder.resolve("requirements.lock")),
            home.logs().resolve("schemathesis-setup.log"));
    environment.ensure(new PrintedProgress());
    Run run = Run.create(home);
    StackConfig stack =
        new StackConfig(home, Ports.free(), run.folder(), "")
            .withStore(new StoreFolder(run.folder().resolve("store"), false));
    int answer;
    try (RunningStores standIn = RunningStores.start(stack, System.err::println);
        IdentityClients aws = new IdentityClients(() -> AwsConfig.standIn(standIn.endpoint()));
        Gateway gateway = gateway(UserPool.create(aws.cognito()), aws, standIn.endpoint())) {
      String url = "http://127.0.0.1:" + gateway.apiAddress().getPort() + "/v1/openapi.json";
      Path work = Files.createTempDirectory("schemathesis");
      List<String> command =
          new ArrayList<>(
              List.of(
                  environment.python().resolveSibling("st").toString(),
                  "--config-file",
                  folder.resolve("schemathesis.toml").toString(),
                  "run",
                  url,
                  "--header",
                  "Authorization: Bearer " + gateway.apiToken(),
                  "--max-examples",
                  EXAMPLES,
                  "--no-color"));
      command.addAll(arguments);
      answer = new ProcessBuilder(command).directory(work.toFile()).inheritIO().start().waitFor();
    }
    Run.end(run.folder());
    return answer;
  }

  /** Everything on one machine, and people who sign in with the stand-in for Cognito. */
  private static Gateway gateway(UserPool pool, IdentityClients aws, URI standIn) {
    Clock clock = Clock.systemUTC();
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    OidcConfig oidc = pool.oidc(standIn);
    Identities identities =
        new Identities(
            List.of(
                accounts -> new OidcAuthenticator(oidc, accounts, clock),
                accounts -> new ApiTokenAuthenticator(config.apiToken())),
            Optional.of(
                new PasswordSignIn(
                    new CognitoSignIn(aws.cognito(), pool.client(), Optional.empty()),
                    new OidcTokenReader(oidc, clock))),
            ServiceConditions.NONE,
            "local");
    return Gateway.start(
        config,
        Outside.local(config, new Nowhere(), catalogue(), clock)
            .withAccess(identities, entry -> {}));
  }

  private static FixedLanguageCatalogue catalogue() {
    return new FixedLanguageCatalogue(
        new Languages(
            List.of(new Language("en", true, true), new Language("pt", true, true)),
            List.of(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful")),
            List.of(new Voice("af_heart", "en-US", "Heart", "female"))));
  }

  /** One app and the one person whom the document's example names. */
  private record UserPool(String id, String client) {
    static UserPool create(CognitoIdentityProviderAsyncClient cognito) {
      String id = cognito.createUserPool(r -> r.poolName("univoice")).join().userPool().id();
      String client =
          cognito
              .createUserPoolClient(
                  r ->
                      r.userPoolId(id)
                          .clientName("gateway")
                          .explicitAuthFlows(
                              ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                              ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
              .join()
              .userPoolClient()
              .clientId();
      cognito
          .adminCreateUser(r -> r.userPoolId(id).username(USER).messageAction("SUPPRESS"))
          .join();
      cognito
          .adminSetUserPassword(
              r -> r.userPoolId(id).username(USER).password(PASSWORD).permanent(true))
          .join();
      return new UserPool(id, client);
    }

    OidcConfig oidc(URI standIn) {
      return OidcConfig.cognito(
          URI.create("https://cognito-idp.us-east-1.amazonaws.com/" + id),
          standIn.resolve("/" + id + "/.well-known/jwks.json"),
          Set.of(client));
    }
  }
}
