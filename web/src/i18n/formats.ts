/** Numbers and names of languages as the page's language writes them. */

/** "0.8s", "1.4s"; below 100 ms in milliseconds. */
export function duration(locale: string, ms: number): string {
  const [value, unit, digits] = ms < 100 ? ([ms, 'millisecond', 0] as const) : ([ms / 1000, 'second', 1] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);
}

/** Share of 1 as "87%". */
export function percent(locale: string, share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** "Portuguese" for "pt", with a capital as a label has it; the tag itself when nobody knows its name. */
export function languageName(locale: string, tag: string): string {
  const name = languageInText(locale, tag);
  return name === tag ? tag : name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The same in the middle of a sentence: "Portuguese", but "portugués" in Spanish and "português" in Portuguese. */
export function languageInText(locale: string, tag: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function timeOfDay(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** "3 min". */
export function minutes(locale: string, count: number): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(count);
}
