import { createContext, useContext } from 'react';
import type { ConversationControls } from './controls';
import { newLevels, type Levels } from './levels';

export const ConversationContext = createContext<ConversationControls | null>(null);
export const LevelsContext = createContext<Levels>(newLevels());

/** What can be done with the conversation? */
export function useConversation(): ConversationControls {
  const controls = useContext(ConversationContext);
  if (controls === null) {
    throw new Error('there is no conversation around this component');
  }
  return controls;
}

/** How loud is it? To subscribe to, because it changes too often to be rendered. */
export function useLevels(): Levels {
  return useContext(LevelsContext);
}
