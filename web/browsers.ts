/**
 * The oldest browsers that have all that the page cannot do without, by MDN's compatibility data (docs/policies/web.md,
 * "Browsers"). `public/older-browser.js` names them to whoever has an older one.
 */
export const OLDEST = { chrome: '108', edge: '108', firefox: '121', safari: '16', ios: '16' } as const;

/** As the build wants them. */
export const TARGETS = Object.entries(OLDEST).map(([name, version]) => `${name}${version}`);
