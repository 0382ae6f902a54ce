const GUESTS_PAGE = '/join';

/** The invitation in an address such as "/join#uvi_…"; undefined: there is none. */
export function invitationOf({ pathname, hash }: Pick<URL, 'pathname' | 'hash'>): string | undefined {
  const named = /^#(uvi_[\w-]+)$/.exec(hash);
  return pathname === GUESTS_PAGE ? named?.[1] : undefined;
}

/** Is it where invitations lead, with one or without? */
export function isForGuests({ pathname }: Pick<URL, 'pathname'>): boolean {
  return pathname === GUESTS_PAGE;
}
