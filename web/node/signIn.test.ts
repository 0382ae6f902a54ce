// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignIn, type SignInState, type Surroundings } from '../src/auth/signIn';
import type { TabMessage, Tabs } from '../src/auth/tabs';
import { CLIENT, signInAtIssuer, startTestIssuer, type TestIssuer } from './testIssuer';

const PAGE = 'http://127.0.0.1:8080/';
const ACCESS_TOKEN_SECONDS = 600;
let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer(PAGE, { accessToken: ACCESS_TOKEN_SECONDS, code: 60 });
});
afterAll(() => issuer.stop());

/** Tabs of one browser: they hear each other, and take turns. */
class Browser {
  private readonly hearers: ((message: TabMessage) => void)[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  tabs(): Tabs {
    const mine: ((message: TabMessage) => void)[] = [];
    return {
      tell: (message) => this.hearers.filter((hearer) => !mine.includes(hearer)).forEach((hearer) => hearer(message)),
      listen: (hearer) => {
        mine.push(hearer);
        this.hearers.push(hearer);
      },
      alone: (work) => {
        const done = this.turn.then(work);
        this.turn = done.catch(() => undefined);
        return done;
      },
    };
  }
}

/** One tab whose clock stands, and which notes where it was sent. */
function tab(browser = new Browser(), storage = new Map<string, string>(), at = () => issuer) {
  const seen = { address: new URL(PAGE), gone: '', opened: '', closed: false, requests: [] as string[], now: Date.now(), offline: false, down: '', token: false, gatewayAway: false };
  const states: SignInState[] = [];
  const surroundings: Surroundings = {
    address: () => seen.address,
    rewrite: (path) => (seen.address = new URL(path, PAGE)),
    go: (url) => (seen.gone = url),
    openTab: (path) => (seen.opened = path),
    closeTab: () => (seen.closed = true),
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    tabs: browser.tabs(),
    fetch: (input, init) => {
      seen.requests.push(String(input));
      if (seen.offline) {
        return Promise.reject(new TypeError('fetch failed'));
      }
      return seen.down && String(input).endsWith(seen.down) ? Promise.resolve(new Response('', { status: 500 })) : fetch(input, init);
    },
    now: () => seen.now,
    later: (ms, run) => {
      if (ms <= 150) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      }
      return () => {};
    },
    onOnline: () => () => {},
    ways: async () => {
      if (seen.gatewayAway) {
        throw new TypeError('fetch failed');
      }
      return { ...(seen.token && { token: true }), code: { issuer: at().url, clientId: CLIENT, scope: 'openid' } };
    },
  };
  const signIn = new SignIn(surroundings, (state) => states.push(state));
  return { signIn, seen, states, storage, browser };
}

/** What a tab is after somebody went to the issuer and came back to it. */
async function signedIn(person = 'ana', browser = new Browser()) {
  const away = tab(browser);
  await away.signIn.start();
  await away.signIn.signIn();
  const back = tab(browser, away.storage);
  back.seen.address = await signInAtIssuer(away.seen.gone, PAGE, person);
  await back.signIn.start();
  return back;
}

