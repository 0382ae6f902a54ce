import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** What opens over the conversation; the address says which ("#/settings"), so that "back" closes it. */
export type ScreenName = 'settings' | 'invite' | 'history' | 'voice' | 'metrics' | 'file';

export interface ScreenProps {
  onClose(): void;
}

/** Loaded when first opened. The menu offers what is here. */
export const SCREENS: Partial<Record<ScreenName, LazyExoticComponent<ComponentType<ScreenProps>>>> = {
  invite: lazy(() => import('../screen/InviteDialog').then((module) => ({ default: module.InviteDialog }))),
};

/** Which screen an address names; undefined: none. */
export function screenOf(hash: string): ScreenName | undefined {
  const name = hash.replace(/^#\//, '');
  return Object.keys(SCREENS).find((each): each is ScreenName => each === name);
}
