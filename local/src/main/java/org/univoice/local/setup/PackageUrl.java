package org.univoice.local.setup;

/**
 * A package URL such as pkg:pypi/resemblyzer@0.1.4 (https://github.com/package-url/purl-spec), as
 * far as weights need it.
 */
record PackageUrl(String type, String name, String version) {

  static PackageUrl of(String uri) {
    int slash = uri.indexOf('/');
    int at = uri.lastIndexOf('@');
    if (!uri.startsWith("pkg:") || slash < 5 || at < slash + 2 || at + 1 == uri.length()) {
      throw new IllegalArgumentException("not a package address: " + uri);
    }
    return new PackageUrl(
        uri.substring(4, slash), uri.substring(slash + 1, at), uri.substring(at + 1));
  }
}
