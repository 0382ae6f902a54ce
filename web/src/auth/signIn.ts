import { Issuer, IssuerError, type PendingSignIn } from './issuer';
import { refreshInMs, retryInMs } from './refreshTime';
import type { Tabs } from './tabs';
import { tokenOfLink, tokenOfPaste } from './tokenLink';
import { tokensFromText, tokensToText, type Tokens } from './tokens';
import type { IssuerOptions, SignInWays } from './ways';

export type SignInFailure = IssuerError['reason'] | 'badToken' | 'expired';

export type SignInState =
  | { status: 'unknown' }
  | { status: 'signedOut'; ways: SignInWays; failure?: SignInFailure }
  /** With the failure `expired` the proof is worth nothing any more, but what runs is let run. */
  | { status: 'signedIn'; by: Tokens['by']; token: string; expiresAt?: number; failure?: 'expired' };

/** The browser as the sign-in sees it. */
export interface Surroundings {
  /** What the address bar says now. */
  address(): URL;
  /** Shows another address of this page without loading it. */
  rewrite(path: string): void;
  /** Leaves the page. */
  go(url: string): void;
  /** Another tab with this page; closed by itself once somebody signed in there. */
  openTab(path: string): void;
  closeTab(): void;
  /** Of this tab alone: gone when it is closed. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  tabs: Tabs;
  fetch: typeof fetch;
  now(): number;
  /** @returns what takes it back */
  later(ms: number, run: () => void): () => void;
  ways(): Promise<SignInWays>;
}

const TOKENS = 'univoice.tokens';
const PENDING = 'univoice.pending-sign-in';
const SIGN_IN_NOW = '#sign-in';
/** Tabs answer each other within a few milliseconds; nobody notices this. */
const OTHER_TABS_MS = 150;
/** Until what was told has surely arrived in the other tabs. */
const TOLD_MS = 50;

/**
 * Who uses the page, from the first look at the address until sign-out.
 *
 * A token never stays in the address, nor anywhere but in this tab's session storage. Tabs of one browser share the
 * sign-in: a new one asks the others, one renews for all, and whoever signs out does so everywhere.
 */
export class SignIn {
  private tokens: Tokens | undefined;
  private receivedAt = 0;
  private current: SignInState = { status: 'unknown' };
  private ways: SignInWays = {};
  private issuer: Issuer | undefined;
  private renewing: Promise<boolean> | undefined;
  private attempt = 0;
  private cancelRenewal = () => {};
  private heardTokens = () => {};
  private listening = false;

  constructor(
    private readonly browser: Surroundings,
    private readonly changed: (state: SignInState) => void,
  ) {}

  get state(): SignInState {
    return this.current;
  }

  /** Looks at the address and what is kept; again where nobody could be asked before. */
  async start(): Promise<void> {
    if (!this.listening) {
      this.listening = true;
      this.listenToTabs();
    }
    const address = this.browser.address();
    const linked = tokenOfLink(address.hash);
    if (linked) {
      this.browser.rewrite(address.pathname);
      this.take({ by: 'link', accessToken: linked }, true);
      return;
    }
    if (address.searchParams.has('state') && (address.searchParams.has('code') || address.searchParams.has('error'))) {
      this.browser.rewrite(address.pathname);
      await this.comeBack(address);
      return;
    }
    if (address.hash === SIGN_IN_NOW) {
      this.browser.rewrite(address.pathname);
      await this.learnWays();
      await this.signIn({ again: true });
      return;
    }
    const kept = tokensFromText(this.browser.storage.getItem(TOKENS));
    if (kept) {
      this.take(kept, false);
    } else if (!(await this.othersTokens())) {
      await this.signedOut();
    }
  }

  /** Goes to the issuer. Comes back only where that fails. */
  async signIn(how: { again?: boolean } = {}): Promise<void> {
    const options = this.ways.code;
    if (!options) {
      await this.signedOut();
      return;
    }
    try {
      const { url, pending } = await this.issuerOf(options).begin();
      const entry: PendingSignIn & { again: boolean } = { ...pending, again: how.again ?? false };
      this.browser.storage.setItem(PENDING, JSON.stringify(entry));
      this.browser.go(url);
    } catch (failure) {
      await this.signedOut(reasonOf(failure));
    }
  }

