package org.univoice.gateway.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.CodeSignIn;

/**
 * The web page, and where it is reached.
 *
 * @param folder where the built page is; empty for a gateway without one
 * @param publicUrl under which browsers reach the api, such as {@code https://talk.example.com};
 *     empty where only this machine does
 * @param names by which browsers reach this machine itself, such as {@code desk.local}; those of
 *     loopback go without saying where the api is bound to it
 * @param code how the page signs people in; empty where it cannot
 * @param connects origins that the page asks beside the gateway's and the issuer's
 */
public record WebConfig(
    Optional<Path> folder,
    Optional<URI> publicUrl,
    Set<String> names,
    Optional<CodeSignIn> code,
    List<URI> connects) {

  /** No page. */
  public static final WebConfig NONE =
      new WebConfig(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), List.of());

  public WebConfig {
    names = Set.copyOf(names);
    connects = List.copyOf(connects);
    publicUrl.ifPresent(WebConfig::requireSite);
    connects.forEach(WebConfig::requireSite);
  }

  private static void requireSite(URI site) {
    boolean web = "https".equals(site.getScheme()) || "http".equals(site.getScheme());
    boolean bare = site.getPath() == null || site.getPath().isEmpty() || site.getPath().equals("/");
    if (!web || site.getHost() == null || !bare || site.getQuery() != null) {
      throw new IllegalArgumentException(
          "A site looks like https://talk.example.com, without a path, not " + site);
    }
  }

  public WebConfig withFolder(Path wanted) {
    return new WebConfig(Optional.of(wanted), publicUrl, names, code, connects);
  }

  public WebConfig withPublicUrl(URI wanted) {
    return new WebConfig(folder, Optional.of(wanted), names, code, connects);
  }

  public WebConfig withNames(Set<String> wanted) {
    return new WebConfig(folder, publicUrl, wanted, code, connects);
  }

  public WebConfig withCode(CodeSignIn wanted) {
    return new WebConfig(folder, publicUrl, names, Optional.of(wanted), connects);
  }
}