describe('Signing in at an issuer', () => {
  it('goes there with a challenge, and comes back signed in with nothing left in the address', async () => {
    const away = tab();
    await away.signIn.start();
    expect(away.signIn.state).toMatchObject({ status: 'signedOut', ways: { code: { clientId: CLIENT } } });
    await away.signIn.signIn();
    const asked = new URL(away.seen.gone).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(PAGE);

    const back = tab(away.browser, away.storage);
    back.seen.address = await signInAtIssuer(away.seen.gone, PAGE, 'ana');
    await back.signIn.start();
    expect(back.signIn.state).toMatchObject({ status: 'signedIn', by: 'issuer' });
    expect(back.signIn.state).toHaveProperty('expiresAt', back.seen.now + ACCESS_TOKEN_SECONDS * 1000);
    expect(back.seen.address.href).toBe(PAGE);
    expect(await back.signIn.token()).toBeTruthy();
  });

  it('does not take somebody back who comes with another state', async () => {
    const away = tab();
    await away.signIn.start();
    await away.signIn.signIn();
    const back = tab(away.browser, away.storage);
    back.seen.address = await signInAtIssuer(away.seen.gone, PAGE, 'ana');
    back.seen.address.searchParams.set('state', 'of-somebody-else');
    await back.signIn.start();
    expect(back.signIn.state).toMatchObject({ status: 'signedOut', failure: 'wrongState' });
    expect(await back.signIn.token()).toBeUndefined();
  });

  it('does not take somebody back who never went away', async () => {
    const back = tab();
    back.seen.address = new URL(`${PAGE}?code=stolen&state=guessed`);
    await back.signIn.start();
    expect(back.signIn.state).toMatchObject({ status: 'signedOut', failure: 'wrongState' });
    expect(back.seen.address.href).toBe(PAGE);
    expect(back.seen.requests).toEqual([]);
  });

  it('goes on as before when a link brings a code that nobody here asked for', async () => {
    const before = await signedIn();
    const after = tab(before.browser, before.storage);
    after.seen.address = new URL(`${PAGE}?code=stolen&state=guessed`);
    await after.signIn.start();
    expect(after.signIn.state.status).toBe('signedIn');
    expect(await after.signIn.token()).toBe(await before.signIn.token());
    expect(after.seen.address.href).toBe(PAGE);
  });

  it('does not take a code that was used before', async () => {
    const away = tab();
    await away.signIn.start();
    await away.signIn.signIn();
    const address = await signInAtIssuer(away.seen.gone, PAGE, 'ana');
    const pending = new Map(away.storage);
    const first = tab(new Browser(), away.storage);
    first.seen.address = new URL(address);
    await first.signIn.start();
    const second = tab(new Browser(), pending);
    second.seen.address = new URL(address);
    await second.signIn.start();
    expect(second.signIn.state).toMatchObject({ status: 'signedOut', failure: 'refused' });
  });

  it('does not take a code that has expired', async () => {
    const hasty = await startTestIssuer(PAGE, { accessToken: 60, code: 1 });
    const away = tab(new Browser(), new Map(), () => hasty);
    await away.signIn.start();
    await away.signIn.signIn();
    const back = tab(away.browser, away.storage, () => hasty);
    back.seen.address = await signInAtIssuer(away.seen.gone, PAGE, 'ana');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await back.signIn.start();
    await hasty.stop();
    expect(back.signIn.state).toMatchObject({ status: 'signedOut', failure: 'refused' });
  });

  it('says so when the person went back without signing in', async () => {
    const away = tab();
    await away.signIn.start();
    await away.signIn.signIn();
    const state = new URL(away.seen.gone).searchParams.get('state');
    const back = tab(away.browser, away.storage);
    back.seen.address = new URL(`${PAGE}?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer.url)}`);
    await back.signIn.start();
    expect(back.signIn.state).toMatchObject({ status: 'signedOut', failure: 'cancelled' });
  });

  it('says so when the issuer cannot be reached', async () => {
    const away = tab();
    await away.signIn.start();
    away.seen.offline = true;
    await away.signIn.signIn();
    expect(away.signIn.state).toMatchObject({ status: 'signedOut', failure: 'unreachable' });
  });
});