  /** Signs in in another tab, so that this one and what runs in it stay. */
  signInElsewhere(): void {
    this.browser.openTab(`/${SIGN_IN_NOW}`);
  }

  /** @returns false where what was pasted has no token in it */
  useToken(pasted: string): boolean {
    const token = tokenOfPaste(pasted);
    if (token) {
      this.take({ by: 'link', accessToken: token }, true);
    }
    return token !== undefined;
  }

  /** What proves who asks, renewed first where it is about to end; undefined: nobody is signed in. */
  async token(): Promise<string | undefined> {
    if (this.tokens && this.renewalDueInMs() === 0) {
      await this.renew();
    }
    return this.tokens?.accessToken;
  }

  /**
   * The gateway does not take the token.
   *
   * @param busy something runs that must not be ended by it
   * @returns whether there is another one now, with which to ask again
   */
  async rejected(token: string, busy: boolean): Promise<boolean> {
    if (this.tokens && this.tokens.accessToken !== token) {
      return true;
    }
    if (await this.renew()) {
      return true;
    }
    if (busy) {
      this.expired();
    } else if (this.tokens) {
      const failure = this.tokens.by === 'link' ? 'badToken' : 'expired';
      this.forget();
      await this.signedOut(failure);
    }
    return false;
  }

  async signOut(): Promise<void> {
    const tokens = this.tokens;
    this.forget();
    this.browser.tabs.tell({ kind: 'signedOut' });
    let next: string | undefined;
    if (tokens?.by === 'issuer') {
      // They are gone here, whatever the issuer says; it forgets them by itself in time.
      next = await this.issuerOf(tokens.issuer).leave(tokens).catch(() => undefined);
    }
    if (next) {
      this.browser.go(next);
    } else {
      await this.signedOut();
    }
  }

  private async comeBack(address: URL): Promise<void> {
    const pending = pendingFromText(this.browser.storage.getItem(PENDING));
    this.browser.storage.removeItem(PENDING);
    if (!pending) {
      await this.signedOut('wrongState');
      return;
    }
    try {
      this.take(await this.issuerOf(pending.issuer).complete(address, pending, this.browser.now), true);
      if (pending.again) {
        this.browser.closeTab();
      }
    } catch (failure) {
      await this.signedOut(reasonOf(failure));
    }
  }

