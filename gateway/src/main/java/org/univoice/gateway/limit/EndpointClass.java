package org.univoice.gateway.limit;

import java.util.Locale;

/** What kind of request it is; each kind is counted by itself. */
public enum EndpointClass {
  READ,
  WRITE,
  SIGN_IN;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
