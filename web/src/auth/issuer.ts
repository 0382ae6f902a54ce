import * as oauth from 'oauth4webapi';
import type { Tokens } from './tokens';
import type { IssuerOptions } from './ways';

/** What must be remembered while the person is away at the issuer. */
export interface PendingSignIn {
  issuer: IssuerOptions;
  state: string;
  nonce: string;
  verifier: string;
}

/** The issuer said no, for good; or (temporary) it could not be asked. */
export class IssuerError extends Error {
  constructor(
    readonly reason: 'refused' | 'cancelled' | 'wrongState' | 'unreachable',
    options?: ErrorOptions,
  ) {
    super(`sign-in failed: ${reason}`, options);
    this.name = 'IssuerError';
  }
}

/**
 * The authorization code flow with PKCE (RFC 7636, OpenID Connect Core 3.1) of a client without a secret.
 *
 * What an issuer answers is checked by `oauth4webapi`: its name, state, nonce, audience and times.
 */
export class Issuer {
  private found: Promise<oauth.AuthorizationServer> | undefined;
  private readonly client: oauth.Client;

  /** @param fetching how requests are sent; an issuer on this very machine may speak plain http */
  constructor(
    private readonly options: IssuerOptions,
    private readonly redirectUri: string,
    private readonly fetching: typeof fetch,
  ) {
    this.client = { client_id: options.clientId };
  }

  /** Where the person goes to sign in. */
  async begin(): Promise<{ url: string; pending: PendingSignIn }> {
    const server = await this.server();
    const pending: PendingSignIn = {
      issuer: this.options,
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
    };
    const url = new URL(server.authorization_endpoint ?? refuse());
    const asked = {
      client_id: this.options.clientId,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope: this.options.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      // Issuers give a refresh token for offline_access only to those who are asked.
      ...(this.options.scope.split(' ').includes('offline_access') ? { prompt: 'consent' } : {}),
    };
    Object.entries(asked).forEach(([name, value]) => url.searchParams.set(name, value));
    return { url: url.href, pending };
  }

  /** Takes the person back from the issuer: `address` is what the browser was sent to. */
  async complete(address: URL, pending: PendingSignIn, now: () => number): Promise<Tokens> {
    const server = await this.server();
    if (address.searchParams.get('state') !== pending.state) {
      throw new IssuerError('wrongState');
    }
    if (address.searchParams.get('error') === 'access_denied') {
      throw new IssuerError('cancelled');
    }
    return this.asking(async () => {
      const parameters = oauth.validateAuthResponse(server, this.client, address, pending.state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        this.client,
        oauth.None(),
        parameters,
        this.redirectUri,
        pending.verifier,
        this.http(),
      );
      const openId = this.options.scope.split(' ').includes('openid');
      const answer = await oauth.processAuthorizationCodeResponse(
        server,
        this.client,
        response,
        openId ? { expectedNonce: pending.nonce, requireIdToken: true } : {},
      );
      return this.tokens(answer, now());
    });
  }

  /** @param former what is renewed: issuers need not say again who somebody is */
  async refresh(former: Tokens, refreshToken: string, now: () => number): Promise<Tokens> {
    const server = await this.server();
    return this.asking(async () => {
      const response = await oauth.refreshTokenGrantRequest(server, this.client, oauth.None(), refreshToken, this.http());
      const answer = await oauth.processRefreshTokenResponse(server, this.client, response);
      return this.tokens(answer, now(), { refreshToken, ...(former.by === 'issuer' && former.idToken && { idToken: former.idToken }) });
    });
  }

  /**
   * Makes the tokens worthless where the issuer can.
   *
   * @returns where the person goes to leave the issuer as well; undefined where there is no such place
   */
  async leave(tokens: { refreshToken?: string; accessToken: string; idToken?: string }): Promise<string | undefined> {
    const server = await this.server();
    // They are gone here, and the issuer forgets them by itself in time: its own sign-in matters more.
    await this.revoke(server, tokens.refreshToken ?? tokens.accessToken).catch(() => undefined);
    if (!server.end_session_endpoint) {
      return undefined;
    }
    const url = new URL(server.end_session_endpoint);
    url.searchParams.set('client_id', this.options.clientId);
    url.searchParams.set('post_logout_redirect_uri', this.redirectUri);
    if (tokens.idToken) {
      url.searchParams.set('id_token_hint', tokens.idToken);
    }
    return url.href;
  }

  private async revoke(server: oauth.AuthorizationServer, token: string): Promise<void> {
    if (server.revocation_endpoint) {
      await oauth.processRevocationResponse(await oauth.revocationRequest(server, this.client, oauth.None(), token, this.http()));
    }
  }

  private server(): Promise<oauth.AuthorizationServer> {
    this.found ??= this.asking(async () => {
      const issuer = new URL(this.options.issuer);
      return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, this.http()));
    }).catch((failure: unknown) => {
      this.found = undefined;
      throw failure;
    });
    return this.found;
  }

  private tokens(answer: oauth.TokenEndpointResponse, now: number, former: { refreshToken?: string; idToken?: string } = {}): Tokens {
    const refreshToken = answer.refresh_token ?? former.refreshToken;
    const idToken = answer.id_token ?? former.idToken;
    return {
      by: 'issuer',
      issuer: this.options,
      accessToken: answer.access_token,
      ...(refreshToken ? { refreshToken } : {}),
      ...(idToken ? { idToken } : {}),
      ...(answer.expires_in === undefined ? {} : { expiresAt: now + answer.expires_in * 1000 }),
    };
  }

  private http() {
    return {
      [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, BodyInit | undefined>) =>
        this.fetching(url, init as RequestInit),
      [oauth.allowInsecureRequests]: isLoopback(this.options.issuer),
    };
  }

  /** Failure is named here, once: said no, or not reached. */
  private async asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof IssuerError) {
        throw cause;
      }
      throw new IssuerError(isTemporary(cause) ? 'unreachable' : 'refused', { cause });
    }
  }
}

function refuse(): never {
  throw new IssuerError('refused');
}

/** `fetch` fails with a TypeError where nobody answers; a 5xx or 429 is the issuer's bad hour, not a no. */
function isTemporary(cause: unknown): boolean {
  if (cause instanceof oauth.OperationProcessingError) {
    const answer = cause.cause;
    return answer instanceof Response && (answer.status >= 500 || answer.status === 429);
  }
  if (cause instanceof oauth.ResponseBodyError) {
    return cause.status === 429;
  }
  return cause instanceof TypeError || (cause instanceof DOMException && cause.name === 'AbortError');
}

function isLoopback(address: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}
