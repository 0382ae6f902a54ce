import type { components } from '@univoice/client';

type Schemas = components['schemas'];

/** An issuer of OpenID Connect at which one signs in. */
export type IssuerOptions = Schemas['CodeSignIn'];

/** How one may sign in at this gateway: `GET /v1/auth/options`; with the token of this machine, or at an issuer. */
export type SignInWays = Pick<Schemas['SignInOptions'], 'token' | 'code'>;