describe('Staying signed in', () => {
  it('renews a token that is about to end, without a word', async () => {
    const { signIn, seen, states } = await signedIn();
    const before = await signIn.token();
    seen.now += (ACCESS_TOKEN_SECONDS - 30) * 1000;
    const after = await signIn.token();
    expect(after).toBeTruthy();
    expect(after).not.toBe(before);
    expect(states.every((state) => !('failure' in state))).toBe(true);
  });

  it('is still signed in after the page was loaded anew', async () => {
    const before = await signedIn();
    const after = tab(new Browser(), before.storage);
    await after.signIn.start();
    expect(await after.signIn.token()).toBe(await before.signIn.token());
  });

  it('keeps the token while the issuer cannot be reached', async () => {
    const { signIn, seen } = await signedIn();
    const before = await signIn.token();
    seen.now += (ACCESS_TOKEN_SECONDS - 30) * 1000;
    seen.offline = true;
    expect(await signIn.token()).toBe(before);
    seen.offline = false;
    expect(await signIn.token()).not.toBe(before);
  });

  it('is not over when the token is taken no more while the issuer cannot be reached', async () => {
    const { signIn, seen, storage } = await signedIn();
    const token = (await signIn.token()) ?? '';
    seen.offline = true;
    expect(await signIn.rejected(token, false)).toBe(false);
    expect(signIn.state).toEqual(expect.objectContaining({ status: 'signedIn', token }));
    expect(storage.has('univoice.tokens')).toBe(true);
    seen.offline = false;
    expect(await signIn.rejected(token, false)).toBe(true);
    expect(await signIn.token()).not.toBe(token);
  });

  it('is not over when the issuer has too much to do to answer', async () => {
    const { signIn, seen } = await signedIn();
    const token = (await signIn.token()) ?? '';
    seen.down = '/token';
    expect(await signIn.rejected(token, false)).toBe(false);
    expect(signIn.state.status).toBe('signedIn');
  });

  it('says that the sign-in has expired and ends nothing, when renewing is refused in mid-conversation', async () => {
    const { signIn, seen, storage } = await signedIn();
    const kept = JSON.parse(storage.get('univoice.tokens') ?? '') as Record<string, unknown>;
    storage.set('univoice.tokens', JSON.stringify({ ...kept, refreshToken: 'made-up' }));
    const spoilt = tab(new Browser(), storage);
    await spoilt.signIn.start();
    const token = (await spoilt.signIn.token()) ?? '';
    expect(await spoilt.signIn.rejected(token, true)).toBe(false);
    expect(spoilt.signIn.state).toMatchObject({ status: 'signedIn', token, failure: 'expired' });
    spoilt.signIn.signInElsewhere();
    expect(spoilt.seen.opened).toBe('/#sign-in');
    expect(seen.gone).toBe('');
    expect(await signIn.rejected('an older one', true)).toBe(true);
  });

  it('goes on when the same person signs in again in another tab', async () => {
    const browser = new Browser();
    const mine = await signedIn('ana', browser);
    const token = (await mine.signIn.token()) ?? '';
    const elsewhere = tab(browser);
    elsewhere.seen.address = new URL(`${PAGE}#sign-in`);
    await elsewhere.signIn.start();
    const back = tab(browser, elsewhere.storage);
    back.seen.address = await signInAtIssuer(elsewhere.seen.gone, PAGE, 'ana');
    await back.signIn.start();
    expect(back.seen.closed).toBe(true);
    expect(await mine.signIn.token()).not.toBe(token);
    expect(await mine.signIn.token()).toBe(await back.signIn.token());
  });

  it('leaves a tab alone when somebody else signs in in another one', async () => {
    const browser = new Browser();
    const mine = await signedIn('ana', browser);
    const token = await mine.signIn.token();
    const away = tab(browser);
    away.seen.address = new URL(`${PAGE}#sign-in`);
    await away.signIn.start();
    const back = tab(browser, away.storage);
    back.seen.address = await signInAtIssuer(away.seen.gone, PAGE, 'bruno');
    await back.signIn.start();
    expect(await mine.signIn.token()).toBe(token);
  });
});

describe('A tab whose sign-in has expired', () => {
  /** Ana's, which nothing can renew. */
  async function expired(browser: Browser) {
    const before = await signedIn('ana');
    const kept = JSON.parse(before.storage.get('univoice.tokens') ?? '') as Record<string, unknown>;
    before.storage.set('univoice.tokens', JSON.stringify({ ...kept, refreshToken: 'made-up' }));
    const mine = tab(browser, before.storage);
    await mine.signIn.start();
    const token = (await mine.signIn.token()) ?? '';
    await mine.signIn.rejected(token, true);
    expect(mine.signIn.state).toMatchObject({ status: 'signedIn', failure: 'expired' });
    return { ...mine, token };
  }

  it('does not become somebody else’s who signs in in another one', async () => {
    const browser = new Browser();
    const mine = await expired(browser);
    await signedIn('bruno', browser);
    expect(await mine.signIn.token()).toBe(mine.token);
    expect(mine.signIn.state).toMatchObject({ status: 'signedIn', failure: 'expired' });
  });

  it('goes on when its own person signs in in another one', async () => {
    const browser = new Browser();
    const mine = await expired(browser);
    const other = await signedIn('ana', browser);
    expect(await mine.signIn.token()).toBe(await other.signIn.token());
    expect(mine.signIn.state).not.toHaveProperty('failure');
  });
});

describe('Several tabs', () => {
  it('need only one of them to sign in, and one to renew', async () => {
    const browser = new Browser();
    const first = await signedIn('ana', browser);
    const second = tab(browser);
    await second.signIn.start();
    expect(await second.signIn.token()).toBe(await first.signIn.token());
    const asked = () => [...first.seen.requests, ...second.seen.requests].filter((url) => url.endsWith('/token')).length;
    const before = asked();
    first.seen.now = second.seen.now += (ACCESS_TOKEN_SECONDS - 30) * 1000;
    const [one, other] = await Promise.all([first.signIn.token(), second.signIn.token()]);
    expect(one).toBe(other);
    expect(asked() - before).toBe(1);
  });

  it('are all left when one signs out, and the issuer takes the tokens no more', async () => {
    const browser = new Browser();
    const first = await signedIn('ana', browser);
    const second = tab(browser);
    await second.signIn.start();
    const kept = first.storage.get('univoice.tokens') ?? '';
    await first.signIn.signOut();
    expect(new URL(first.seen.gone).pathname).toBe('/session/end');
    expect(second.signIn.state.status).toBe('signedOut');
    expect(await second.signIn.token()).toBeUndefined();
    expect(first.storage.size + second.storage.size).toBe(0);

    const thief = tab(new Browser(), new Map([['univoice.tokens', kept]]));
    await thief.signIn.start();
    expect(await thief.signIn.rejected((await thief.signIn.token()) ?? '', false)).toBe(false);
    expect(thief.signIn.state).toMatchObject({ status: 'signedOut', failure: 'expired' });
  });
});

