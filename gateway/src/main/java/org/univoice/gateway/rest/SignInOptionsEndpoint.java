package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.annotation.Get;
import org.univoice.gateway.access.CodeSignIn;
import org.univoice.gateway.access.SignInOptions;

/** Says to whoever is nobody yet how to become somebody. */
final class SignInOptionsEndpoint {
  private final Offered offered;

  SignInOptionsEndpoint(SignInOptions options) {
    this.offered = Offered.of(options);
  }

  @Get("/v1/auth/options")
  public HttpResponse options() {
    return Json.response(HttpStatus.OK, offered);
  }

  /** What is not offered is left out. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Offered(boolean token, boolean password, Code code) {
    static Offered of(SignInOptions options) {
      return new Offered(
          options.token(), options.password(), options.code().map(Code::of).orElse(null));
    }
  }

  record Code(String issuer, String clientId, String scope) {
    static Code of(CodeSignIn code) {
      return new Code(code.issuer().toString(), code.clientId(), code.scope());
    }
  }
}
