import { IssuerError, type Issuer } from './issuer';
import { refreshInMs, retryInMs } from './refreshTime';
import { againIn, type Surroundings } from './surroundings';
import type { Tokens } from './tokens';
import type { IssuerOptions } from './ways';

/** notNow: nobody could be asked, later it may work. no: the issuer gives no more. */
export type RenewalOutcome = 'renewed' | 'notNow' | 'no';

/** Who has the tokens that are renewed. */
export interface TokenHolder {
  tokens(): Tokens | undefined;
  issuerOf(options: IssuerOptions): Issuer;
  /** Takes them, and tells the other tabs. */
  renewed(tokens: Tokens): void;
  /** Asks the other tabs for tokens and takes theirs. */
  othersTokens(): Promise<boolean>;
  /** The issuer said no. */
  refused(): void;
}

/** Until what was told has surely arrived in the other tabs. */
const TOLD_MS = 50;

/** Renews tokens before they end: one tab for all, one request at a time, again and again while the issuer is away. */
export class Renewal {
  private receivedAt = 0;
  private running: Promise<RenewalOutcome> | undefined;
  private attempt = 0;
  private cancelNext = () => {};

  constructor(
    private readonly browser: Surroundings,
    private readonly holder: TokenHolder,
  ) {}

  /** These came just now. */
  begin(tokens: Tokens): void {
    this.receivedAt = this.browser.now();
    this.attempt = 0;
    this.cancelNext();
    const due = this.dueInMs(tokens);
    if (due !== undefined) {
      this.cancelNext = this.browser.later(due, () => void this.renew());
    }
  }

  end(): void {
    this.cancelNext();
  }

  /** What is about to end must not be used any more without having tried. */
  isDue(tokens: Tokens): boolean {
    return this.dueInMs(tokens) === 0;
  }

  renew(): Promise<RenewalOutcome> {
    this.running ??= this.renewAlone().finally(() => (this.running = undefined));
    return this.running;
  }

  private async renewAlone(): Promise<RenewalOutcome> {
    const before = this.holder.tokens();
    if (before?.by !== 'issuer' || !before.refreshToken) {
      return 'no';
    }
    const { issuer, refreshToken } = before;
    return this.browser.tabs.alone(async () => {
      const now = this.holder.tokens();
      if (now?.accessToken !== before.accessToken) {
        return now ? 'renewed' : 'no';
      }
      try {
        const renewed = await this.holder.issuerOf(issuer).refresh(before, refreshToken, this.browser.now);
        if (!this.holder.tokens()) {
          return 'no';
        }
        this.holder.renewed(renewed);
        await new Promise<void>((resolve) => this.browser.later(TOLD_MS, resolve));
        return 'renewed';
      } catch (failure) {
        return failure instanceof IssuerError && failure.reason === 'unreachable' ? this.later() : this.refused(before);
      }
    });
  }

  private later(): RenewalOutcome {
    this.attempt += 1;
    this.cancelNext();
    this.cancelNext = againIn(this.browser, retryInMs(this.attempt), () => void this.renew());
    return 'notNow';
  }

  /** Another tab may have used up the refresh token while this one slept. */
  private async refused(before: Tokens): Promise<RenewalOutcome> {
    if ((await this.holder.othersTokens()) && this.holder.tokens()?.accessToken !== before.accessToken) {
      return 'renewed';
    }
    this.holder.refused();
    return 'no';
  }

  private dueInMs(tokens: Tokens): number | undefined {
    return tokens.by === 'issuer' && tokens.refreshToken ? refreshInMs(tokens, this.receivedAt, this.browser.now()) : undefined;
  }
}
