import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = 'univoice-web';

/** A certified implementation of OpenID Connect, in this process: people sign in by naming themselves. */
export interface TestIssuer {
  url: string;
  stop(): Promise<void>;
}

/** @param seconds how long an access token and a code hold */
export async function startTestIssuer(
  redirectUri: string,
  seconds: { accessToken: number; code: number },
): Promise<TestIssuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    features: {
      revocation: { enabled: true, allowedPolicy: async () => true },
      rpInitiatedLogout: { enabled: true },
      devInteractions: { enabled: true },
    },
    ttl: {
      AccessToken: seconds.accessToken,
      AuthorizationCode: seconds.code,
      RefreshToken: 600,
      Grant: 600,
      Session: 600,
      Interaction: 600,
      IdToken: 600,
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    cookies: { keys: ['only for tests'] },
  });
  server.on('request', provider.callback());
  return { url, stop: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/**
 * Follows redirects and answers the issuer's pages, as a person with a browser does.
 *
 * @returns where the issuer sends the person back to
 */
export async function signInAtIssuer(start: string, redirectUri: string, person: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(start);
  let answer: string | undefined;
  for (let step = 0; step < 20; step++) {
    if (next.href.startsWith(redirectUri)) {
      return next;
    }
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(answer ? { method: 'POST', body: new URLSearchParams(answer) } : {}),
    });
    answer = undefined;
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) {
      next = new URL(location, next);
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!prompt || !action) {
      throw new Error(`the issuer shows something else: ${response.status} ${page.slice(0, 300)}`);
    }
    next = new URL(action, next);
    answer = prompt === 'login' ? `prompt=login&login=${person}&password=x` : `prompt=${prompt}`;
  }
  throw new Error('the issuer never sends anybody back');
}
