/** What proves who asks, where requests are made: asked for before each, and told when the gateway does not take it. */
export interface Proof {
  token(): Promise<string | undefined>;
  /** @returns whether there is another one now, with which to ask again */
  rejected(token: string): Promise<boolean>;
}

let current: Proof | undefined;

/** One page has one person: the requests' own room must not have to know how they sign in. */
export function proveBy(proof: Proof | undefined): void {
  current = proof;
}

export function currentProof(): Proof | undefined {
  return current;
}
