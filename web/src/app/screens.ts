import type { Load } from './LazyPart';

/** What opens over the conversation; the address says which ("#/settings"), so that "back" closes it. */
export type ScreenName = 'settings' | 'invite' | 'history' | 'voice' | 'metrics' | 'file';

export interface ScreenProps {
  onClose(): void;
}

/** Loaded when first opened, or before when there is nothing better to do. The menu offers what is here. */
export const SCREENS: Partial<Record<ScreenName, Load<ScreenProps>>> = {
  invite: () => import('../screen/InviteDialog').then((module) => module.InviteDialog),
  settings: () => import('../screens/settings/SettingsDialog').then((module) => module.SettingsDialog),
  history: () => import('../screens/history/HistoryDialog').then((module) => module.HistoryDialog),
  voice: () => import('../screens/voice/VoiceDialog').then((module) => module.VoiceDialog),
  metrics: () => import('../screens/metrics/MetricsDialog').then((module) => module.MetricsDialog),
  file: () => import('../screens/file/FileDialog').then((module) => module.FileDialog),
};

/** Which screen an address names; undefined: none. */
export function screenOf(hash: string): ScreenName | undefined {
  const name = hash.replace(/^#\//, '');
  return Object.keys(SCREENS).find((each): each is ScreenName => each === name);
}

/** Fetches screens before somebody opens them, perhaps without a network by then. What does not come is fetched when it is opened. */
export function fetchAhead(names: readonly ScreenName[]): void {
  names.forEach((name) => void SCREENS[name]?.().catch(() => undefined));
}
