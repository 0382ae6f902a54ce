import { createTheme, type Theme } from '@mui/material/styles';
import { DARK, LIGHT } from './palette';

export type Mode = 'light' | 'dark';

/** WCAG 2.2, 2.5.5: what is pressed with a finger. */
const TARGET = 44;

const FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

/** The look of the page: one accent, much room, the system's own letters. */
export function themeOf(mode: Mode): Theme {
  const colours = mode === 'light' ? LIGHT : DARK;
  return createTheme({
    palette: {
      mode,
      primary: { main: colours.accent, contrastText: mode === 'light' ? '#ffffff' : '#12121c' },
      success: { main: colours.good },
      warning: { main: colours.warning },
      error: { main: colours.bad },
      background: { default: colours.background, paper: colours.surface },
      text: { primary: colours.text, secondary: colours.quiet },
      divider: colours.line,
    },
    shape: { borderRadius: 12 },
    typography: {
      fontFamily: FONTS,
      h1: { fontSize: '1.375rem', fontWeight: 650, letterSpacing: '-0.01em' },
      h2: { fontSize: '1.125rem', fontWeight: 650 },
      h3: { fontSize: '1rem', fontWeight: 650 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          body: { minHeight: '100dvh' },
          ':focus-visible': { outline: `2px solid ${colours.accent}`, outlineOffset: 2 },
          // A dialog takes the focus to be read from its beginning; what is chosen in it is outlined, not the whole.
          '[role=dialog]:focus-visible': { outline: 'none' },
          // Who asked for less motion gets none; what moves says the same in words.
          '@media (prefers-reduced-motion: reduce)': {
            '*, *::before, *::after': { animationDuration: '0.01ms !important', animationIterationCount: '1 !important', transitionDuration: '0.01ms !important' },
          },
        },
      },
      MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { minHeight: TARGET } } },
      MuiIconButton: { styleOverrides: { root: { minWidth: TARGET, minHeight: TARGET } } },
      MuiMenuItem: { styleOverrides: { root: { minHeight: TARGET } } },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiAppBar: { defaultProps: { color: 'transparent', elevation: 0 } },
      MuiTooltip: { defaultProps: { enterTouchDelay: 300 } },
    },
  });
}
