package org.univoice.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.univoice.gateway.access.CodeSignIn;
import org.univoice.gateway.admission.AdmissionConfig;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.catalogue.DeclarationMerger;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.ModelDeclaration;
import org.univoice.gateway.event.eventbridge.EventBridgeConfig;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.limit.Quota;
import org.univoice.gateway.secret.Secrets;
import org.univoice.gateway.stream.kinesis.KinesisConfig;
import org.univoice.gateway.web.WebConfig;

/**
 * What a process is told, read once: a flag {@code --media-port=8090} wins over the environment's
 * {@code UNIVOICE_MEDIA_PORT}.
 */
final class GatewaySettings {
  private static final String PREFIX = "UNIVOICE_";

  /** More than all of it. */
  private static final double NEVER = 2;

  private final Map<String, String> values = new HashMap<>();
  private Secrets secrets = Secrets.ofThisMachine();

  /**
   * @throws IllegalArgumentException when a flag is not of the form --name=value
   */
  GatewaySettings(Map<String, String> environment, String... flags) {
    values.putAll(environment);
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 3) {
        throw new IllegalArgumentException("Flags look like --media-port=8090, not " + flag);
      }
      String key = flag.substring(2, equals).toUpperCase(Locale.ROOT).replace('-', '_');
      values.put(PREFIX + key, flag.substring(equals + 1));
    }
  }

  GatewayConfig gateway() {
    GatewayConfig defaults = GatewayConfig.local();
    String host = text("HOST").orElse(defaults.host());
    GatewayConfig config =
        defaults
            .withHost(host, text("PUBLIC_HOST").orElse(defaults.publicHost()))
            .withDeliveryHost(text("DELIVERY_HOST").orElse(defaults.deliveryHost()))
            .withMediaPort(port("MEDIA_PORT", defaults.mediaPort()))
            .withApiPort(port("API_PORT", defaults.apiPort()))
            .withDeliveryPort(port("DELIVERY_PORT", defaults.deliveryPort()));
    // Comma-separated, each as a browser sends it: scheme://host:port.
    Optional<Set<String>> origins = text("ORIGINS").map(list -> Set.of(list.split(",")));
    if (origins.isPresent()) {
      config = config.withMedia(config.media().withOrigins(origins.get()));
    }
    config =
        config
            .withMedia(
                config
                    .media()
                    .withConnections(number("MAX_CONNECTIONS", config.media().connections())))
            .withSessions(
                config
                    .sessions()
                    .withSessions(number("MAX_SESSIONS", config.sessions().sessions()))
                    .withHipaaTenants(Set.copyOf(list("HIPAA_TENANTS"))))
            .withAdmission(admission(config.admission()));
    if (text("GRAPHQL_INTROSPECTION").filter("true"::equals).isPresent()) {
      config = config.withGraphql(config.graphql().withIntrospection());
    }
    GatewayConfig listening = config.withWeb(web());
    Optional<String> token = text("API_TOKEN").map(secrets::resolve);
    if (token.isEmpty() && text("OIDC_ISSUER").isEmpty()) {
      throw new IllegalArgumentException(
          "Set UNIVOICE_API_TOKEN, UNIVOICE_OIDC_ISSUER or both: nobody could ask otherwise.");
    }
    // Without one, the random token of the defaults is known to nobody.
    return token.map(listening::withApiToken).orElse(listening);
  }

  /** The web page; sites as scheme://host:port. */
  private WebConfig web() {
    Optional<String> issuer = text("OIDC_ISSUER");
    Optional<String> client = text("WEB_CLIENT");
    if (client.isPresent() && issuer.isEmpty()) {
      throw new IllegalArgumentException("UNIVOICE_WEB_CLIENT needs UNIVOICE_OIDC_ISSUER.");
    }
    String scope = text("WEB_SCOPE").orElse(CodeSignIn.SCOPE);
    return new WebConfig(
        text("WEB_FOLDER").map(Path::of),
        text("PUBLIC_URL").map(URI::create),
        Set.of(),
        client.map(id -> new CodeSignIn(URI.create(issuer.get()), id, scope)),
        list("WEB_CONNECT").stream().map(URI::create).toList());
  }

  IdentitySettings identity() {
    return new IdentitySettings(this::text, secrets);
  }

  /** Whether any setting refers to a secret of AWS. */
  boolean needsRemoteSecrets() {
    return values.entrySet().stream()
        .anyMatch(
            setting -> setting.getKey().startsWith(PREFIX) && Secrets.remote(setting.getValue()));
  }

  /** From here on settings that are secrets are read from there. */
  GatewaySettings readingSecretsFrom(Secrets wanted) {
    secrets = wanted;
    return this;
  }

  KinesisConfig stream() {
    String name = text("STREAM").orElse("univoice");
    Optional<URI> standIn = text("KINESIS_ENDPOINT").map(URI::create);
    KinesisConfig local = KinesisConfig.standIn(name, standIn.orElse(null));
    return new KinesisConfig(
        name,
        text("REGION").orElse(local.region()),
        local.endpoint(),
        // Only a stand-in's stream is made here; elsewhere it is part of the infrastructure.
        standIn.isPresent() ? local.shards() : 0,
        local.linger(),
        local.maxEnvelopeBytes(),
        local.maxQueuedBytes());
  }

  /** How to reach the stores in AWS; empty to keep everything in this process. */
  Optional<AwsConfig> stores() {
    String kind = text("STORES").orElse("memory");
    return switch (kind) {
      case "memory" -> Optional.empty();
      case "aws" -> Optional.of(aws());
      default ->
          throw new IllegalArgumentException("UNIVOICE_STORES is memory or aws, not " + kind);
    };
  }

  /** How anything of AWS is reached. */
  AwsConfig aws() {
    Optional<URI> standIn = text("AWS_ENDPOINT").map(URI::create);
    if (standIn.isEmpty() && text("REGION").isEmpty()) {
      throw new IllegalArgumentException("Set UNIVOICE_REGION: something of AWS is used.");
    }
    AwsConfig config = AwsConfig.of(text("REGION").orElse("us-east-1"), standIn);
    return text("KMS_KEY").map(config::withKmsKey).orElse(config);
  }

  /** "host:port" under which the job reaches this gateway's delivery service. */
  String returnAddress() {
    GatewayConfig config = gateway();
    return text("RETURN_ADDRESS").orElse(config.publicHost() + ":" + config.deliveryPort());
  }

  /** "host:port" of Triton's gRPC endpoint. */
  String triton() {
    return text("TRITON").orElse("127.0.0.1:8001");
  }

  /**
   * What the job has instead of Triton's models, by primary subtags; empty where it has none.
   *
   * @throws IllegalArgumentException when a formality is neither formal nor informal
   */
  List<ModelDeclaration> servedElsewhere() {
    List<String> formalities = list("TRANSLATOR_FORMALITIES");
    if (!Set.of("formal", "informal").containsAll(formalities)) {
      throw new IllegalArgumentException(
          PREFIX + "TRANSLATOR_FORMALITIES are formal and informal, not " + formalities);
    }
    return Stream.of(
            elsewhere(DeclarationMerger.RECOGNIZER, "RECOGNIZER_LANGUAGES", List.of()),
            elsewhere(DeclarationMerger.TRANSLATOR, "TRANSLATOR_LANGUAGES", formalities),
            elsewhere(DeclarationMerger.SYNTHESIZER, "SYNTHESIZER_LANGUAGES", List.of()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<ModelDeclaration> elsewhere(String role, String key, List<String> formalities) {
    Set<String> languages = new TreeSet<>();
    list(key).forEach(tag -> languages.add(Languages.primary(tag)));
    return languages.isEmpty()
        ? Optional.empty()
        : Optional.of(ModelDeclaration.of(role, languages, formalities));
  }

  /** What all gateways of the deployment share; empty for a gateway that is alone. */
  Optional<RedisConfig> redis() {
    return text("REDIS").map(secrets::resolve).map(this::redis);
  }

  private RedisConfig redis(String address) {
    long millis = number("REDIS_TIMEOUT_MILLIS", RedisConfig.TIMEOUT.toMillis());
    try {
      return new RedisConfig(address, Duration.ofMillis(millis));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + "REDIS: " + e.getMessage());
    }
  }

  /** Empty where nobody wants to know. */
  Optional<EventBridgeConfig> events() {
    return text("EVENT_BUS")
        .map(
            bus ->
                new EventBridgeConfig(
                    bus,
                    text("REGION").orElse("us-east-1"),
                    text("EVENTBRIDGE_ENDPOINT").map(URI::create)));
  }

  /** Empty where no figures are kept. */
  Optional<String> analyticsUrl() {
    Optional<String> url = text("ANALYTICS_URL");
    if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          PREFIX + "ANALYTICS_URL begins with jdbc:postgresql://host/database.");
    }
    return url;
  }

  Optional<String> analyticsPassword() {
    return text("ANALYTICS_PASSWORD");
  }

  LimitConfig limits() {
    LimitConfig defaults = LimitConfig.DEFAULT;
    return new LimitConfig(
        quota("LIMIT_ADDRESS", defaults.address()),
        quota("LIMIT_SIGN_INS", defaults.signIns()),
        quota("LIMIT_READS", defaults.reads()),
        quota("LIMIT_WRITES", defaults.writes()),
        Math.toIntExact(number("LIMIT_PREMIUM_FACTOR", defaults.premiumFactor())));
  }

  /** Only how many; the windows are fixed, so that a limit means the same everywhere. */
  private Quota quota(String key, Quota otherwise) {
    try {
      return new Quota(number(key, otherwise.requests()), otherwise.window());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + key + ": " + e.getMessage());
    }
  }

  /** Networks such as 10.0.0.0/8, comma-separated. */
  List<String> trustedProxies() {
    return list("TRUSTED_PROXIES");
  }

  private List<String> list(String key) {
    return text(key).stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private long number(String key, long otherwise) {
    String text = text(key).orElse(Long.toString(otherwise));
    try {
      long number = Long.parseLong(text);
      if (number < 0 || number > Integer.MAX_VALUE) {
        throw new NumberFormatException();
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PREFIX + key + " is not a whole number: " + text);
    }
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(values.get(PREFIX + key)).filter(value -> !value.isBlank());
  }

  /** Limits in percent; 0 for none. */
  private AdmissionConfig admission(AdmissionConfig defaults) {
    return defaults
        .withCpu(share("ADMISSION_CPU_PERCENT", defaults.cpu()))
        .withHeap(share("ADMISSION_HEAP_PERCENT", defaults.heap()))
        .withWholeMachine(wholeMachine(defaults.wholeMachine()));
  }

  private boolean wholeMachine(boolean otherwise) {
    String of = text("ADMISSION_CPU_OF").orElse(otherwise ? "machine" : "process");
    if (!of.equals("machine") && !of.equals("process")) {
      throw new IllegalArgumentException(
          PREFIX + "ADMISSION_CPU_OF is neither process nor machine: " + of);
    }
    return of.equals("machine");
  }

  private double share(String key, double otherwise) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    boolean percent = text.get().matches("0|[2-9][0-9]|100");
    if (!percent) {
      throw new IllegalArgumentException(
          PREFIX + key + " is not 20 to 100, or 0 for no limit: " + text.get());
    }
    int value = Integer.parseInt(text.get());
    return value == 0 ? NEVER : value / 100.0;
  }

  private int number(String key, int otherwise) {
    String text = text(key).orElse(Integer.toString(otherwise));
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(PREFIX + key + " is not a number above 0: " + text);
    }
    return Integer.parseInt(text);
  }

  private int port(String key, int otherwise) {
    String text = text(key).orElse(Integer.toString(otherwise));
    try {
      int port = Integer.parseInt(text);
      if (port < 0 || port > 65_535) {
        throw new NumberFormatException();
      }
      return port;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PREFIX + key + " is not a port: " + text);
    }
  }
}
