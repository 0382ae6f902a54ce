import { samePerson } from './person';
import type { Surroundings } from './surroundings';
import type { Tokens } from './tokens';

/** What this tab is to the others. */
export interface ThisTab {
  tokens(): Tokens | undefined;
  /** Its tokens are known to be worth nothing. */
  isExpired(): boolean;
  take(tokens: Tokens): void;
  /** Somebody signed out elsewhere. */
  leave(): void;
}

/** Tabs answer each other within a few milliseconds; nobody notices this. */
const ANSWERED_MS = 150;

/** Shares a sign-in with the other tabs of the browser, and keeps everybody's tab their own. */
export class OtherTabs {
  private heard = () => {};

  constructor(
    private readonly browser: Pick<Surroundings, 'tabs' | 'later'>,
    private readonly tab: ThisTab,
  ) {}

  listen(): void {
    this.browser.tabs.listen((message) => {
      if (message.kind === 'who' && !this.tab.isExpired()) {
        this.tell();
      } else if (message.kind === 'signedIn' && this.wants(message.tokens)) {
        this.tab.take(message.tokens);
        this.heard();
      } else if (message.kind === 'signedOut' && this.tab.tokens()) {
        this.tab.leave();
      }
    });
  }

  /** Offers this tab's tokens; one that a link brought may be anybody's and stays here. */
  tell(): void {
    const tokens = this.tab.tokens();
    if (tokens && (tokens.by === 'issuer' || tokens.pasted)) {
      this.browser.tabs.tell({ kind: 'signedIn', tokens });
    }
  }

  tellSignedOut(): void {
    this.browser.tabs.tell({ kind: 'signedOut' });
  }

  /** @returns whether there were tokens that this tab took */
  async ask(): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => (this.heard = () => resolve(true)));
    this.browser.tabs.tell({ kind: 'who' });
    return Promise.race([heard, new Promise<boolean>((resolve) => this.browser.later(ANSWERED_MS, () => resolve(false)))]);
  }

  /** Whoever is or was signed in here stays it: another tab may be somebody else's. */
  private wants(theirs: Tokens): boolean {
    const mine = this.tab.tokens();
    return !mine || (theirs.accessToken !== mine.accessToken && samePerson(theirs, mine));
  }
}
