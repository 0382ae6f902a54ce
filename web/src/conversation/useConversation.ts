import { createContext, useContext } from 'react';
import type { ConversationControls } from './controls';

export const ConversationContext = createContext<ConversationControls | null>(null);

/** What can be done with the conversation? */
export function useConversation(): ConversationControls {
  const controls = useContext(ConversationContext);
  if (controls === null) {
    throw new Error('there is no conversation around this component');
  }
  return controls;
}
