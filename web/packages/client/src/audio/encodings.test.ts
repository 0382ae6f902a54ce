import { afterEach, describe, expect, it, vi } from 'vitest';
import { wantedEncoding } from './opusDecoding';
import { sentEncoding } from './opusEncoding';

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['sent', 'AudioEncoder', sentEncoding],
  ['heard', 'AudioDecoder', wantedEncoding],
] as const)('what is %s', (_what, codec, encoding) => {
  it('is samples in a browser without WebCodecs for sound', async () => {
    vi.stubGlobal(codec, undefined);
    expect(await encoding()).toBe('pcm16');
  });

  it.each([
    ['Opus where the browser says that it can', async () => ({ supported: true }), 'opus'],
    ['samples where it says that it cannot', async () => ({ supported: false }), 'pcm16'],
    ['samples where it does not know the question', () => Promise.reject(new TypeError()), 'pcm16'],
  ])('is %s', async (_name, isConfigSupported, expected) => {
    vi.stubGlobal(codec, { isConfigSupported });
    expect(await encoding()).toBe(expected);
  });
});
