import { failures, type Told } from '../i18n/texts/failures';
import { notices } from '../i18n/texts/notices';
import type { Locale } from '../store/ui';
import type { Failure } from './failure';

/**
 * The words for a failure: the page's own where it knows the code, else what the server said and suggested, else that
 * something went wrong. Never a code.
 */
export function tellFailure(locale: Locale, failure: Failure): Told {
  return find(failures[locale], failure.code) ?? said(failure) ?? failures[locale].UNEXPECTED;
}

/** The words for a notice, found in the same way. */
export function tellNotice(locale: Locale, notice: { code: string; message: string; suggestion: string }): Told {
  return find(notices[locale], notice.code) ?? said(notice) ?? failures[locale].UNEXPECTED;
}

function find(known: Record<string, Told>, code: string): Told | undefined {
  return Object.hasOwn(known, code) ? known[code] : undefined;
}

function said({ message, suggestion }: { message?: string; suggestion?: string }): Told | undefined {
  return message ? { sentence: message, step: suggestion ?? '' } : undefined;
}
