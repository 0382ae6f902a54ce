import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** What opens over the conversation; the address says which ("#/settings"), so that "back" closes it. */
export type ScreenName = 'settings' | 'invite' | 'history' | 'voice' | 'metrics' | 'file';

export interface ScreenProps {
  onClose(): void;
}

/** Loaded when first opened. The menu offers what is here. */
export const SCREENS: Partial<Record<ScreenName, LazyExoticComponent<ComponentType<ScreenProps>>>> = {
  invite: lazy(() => import('../screen/InviteDialog').then((module) => ({ default: module.InviteDialog }))),
  settings: lazy(() => import('../screens/settings/SettingsDialog').then((module) => ({ default: module.SettingsDialog }))),
  history: lazy(() => import('../screens/history/HistoryDialog').then((module) => ({ default: module.HistoryDialog }))),
  voice: lazy(() => import('../screens/voice/VoiceDialog').then((module) => ({ default: module.VoiceDialog }))),
  metrics: lazy(() => import('../screens/metrics/MetricsDialog').then((module) => ({ default: module.MetricsDialog }))),
  file: lazy(() => import('../screens/file/FileDialog').then((module) => ({ default: module.FileDialog }))),
};

/** Which screen an address names; undefined: none. */
export function screenOf(hash: string): ScreenName | undefined {
  const name = hash.replace(/^#\//, '');
  return Object.keys(SCREENS).find((each): each is ScreenName => each === name);
}
