import { describe, expect, it } from 'vitest';
import { contrast, DARK, LIGHT, voiceColour, VOICES } from './palette';

describe('the palette', () => {
  it.each([
    ['light', LIGHT, VOICES.light],
    ['dark', DARK, VOICES.dark],
  ] as const)('can be read on every surface when %s', (_mode, colours, voices) => {
    const { background, surface, line, ...texts } = colours;
    expect(line).toMatch(/^#/);
    for (const text of [...Object.values(texts), ...voices]) {
      expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('begins anew after the last colour', () => {
    expect(voiceColour('light', VOICES.light.length)).toBe(VOICES.light[0]);
  });

  it('measures black on white as 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
