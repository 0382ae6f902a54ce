import type { Stage } from './series';

/** Colours that people who see fewer of them tell apart too (Okabe & Ito 2008), 3 : 1 on either surface. */
const LIGHT: Record<Stage, string> = {
  segmentation: '#8a6d00',
  recognition: '#0072b2',
  translation: '#4338ca',
  firstSpeech: '#b2497f',
  delivery: '#00785a',
};

const DARK: Record<Stage, string> = {
  segmentation: '#e8c547',
  recognition: '#56b4e9',
  translation: '#b3b0ff',
  firstSpeech: '#e58fc0',
  delivery: '#3fc79a',
};

export function stageColours(mode: 'light' | 'dark'): Record<Stage, string> {
  return mode === 'light' ? LIGHT : DARK;
}
