/** What the server tells a person while the conversation goes on; others may come. */
export const NOTICE_CODES = [
  'AUDIO_SILENT',
  'AUDIO_CLIPPED',
  'AUDIO_NOISY',
  'SENDING_TOO_FAST',
  'LISTENING_TOO_SLOWLY',
  'SESSION_ENDING',
  'SESSION_ENDED',
  'GOING_AWAY',
  'STT_SERVICE_ERROR',
  'TRANSLATION_SERVICE_ERROR',
  'TTS_SERVICE_ERROR',
  'SPEECH_BEHIND',
  'AWAY_TOO_LONG',
] as const;

export type NoticeCode = (typeof NOTICE_CODES)[number];
