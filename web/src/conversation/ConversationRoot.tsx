import { applyMessage, openConversation, withEarlier } from '@univoice/client';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'react-redux';
import type { Store } from '../store/store';
import { browserSound } from './browserSound';
import { ConversationController } from './controller';
import { newLevels, type Levels } from './levels';
import { apiService } from './service';
import { ConversationContext, LevelsContext } from './useConversation';
import type { ConversationControls } from './controls';

interface Made {
  controls: ConversationControls;
  levels: Levels;
  /** Runs when the page shows it; the answer releases everything when the page does not any more. */
  open?(): () => void;
}

/** The conversation of this page with the browser it runs in. */
export function makeConversation(store: Store, invitation: string | undefined): Made {
  const levels = newLevels();
  const controller = new ConversationController(store, levels, {
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
    invitation,
  });
  return { controls: controller, levels, open: () => controller.open() };
}

export interface ConversationRootProps {
  children: ReactNode;
  /** By which this page's guest comes in, and comes in again. */
  invitation?: string | undefined;
  /** For tests and other pages: another one than this browser's. */
  made?: Made;
}

export function ConversationRoot({ children, invitation, made }: ConversationRootProps) {
  const store = useStore() as Store;
  const [conversation] = useState(() => made ?? makeConversation(store, invitation));
  useEffect(() => conversation.open?.(), [conversation]);
  const { controls, levels } = conversation;
  return (
    <ConversationContext.Provider value={controls}>
      <LevelsContext.Provider value={levels}>{children}</LevelsContext.Provider>
    </ConversationContext.Provider>
  );
}
