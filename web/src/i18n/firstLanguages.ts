/**
 * What somebody who comes for the first time most likely speaks and wants to hear: the browser's own language, and English
 * or, to those who speak that, Portuguese. What is not served is replaced once the server has said what is.
 *
 * @param browser BCP 47 tags, the dearest first
 */
export function firstLanguages(browser: readonly string[]): { source: string; target: string } {
  const source = browser[0]?.toLowerCase().split('-')[0] || 'en';
  return { source, target: source === 'en' ? 'pt' : 'en' };
}