describe('Signing out', () => {
  it('leaves the issuer too where the tokens cannot be revoked', async () => {
    const { signIn, seen, storage } = await signedIn();
    seen.down = '/token/revocation';
    await signIn.signOut();
    expect(new URL(seen.gone).pathname).toBe('/session/end');
    expect(storage.size).toBe(0);
  });
});

describe('The link that the launcher prints', () => {
  it('signs in, and does not stay in the address', async () => {
    const one = tab();
    one.seen.token = true;
    one.seen.address = new URL(`${PAGE}#token=secret`);
    await one.signIn.start();
    expect(one.signIn.state).toMatchObject({ status: 'signedIn', by: 'link', token: 'secret' });
    expect(one.seen.address.href).toBe(PAGE);
  });

  it('signs nobody in where the gateway takes no such token', async () => {
    const one = tab();
    one.seen.address = new URL(`${PAGE}#token=of-somebody-else`);
    await one.signIn.start();
    expect(one.signIn.state.status).toBe('signedOut');
    expect(await one.signIn.token()).toBeUndefined();
    expect(one.seen.address.href).toBe(PAGE);
    expect(one.storage.size).toBe(0);
  });

  it('does not take the place of somebody who is signed in at an issuer, in this tab or another', async () => {
    const browser = new Browser();
    const before = await signedIn('ana', browser);
    const token = await before.signIn.token();
    for (const storage of [before.storage, new Map<string, string>()]) {
      const after = tab(browser, storage);
      after.seen.token = true;
      after.seen.address = new URL(`${PAGE}#token=of-somebody-else`);
      await after.signIn.start();
      expect(after.signIn.state).toMatchObject({ status: 'signedIn', by: 'issuer' });
      expect(await after.signIn.token()).toBe(token);
      expect(storage.get('univoice.tokens')).not.toContain('of-somebody-else');
    }
    expect(await before.signIn.token()).toBe(token);
  });

  it('is not told to other tabs, whether they wait for it or ask', async () => {
    const browser = new Browser();
    const waiting = tab(browser);
    await waiting.signIn.start();
    const linked = tab(browser);
    linked.seen.token = true;
    linked.seen.address = new URL(`${PAGE}#token=secret`);
    await linked.signIn.start();
    expect(linked.signIn.state.status).toBe('signedIn');
    const asking = tab(browser);
    await asking.signIn.start();
    const reloaded = tab(browser, linked.storage);
    await reloaded.signIn.start();
    const askingAgain = tab(browser);
    await askingAgain.signIn.start();
    expect([waiting, asking, askingAgain].map((each) => each.signIn.state.status)).toEqual(['signedOut', 'signedOut', 'signedOut']);
    expect(await reloaded.signIn.token()).toBe('secret');
  });

  it('is taken once the gateway answers again, where it was away when the link was opened', async () => {
    const one = tab();
    one.seen.token = true;
    one.seen.address = new URL(`${PAGE}#token=secret`);
    one.seen.gatewayAway = true;
    await one.signIn.start();
    expect(one.signIn.state).toMatchObject({ status: 'signedOut', failure: 'unreachable' });
    one.seen.gatewayAway = false;
    await one.signIn.start();
    expect(one.signIn.state).toMatchObject({ status: 'signedIn', token: 'secret' });
  });

  it('may be pasted whole or without what is before the token', async () => {
    const one = tab();
    expect(one.signIn.useToken(`  ${PAGE}#token=secret `)).toBe(true);
    expect(await one.signIn.token()).toBe('secret');
    expect(one.signIn.useToken('other')).toBe(true);
    expect(await one.signIn.token()).toBe('other');
    expect(one.signIn.useToken('two words')).toBe(false);
  });

  it('is said to be wrong when the gateway does not take its token', async () => {
    const one = tab();
    one.signIn.useToken('old');
    expect(await one.signIn.rejected('old', false)).toBe(false);
    expect(one.signIn.state).toMatchObject({ status: 'signedOut', failure: 'badToken' });
    expect(one.storage.size).toBe(0);
  });
});
