// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../src/i18n/locale';
import { failures } from '../src/i18n/texts/failures';
import { notices } from '../src/i18n/texts/notices';
import { failureOf } from '../src/failures/answers';
import { tellFailure, tellNotice } from '../src/failures/tell';

const API = readFileSync(new URL('../../gateway/src/main/resources/openapi/openapi.yaml', import.meta.url), 'utf8');

/** The words of a list in the document, from the mark on to the next closing one. */
function listed(mark: RegExp): string[] {
  const found = mark.exec(API)?.[1] ?? '';
  return found.match(/[A-Z][A-Z_]{3,}/g) ?? [];
}

const ERROR_CODES = listed(/From a closed list\.\s+enum: \[([^\]]+)\]/);
const NOTICES = listed(/NoticeMessage:[\s\S]*?code:\s+type: string\s+description: \|([\s\S]*?)others may come/);

describe('the words for failures', () => {
  it('are looked up for the codes of the API document', () => {
    expect(ERROR_CODES).toContain('QUOTA_EXCEEDED');
    expect(NOTICES).toContain('AWAY_TOO_LONG');
  });

  it.each(LOCALES)('are there for every error code and every notice in %s', (locale) => {
    for (const code of ERROR_CODES) {
      expect(Object.keys(failures[locale])).toContain(code);
    }
    for (const code of NOTICES) {
      expect(Object.keys(notices[locale])).toContain(code);
    }
  });

  it.each(LOCALES)('are a sentence and a next step, and never a code, in %s', (locale) => {
    for (const { sentence, step } of [...Object.values(failures[locale]), ...Object.values(notices[locale])]) {
      expect(sentence).toMatch(/^[\p{Lu}¿].*[.?]$/u);
      expect(step).toMatch(/^[\p{Lu}¿].*[.?]$/u);
      expect(sentence + step).not.toMatch(/[A-Z]+_[A-Z]+|undefined/);
    }
  });

  it('are translated: no sentence is the English one', () => {
    for (const locale of ['es', 'pt'] as const) {
      for (const [code, told] of Object.entries(failures[locale])) {
        expect(told.sentence, code).not.toBe(failures.en[code as keyof typeof failures.en].sentence);
      }
    }
  });

  it('are the server’s own where the page does not know the code', () => {
    expect(tellFailure('pt', { code: 'MOON_FULL', message: 'The moon is full.', suggestion: 'Wait a week.' })).toEqual({
      sentence: 'The moon is full.',
      step: 'Wait a week.',
    });
    expect(tellNotice('es', { code: 'NEW_NOTICE', message: 'It rains.', suggestion: 'Go in.' }).sentence).toBe('It rains.');
  });

  it('are never empty, not even where the server said nothing', () => {
    expect(tellFailure('en', { code: 'constructor' })).toEqual(failures.en.UNEXPECTED);
  });
});

describe('an answer that was not a good one', () => {
  it('is the network’s fault where there was none', () => {
    expect(failureOf({})).toEqual({ code: 'OFFLINE' });
  });

  it('keeps what the API said', () => {
    const body = { code: 'INVALID_REQUEST', message: 'Bad.', suggestion: 'Better.', details: { field: 'name' } };
    expect(failureOf({ status: 400, body })).toEqual({ ...body, status: 400 });
  });

  it('is a full server where somebody who wants to come in is told how long to wait', () => {
    const body = { code: 'QUOTA_EXCEEDED', message: 'Full.', suggestion: 'Wait.', retryAfter: 7 };
    expect(failureOf({ status: 429, body, enters: true })).toMatchObject({ code: 'SERVER_FULL', retryAfter: 7 });
    expect(failureOf({ status: 503, retryAfter: 3, enters: true })).toMatchObject({ code: 'SERVER_FULL', retryAfter: 3 });
  });

  it.each(['THROTTLED', 'RATE_LIMIT_EXCEEDED'])('is too many requests, and no full server, for who comes in too often (%s)', (code) => {
    const body = { code, message: 'Slow down.', suggestion: 'Wait.', retryAfter: 2 };
    expect(failureOf({ status: 429, body, enters: true })).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 2 });
  });

  it.each(['THROTTLED', 'QUOTA_EXCEEDED', 'RATE_LIMIT_EXCEEDED'])('is too many requests for whoever changes something too often (%s)', (code) => {
    const body = { code, message: 'Slow down.', suggestion: 'Wait.', retryAfter: 2 };
    expect(failureOf({ status: 429, body })).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 2 });
  });

  it('is no full server where only what is kept cannot be reached for a while', () => {
    expect(failureOf({ status: 503, retryAfter: 3 })).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 3 });
  });

  it('is a token that has run out whenever nobody is proved', () => {
    expect(failureOf({ status: 401, body: { code: 'UNAUTHORIZED', message: 'Who?' } }).code).toBe('TOKEN_EXPIRED');
  });

  it.each([
    [403, 'FORBIDDEN'],
    [404, 'RESOURCE_NOT_FOUND'],
    [429, 'THROTTLED'],
    [502, 'SERVICE_UNAVAILABLE'],
    [504, 'TIMEOUT'],
    [500, 'UNEXPECTED'],
    [418, 'INVALID_REQUEST'],
  ])('is known by its status %i where a proxy answered', (status, code) => {
    expect(failureOf({ status, body: '<html>' }).code).toBe(code);
  });
});
