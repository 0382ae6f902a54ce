import { Issuer, IssuerError } from './issuer';
import { OtherTabs } from './otherTabs';
import { keepPending, takePending } from './pending';
import { personOf } from './person';
import { Renewal } from './renewal';
import type { Surroundings } from './surroundings';
import { tokenOfLink, tokenOfPaste } from './tokenLink';
import { isLiving, tokensFromText, tokensToText, type Tokens } from './tokens';
import type { IssuerOptions, SignInWays } from './ways';

export type { Surroundings } from './surroundings';

export type SignInFailure = IssuerError['reason'] | 'badToken' | 'expired';

export type SignInState =
  | { status: 'unknown' }
  | { status: 'signedOut'; ways: SignInWays; failure?: SignInFailure }
  /** With the failure `expired` the proof is worth nothing any more, but what runs is let run. */
  | { status: 'signedIn'; by: Tokens['by']; token: string; person?: string; expiresAt?: number; failure?: 'expired' };

const TOKENS = 'univoice.tokens';
/** A link's token until it is known whether it is taken here. */
const LINKED = 'univoice.linked-token';
const SIGN_IN_NOW = '#sign-in';

/**
 * Who uses the page, from the first look at the address until sign-out.
 *
 * A token never stays in the address, nor anywhere but in this tab's session storage. Tabs of one browser share the
 * sign-in: a new one asks the others, one renews for all, and whoever signs out does so everywhere. Anybody can send a link
 * with a token in it, so that of a link neither takes anybody's place nor goes to other tabs.
 */
export class SignIn {
  private tokens: Tokens | undefined;
  private current: SignInState = { status: 'unknown' };
  private ways: SignInWays = {};
  private issuer: Issuer | undefined;
  private readonly others: OtherTabs;
  private readonly renewal: Renewal;
  private listening = false;

  constructor(
    private readonly browser: Surroundings,
    private readonly changed: (state: SignInState) => void,
  ) {
    this.others = new OtherTabs(browser, {
      tokens: () => this.tokens,
      isExpired: () => this.current.status === 'signedIn' && this.current.failure === 'expired',
      take: (tokens) => this.take(tokens, false),
      leave: () => {
        this.forget();
        void this.signedOut();
      },
    });
    this.renewal = new Renewal(browser, {
      tokens: () => this.tokens,
      issuerOf: (options) => this.issuerOf(options),
      renewed: (tokens) => this.take(tokens, true),
      othersTokens: () => this.others.ask(),
      refused: () => this.expired(),
    });
  }

  get state(): SignInState {
    return this.current;
  }

  /** Looks at the address and what is kept; again where nobody could be asked before. */
  async start(): Promise<void> {
    if (!this.listening) {
      this.listening = true;
      this.others.listen();
    }
    const address = this.browser.address();
    const linked = tokenOfLink(address.hash);
    if (linked) {
      this.browser.rewrite(address.pathname);
      this.browser.storage.setItem(LINKED, linked);
    }
    if (address.searchParams.has('state') && (address.searchParams.has('code') || address.searchParams.has('error'))) {
      this.browser.rewrite(address.pathname);
      await this.comeBack(address);
    } else if (address.hash === SIGN_IN_NOW) {
      this.browser.rewrite(address.pathname);
      await this.learnWays();
      await this.signIn({ again: true });
    } else if (!(await this.followLink())) {
      await this.goOn();
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
      keepPending(this.browser.storage, { ...pending, again: how.again ?? false });
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
      this.take({ by: 'link', accessToken: token, pasted: true }, true);
    }
    return token !== undefined;
  }

  /** What proves who asks, renewed first where it is about to end; undefined: nobody is signed in. */
  async token(): Promise<string | undefined> {
    if (this.tokens && this.renewal.isDue(this.tokens)) {
      await this.renewal.renew();
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
    const outcome = await this.renewal.renew();
    if (outcome !== 'no') {
      return outcome === 'renewed';
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
    this.others.tellSignedOut();
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

  /** Goes on with what is kept, or with what another tab has. */
  private async goOn(otherwise?: SignInFailure): Promise<void> {
    const kept = tokensFromText(this.browser.storage.getItem(TOKENS));
    if (kept) {
      this.take(kept, false);
    } else if (!(await this.others.ask())) {
      await this.signedOut(otherwise);
    }
  }

  /** @returns whether somebody is signed in by it, or stays so in spite of it */
  private async followLink(): Promise<boolean> {
    const { storage, now } = this.browser;
    const linked = storage.getItem(LINKED);
    if (!linked || !(await this.learnWays())) {
      return false;
    }
    storage.removeItem(LINKED);
    const kept = tokensFromText(storage.getItem(TOKENS));
    if (!this.ways.token || (kept?.by === 'issuer' && isLiving(kept, now()))) {
      return false;
    }
    if (this.ways.code) {
      await this.others.ask();
    }
    if (this.tokens?.by !== 'issuer') {
      this.take({ by: 'link', accessToken: linked }, true);
    }
    return true;
  }

  private async comeBack(address: URL): Promise<void> {
    const pending = takePending(this.browser.storage);
    if (!pending) {
      // Nobody left from here: whoever made that link must not put anybody out.
      await this.goOn('wrongState');
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

  /** @param fresh the other tabs do not know of them yet */
  private take(tokens: Tokens, fresh: boolean): void {
    this.tokens = tokens;
    this.browser.storage.setItem(TOKENS, tokensToText(tokens));
    this.renewal.begin(tokens);
    if (fresh) {
      this.others.tell();
    }
    const person = personOf(tokens);
    this.show({
      status: 'signedIn',
      by: tokens.by,
      token: tokens.accessToken,
      ...(person !== undefined && { person }),
      ...(tokens.by === 'issuer' && tokens.expiresAt !== undefined ? { expiresAt: tokens.expiresAt } : {}),
    });
  }

  private expired(): void {
    this.renewal.end();
    if (this.current.status === 'signedIn') {
      this.show({ ...this.current, failure: 'expired' });
    }
  }

  private forget(): void {
    this.tokens = undefined;
    this.renewal.end();
    this.browser.storage.removeItem(TOKENS);
    this.browser.storage.removeItem(LINKED);
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
