import { applyMessage, openConversation, withEarlier } from '@univoice/client';
import { useState, type ReactNode } from 'react';
import { useStore } from 'react-redux';
import type { Store } from '../store/store';
import { browserSound } from './browserSound';
import { ConversationController } from './controller';
import { newLevels, type Levels } from './levels';
import { apiService } from './service';
import { ConversationContext, LevelsContext } from './useConversation';
import type { ConversationControls } from './controls';

/** The conversation of this page with the browser it runs in. */
export function makeConversation(store: Store): { controls: ConversationControls; levels: Levels } {
  const levels = newLevels();
  const controls = new ConversationController(store, levels, {
    sound: browserSound(),
    service: apiService(store),
    openConversation,
    applyMessage,
    withEarlier,
    mark: (moment) => performance.mark(`conversation:${moment}`),
    now: () => Date.now(),
    every(ms, run) {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    origin: location.origin,
  });
  return { controls, levels };
}

export interface ConversationRootProps {
  children: ReactNode;
  /** For tests and other pages: another one than this browser's. */
  made?: { controls: ConversationControls; levels: Levels };
}

export function ConversationRoot({ children, made }: ConversationRootProps) {
  const store = useStore() as Store;
  const [{ controls, levels }] = useState(() => made ?? makeConversation(store));
  return (
    <ConversationContext.Provider value={controls}>
      <LevelsContext.Provider value={levels}>{children}</LevelsContext.Provider>
    </ConversationContext.Provider>
  );
}
