export type { components, paths } from './generated/api';
export * from './protocol/types';
export * from './audio';
export * from './session/types';
export * from './transcript/types';
