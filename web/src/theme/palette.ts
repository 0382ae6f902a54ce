/** The one accent, and what lies around it. Text on each surface has a contrast of 4.5 at least (WCAG 2.2, 1.4.3). */
export const LIGHT = {
  accent: '#4338ca',
  background: '#f6f6fb',
  surface: '#ffffff',
  text: '#1b1b2f',
  quiet: '#57576f',
  line: '#dcdce8',
  good: '#146c43',
  warning: '#8a4b00',
  bad: '#b3261e',
} as const;

export const DARK = {
  accent: '#b3b0ff',
  background: '#12121c',
  surface: '#1c1c2a',
  text: '#ececf6',
  quiet: '#b4b4c8',
  line: '#38384c',
  good: '#7fd8a4',
  warning: '#f5be6b',
  bad: '#ff9d94',
} as const;

/** Names in the transcript, one colour a voice in order of appearance; a ninth voice begins anew. */
export const VOICES = {
  light: ['#4338ca', '#0f6b5c', '#a3324f', '#8a4b00', '#1d5fa8', '#7a2fa0', '#3f6212', '#6b4a3a'],
  dark: ['#b3b0ff', '#6fd6c1', '#ff9fb4', '#f5be6b', '#8cc4ff', '#dba6ff', '#b5d66b', '#dbb8a5'],
} as const;

export function voiceColour(mode: 'light' | 'dark', voice: number): string {
  const colours = VOICES[mode];
  return colours[voice % colours.length] ?? colours[0];
}

/** Contrast of two colours ("#rrggbb"), 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
