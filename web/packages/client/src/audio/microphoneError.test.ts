import { expect, it } from 'vitest';
import { isGone, microphoneError } from './microphoneError';

it.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['SecurityError', 'insecure'],
  ['TypeError', 'unsupported'],
])('says what %s means: %s', (name, reason) => {
  const cause = Object.assign(new Error(), { name });
  expect(microphoneError(cause)).toMatchObject({ reason, cause });
});

it('keeps what it said already', () => {
  const error = microphoneError({ name: 'NotAllowedError' });
  expect(microphoneError(error)).toBe(error);
});

it('takes a chosen device that is not there for gone, and a forbidden one not', () => {
  expect(isGone({ name: 'OverconstrainedError' })).toBe(true);
  expect(isGone({ name: 'NotAllowedError' })).toBe(false);
});
