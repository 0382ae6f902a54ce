import type { SoundFrame, Speaker, TranscriptState } from '@univoice/client';
import { languageIdentified, latencyMeasured, participantsChanged, transcriptChanged } from '../store/session';
import type { Store } from '../store/store';
import { notified } from '../store/ui';
import type { ServerMessage } from './roles';

/** What only reassures, or mends itself. */
const MILD = new Set(['SENDING_TOO_FAST', 'GOING_AWAY', 'SPEECH_BEHIND', 'SESSION_ENDING']);

/** Takes what the gateway says to where it is shown and heard. */
export class Deliveries {
  /** Whose own voice a number below 0 is. */
  private readonly originals = new Map<number, string>();

  constructor(
    private readonly store: Store,
    private readonly speaker: Speaker,
    private readonly me: string,
    private readonly apply: (transcript: TranscriptState, message: ServerMessage) => TranscriptState,
    private readonly now: () => number,
    private readonly onFinished: () => void,
  ) {}

  message(message: ServerMessage): void {
    const { dispatch } = this.store;
    const { transcript, identifiedLanguage } = this.store.getState().session;
    const next = this.apply(transcript, message);
    if (next !== transcript) {
      dispatch(transcriptChanged(next));
    }
    switch (message.type) {
      case 'session.status':
        dispatch(participantsChanged(message.participants));
        break;
      case 'caption.final':
        if (message.participant === this.me && message.language !== identifiedLanguage) {
          dispatch(languageIdentified(message.language));
        }
        break;
      case 'speech.begin':
        this.speaker.begin({ audio: message.audio, segment: message.segment });
        break;
      case 'speech.end':
        this.speaker.end({ audio: message.audio });
        break;
      case 'original.begin':
        this.originals.set(message.audio, message.participant);
        break;
      case 'latency':
        dispatch(latencyMeasured({ segment: message.segment, language: message.language, at: this.now(), stages: message.stages }));
        break;
      case 'notice': {
        const { code, message: words, suggestion } = message;
        dispatch(notified({ severity: MILD.has(code) ? 'info' : 'warning', notice: { code, message: words, suggestion }, about: code }));
        break;
      }
      case 'error': {
        const { code, message: words, suggestion, retryAfter } = message;
        const failure = { code, message: words, suggestion, ...(retryAfter !== undefined && { retryAfter }) };
        dispatch(notified({ severity: 'error', failure, about: code }));
        break;
      }
      case 'session.finished':
        if (message.track === this.me) {
          this.onFinished();
        }
        break;
    }
  }

  sound({ audio, timeMs, sound }: SoundFrame): void {
    if (audio >= 0) {
      this.speaker.play(audio, sound);
      return;
    }
    const participant = this.originals.get(audio);
    if (participant !== undefined) {
      this.speaker.playOriginal({ audio, participant, timeMs, sound });
    }
  }
}
