import { browserEnvironment, type Environment } from './environment';
import { HeldConversation } from './heldConversation';
import type { Conversation, ConversationOptions } from './types';
import { microphoneVoice, type Voice } from './voice';

/**
 * Takes one's place in a session and holds it through lost connections, for as long as a gateway remembers:
 *
 * ```
 *   connecting ──session.ready──► live ◄──session.resume── reconnecting ──► ended
 * ```
 *
 * What is said meanwhile is kept (five seconds) and sent when the connection is back; what was missed comes then, in
 * order and once.
 */
export function openConversation(
  options: ConversationOptions,
  environment: Environment = browserEnvironment(),
): Conversation {
  return new HeldConversation(options, environment, microphoneVoice(options.wishes));
}

/** As {@link openConversation}, with a voice of the caller's making. */
export function openConversationWith(
  voice: Voice,
  options: ConversationOptions,
  environment: Environment,
): Conversation {
  return new HeldConversation(options, environment, voice);
}
