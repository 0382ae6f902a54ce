export type { components, paths } from './generated/api';
export * from './api/apiFailure';
export * from './audio';
export * from './protocol/types';
export * from './session/types';
export { openConversation } from './session/conversation';
export * from './transcript/types';
export { applyMessage, EMPTY_TRANSCRIPT } from './transcript/applyMessage';