  private renew(): Promise<boolean> {
    this.renewing ??= this.renewAlone().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renewAlone(): Promise<boolean> {
    const before = this.tokens;
    if (before?.by !== 'issuer' || !before.refreshToken) {
      return false;
    }
    const { issuer, refreshToken } = before;
    return this.browser.tabs.alone(async () => {
      if (this.tokens?.accessToken !== before.accessToken) {
        return this.tokens !== undefined;
      }
      try {
        const renewed = await this.issuerOf(issuer).refresh(refreshToken, this.browser.now);
        if (!this.tokens) {
          return false;
        }
        this.take(renewed, true);
        await this.pause(TOLD_MS);
        return true;
      } catch (failure) {
        return reasonOf(failure) === 'unreachable' ? this.renewLater() : this.cannotRenew(before);
      }
    });
  }

  private renewLater(): boolean {
    this.attempt += 1;
    this.cancelRenewal();
    this.cancelRenewal = this.browser.later(retryInMs(this.attempt), () => void this.renew());
    return false;
  }

  /** Another tab may have used up the refresh token while this one slept. */
  private async cannotRenew(before: Tokens): Promise<boolean> {
    const renewed = (await this.othersTokens()) && this.tokens?.accessToken !== before.accessToken;
    if (!renewed) {
      this.expired();
    }
    return renewed;
  }

  private take(tokens: Tokens, fresh: boolean): void {
    this.tokens = tokens;
    this.receivedAt = this.browser.now();
    this.attempt = 0;
    this.browser.storage.setItem(TOKENS, tokensToText(tokens));
    this.cancelRenewal();
    const due = this.renewalDueInMs();
    if (due !== undefined) {
      this.cancelRenewal = this.browser.later(due, () => void this.renew());
    }
    if (fresh) {
      this.browser.tabs.tell({ kind: 'signedIn', tokens });
    }
    this.show({
      status: 'signedIn',
      by: tokens.by,
      token: tokens.accessToken,
      ...(tokens.by === 'issuer' && tokens.expiresAt !== undefined ? { expiresAt: tokens.expiresAt } : {}),
    });
  }

  private renewalDueInMs(): number | undefined {
    return this.tokens?.by === 'issuer' && this.tokens.refreshToken
      ? refreshInMs(this.tokens, this.receivedAt, this.browser.now())
      : undefined;
  }

  private expired(): void {
    this.cancelRenewal();
    if (this.current.status === 'signedIn') {
      this.show({ ...this.current, failure: 'expired' });
    }
  }

  private forget(): void {
    this.tokens = undefined;
    this.cancelRenewal();
    this.browser.storage.removeItem(TOKENS);
  }

  private async signedOut(failure?: SignInFailure): Promise<void> {
    const reached = await this.learnWays();
    const why = failure ?? (reached ? undefined : 'unreachable');
    this.show({ status: 'signedOut', ways: this.ways, ...(why ? { failure: why } : {}) });
  }

  private async learnWays(): Promise<boolean> {
    try {
      this.ways = await this.browser.ways();
      return true;
    } catch {
      return false;
    }
  }

  private listenToTabs(): void {
    this.browser.tabs.listen((message) => {
      if (message.kind === 'who' && this.tokens && !this.isExpired()) {
        this.browser.tabs.tell({ kind: 'signedIn', tokens: this.tokens });
      } else if (message.kind === 'signedIn' && this.wants(message.tokens)) {
        this.take(message.tokens, false);
        this.heardTokens();
      } else if (message.kind === 'signedOut' && this.tokens) {
        this.forget();
        void this.signedOut();
      }
    });
  }

  /** Whoever is signed in here stays it: another tab may be somebody else's. */
  private wants(theirs: Tokens): boolean {
    if (!this.tokens || this.isExpired()) {
      return true;
    }
    return theirs.accessToken !== this.tokens.accessToken && samePerson(theirs, this.tokens);
  }

  private isExpired(): boolean {
    return this.current.status === 'signedIn' && this.current.failure === 'expired';
  }

  private async othersTokens(): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => (this.heardTokens = () => resolve(true)));
    this.browser.tabs.tell({ kind: 'who' });
    return Promise.race([heard, this.pause(OTHER_TABS_MS).then(() => false)]);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.browser.later(ms, resolve));
  }

  private issuerOf(options: IssuerOptions): Issuer {
    this.issuer ??= new Issuer(options, `${this.browser.address().origin}/`, this.browser.fetch);
    return this.issuer;
  }

  private show(state: SignInState): void {
    this.current = state;
    this.changed(state);
  }
}

function reasonOf(failure: unknown): IssuerError['reason'] {
  return failure instanceof IssuerError ? failure.reason : 'refused';
}

function pendingFromText(text: string | null): (PendingSignIn & { again: boolean }) | undefined {
  try {
    return (JSON.parse(text ?? 'null') as (PendingSignIn & { again: boolean }) | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** By the subject of both identity tokens, which this page has checked when they came. */
function samePerson(one: Tokens, other: Tokens): boolean {
  return one.by === 'issuer' && other.by === 'issuer' && subjectOf(one.idToken) === subjectOf(other.idToken);
}

function subjectOf(idToken: string | undefined): string | undefined {
  const payload = idToken?.split('.')[1];
  if (!payload) {
    return undefined;
  }
  const claims = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: string };
  return claims.sub;
}
