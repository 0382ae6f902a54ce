/** The invitation in an address such as "/join#uvi_…"; undefined: there is none. */
export function invitationOf({ pathname, hash }: Pick<URL, 'pathname' | 'hash'>): string | undefined {
  const named = /^#(uvi_[\w-]+)$/.exec(hash);
  return pathname === '/join' ? named?.[1] : undefined;
}
