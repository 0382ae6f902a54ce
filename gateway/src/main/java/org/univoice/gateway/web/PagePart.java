package org.univoice.gateway.web;

import com.linecorp.armeria.common.CacheControl;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import com.linecorp.armeria.server.file.MediaTypeResolver;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.univoice.gateway.rest.ApiPart;
import org.univoice.gateway.rest.CallerLimits;
import org.univoice.gateway.rest.Callers;
import org.univoice.gateway.rest.MediaAddress;
import org.univoice.gateway.rest.PublicPage;

/** The web page on the api's port, so that what it asks of the api is of its own origin. */
public final class PagePart implements ApiPart {
  /** A document, and a link that lets somebody in: its secret is a fragment, never sent. */
  private static final List<String> DOCUMENTS = List.of("/", "/join");

  private static final String WITHOUT =
      "This gateway serves its api only (/docs); the web page is not part of it.\n";

  private static final CacheControl EACH_TIME = ServerCacheControl.builder().noCache().build();
  private static final CacheControl NAMED_BY_CONTENT = ServerCacheControl.IMMUTABLE;

  /** Icons and the manifest keep their names when they change. */
  private static final CacheControl AN_HOUR =
      ServerCacheControl.builder().cachePublic().maxAge(Duration.ofHours(1)).build();

  private static final MediaType MANIFEST = MediaType.parse("application/manifest+json");
  private static final MediaTypeResolver TYPES =
      ((MediaTypeResolver) (path, encoding) -> path.endsWith(".webmanifest") ? MANIFEST : null)
          .orElse(MediaTypeResolver.ofDefault());

  /** Said as the api says it. */
  private static final HttpStatusException NOT_THERE = HttpStatusException.of(HttpStatus.NOT_FOUND);

  /** A nonce is to be 128 random bits at least: CSP Level 3, 7.1. */
  private static final int NONCE_BYTES = 16;

  private final WebConfig config;
  private final MediaAddress mediaUrl;
  private final SecureRandom random = new SecureRandom();

  public PagePart(WebConfig config, MediaAddress mediaUrl) {
    this.config = config;
    this.mediaUrl = mediaUrl;
  }

  /**
   * @throws IllegalArgumentException when there is a folder, but no page in it
   */
  @Override
  public void addTo(ServerBuilder server, Callers callers, CallerLimits limits) {
    Optional<PageFolder> folder = config.folder().map(PageFolder::new);
    for (String path : DOCUMENTS) {
      add(server, path, document(folder), EACH_TIME);
    }
    folder.ifPresent(page -> addFiles(server, page));
  }

  private void addFiles(ServerBuilder server, PageFolder page) {
    HttpService assets =
        FileService.builder(page.assets())
            .serveCompressedFiles(true)
            .mediaTypeResolver(TYPES)
            .build()
            .orElse((ctx, request) -> HttpResponse.ofFailure(NOT_THERE))
            .decorate(this::ofThePage);
    server
        .route()
        .pathPrefix("/assets/")
        .methods(HttpMethod.GET, HttpMethod.HEAD)
        .build(new PublicPage(assets, NAMED_BY_CONTENT));
    for (String name : page.besides()) {
      HttpFile file =
          HttpFile.builder(page.path().resolve(name))
              .contentType(TYPES.guessFromPath(name, null))
              .build();
      add(server, "/" + name, file.asService(), AN_HOUR);
    }
  }

  private static void add(
      ServerBuilder server, String path, HttpService service, CacheControl kept) {
    server
        .route()
        .path(path)
        .methods(HttpMethod.GET, HttpMethod.HEAD)
        .build(new PublicPage(service, kept));
  }

  private HttpService document(Optional<PageFolder> folder) {
    return folder
        .<HttpService>map(page -> (ctx, request) -> document(ctx, page))
        .orElse((ctx, request) -> HttpResponse.of(MediaType.PLAIN_TEXT_UTF_8, WITHOUT));
  }

  private HttpResponse document(ServiceRequestContext ctx, PageFolder page) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    tellBrowser(ctx, Optional.of(nonce));
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> HttpResponse.of(HttpStatus.OK, MediaType.HTML_UTF_8, page.document(nonce)),
            ctx.blockingTaskExecutor()));
  }

  /** A worker is held to the policy of the answer that its script came with. */
  private HttpResponse ofThePage(HttpService files, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    tellBrowser(ctx, Optional.empty());
    // What is sent depends on it: a cache between must not give one browser what another unpacks.
    ctx.mutateAdditionalResponseHeaders(
        headers -> headers.set(HttpHeaderNames.VARY, "Accept-Encoding"));
    return files.serve(ctx, request);
  }

  private void tellBrowser(ServiceRequestContext ctx, Optional<String> nonce) {
    List<URI> asked = new ArrayList<>(List.of(mediaUrl.of(ctx)));
    config.code().ifPresent(code -> asked.add(code.issuer()));
    asked.addAll(config.connects());
    ctx.mutateAdditionalResponseHeaders(
        headers ->
            headers
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, PagePolicy.content(nonce, asked))
                .set("permissions-policy", PagePolicy.PERMISSIONS));
  }
}
