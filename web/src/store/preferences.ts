import { initialAudio, type AudioState } from './audio';
import { initialUi, type UiState } from './ui';

/** Raised when what was kept before cannot be read any more; it is then left alone and the defaults hold. */
const KEY = 'univoice.preferences.1';

/** What a browser keeps from one visit to the next. Nothing of a session and no token is in it. */
export interface Preferences {
  language: UiState['language'];
  settings: UiState['settings'];
  volume: number;
  original: AudioState['original'];
  inputDevice: AudioState['inputDevice'];
  outputDevice: AudioState['outputDevice'];
}

export function preferencesOf(state: { ui: UiState; audio: AudioState }): Preferences {
  const { volume, original, inputDevice, outputDevice } = state.audio;
  return { language: state.ui.language, settings: state.ui.settings, volume, original, inputDevice, outputDevice };
}

/** Has nobody chosen anything in this browser yet? */
export function isFirstVisit(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(KEY) === null;
  } catch {
    return true;
  }
}

/** What was kept, over the defaults: a setting that is new since then has its default. */
export function readPreferences(storage: Pick<Storage, 'getItem'> | undefined): Preferences {
  const defaults = preferencesOf({ ui: initialUi, audio: initialAudio });
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) {
      return defaults;
    }
    const known = kept as Partial<Preferences>;
    return {
      ...defaults,
      ...known,
      language: { ...defaults.language, ...known.language },
      settings: { ...defaults.settings, ...known.settings },
    };
  } catch {
    // Not ours, or a browser that keeps nothing: the page works without.
    return defaults;
  }
}

export function keepPreferences(storage: Pick<Storage, 'setItem'> | undefined, preferences: Preferences): void {
  try {
    storage?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Full, or forbidden in a private window: the choice holds until the page is left.
  }
}
