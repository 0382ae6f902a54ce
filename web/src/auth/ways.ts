/** An issuer of OpenID Connect at which one signs in. */
export interface IssuerOptions {
  issuer: string;
  clientId: string;
  scope: string;
}

/** How one may sign in at this gateway: `GET /v1/auth/options`. */
export interface SignInWays {
  /** With the token of the one machine on which everything runs. */
  token?: boolean;
  code?: IssuerOptions;
}
