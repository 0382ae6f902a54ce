import type { AuthState } from './auth';
import { initialAudio, type AudioState } from './audio';
import { initialUi, type Settings, type UiState } from './ui';

/** Raised when what was kept before cannot be read any more; it is then left alone and the defaults hold. */
const KEY = 'univoice.preferences.1';
/** Whose choices for their sessions are kept; who came longest ago gives way. */
const MOST_PERSONS = 10;

/** Of a person, not of a browser: what they may choose depends on them, and what they chose is not for the next one. */
const OF_PERSON = ['enableRecording', 'qualityMode', 'glossary', 'vocabulary', 'maskProfanity', 'redactPersonalData', 'participantName'] as const;

type PersonalSettings = Pick<Settings, (typeof OF_PERSON)[number]>;

/** What a browser keeps from one visit to the next. Nothing of a session and no token is in it. */
export interface Preferences {
  language: UiState['language'];
  settings: UiState['settings'];
  volume: number;
  original: AudioState['original'];
  inputDevice: AudioState['inputDevice'];
  outputDevice: AudioState['outputDevice'];
}

interface Kept extends Omit<Preferences, 'settings'> {
  settings: Partial<Settings>;
  /** Who did not sign out: most probably who comes next. */
  person: string | null;
  persons: [id: string, settings: Partial<PersonalSettings>][];
}

type Reading = Pick<Storage, 'getItem'> | undefined;

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
export function readPreferences(storage: Reading): Preferences & { person: string | null } {
  const defaults = preferencesOf({ ui: initialUi, audio: initialAudio });
  const { person = null, persons = [], ...kept } = read(storage);
  return {
    ...defaults,
    ...kept,
    person,
    language: { ...defaults.language, ...kept.language },
    settings: { ...defaults.settings, ...kept.settings, ...ofPerson(persons, person) },
  };
}

/** @param person whose settings these are; null: nobody's that is known; undefined: a guest's, which are not kept */
export function keepPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  preferences: Preferences,
  person: string | null | undefined,
): void {
  try {
    // Another tab may have kept another person's meanwhile.
    const before = read(storage);
    const others = (before.persons ?? []).filter(([id]) => id !== person);
    const theirs: Kept['persons'] = typeof person === 'string' ? [[person, personalOf(preferences.settings)]] : [];
    const kept: Kept = {
      ...preferences,
      settings: without(preferences.settings),
      person: person === undefined ? (before.person ?? null) : person,
      persons: [...others, ...theirs].slice(-MOST_PERSONS),
    };
    storage?.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full, or forbidden in a private window: the choice holds until the page is left.
  }
}

/**
 * What becomes of one's settings for sessions when it is known who is here, or that nobody is any more.
 *
 * @param before whose the settings are now; null: nobody's, or of somebody who is not known yet
 * @returns whose they are from now on, and what changes; undefined: all stays
 */
export function settingsOfNext(storage: Reading, before: string | null, auth: AuthState): { person: string | null; settings: Partial<Settings> } | undefined {
  const person = auth.status === 'signedOut' && auth.failure === null ? null : (auth.user?.userId ?? before);
  if (person === before) {
    return undefined;
  }
  const theirs = ofPerson(read(storage).persons ?? [], person);
  // Who was not known yet may have chosen already; that is theirs.
  return { person, settings: before === null && !theirs ? {} : { ...personalOf(initialUi.settings), ...theirs } };
}

function read(storage: Reading): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    const known = typeof kept === 'object' && kept !== null ? (kept as Partial<Kept>) : {};
    return { ...known, persons: Array.isArray(known.persons) ? known.persons : [], settings: without({ ...known.settings }) };
  } catch {
    // Not ours, or a browser that keeps nothing: the page works without.
    return {};
  }
}

function ofPerson(persons: Kept['persons'], person: string | null): Partial<PersonalSettings> | undefined {
  return persons.find(([id]) => id === person)?.[1];
}

function personalOf(settings: Settings): PersonalSettings {
  return Object.fromEntries(OF_PERSON.map((name) => [name, settings[name]])) as unknown as PersonalSettings;
}

function without(settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(OF_PERSON as readonly string[]).includes(name)));
}
