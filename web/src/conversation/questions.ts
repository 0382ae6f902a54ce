import { useAppSelector } from '../store/hooks';
import { isAlone } from './wishes';
import type { Attendee } from '../store/session';
import { connectionWord, qualityOf, type ConnectionWord, type Quality } from './quality';

/** How late is a translation, now and for 95 of 100, in milliseconds? */
export function useLatency(): { now: number | null; p95: number | null } {
  const now = useAppSelector((state) => state.session.metrics.now);
  const p95 = useAppSelector((state) => state.session.metrics.p95);
  return { now, p95 };
}

export function useIsConnected(): boolean {
  return useAppSelector((state) => state.session.connection?.name === 'live');
}

/** In a word, how is the connection? */
export function useConnection(): ConnectionWord {
  return useAppSelector((state) => connectionWord(state.session.connection));
}

/** How good is it, from 1 to 5? */
export function useQuality(): Quality | null {
  return useAppSelector((state) => qualityOf(state.session.metrics, state.audio.bufferHealth, state.session.connection));
}

/** Who else is in the session? */
export function useParticipants(): Attendee[] {
  return useAppSelector((state) => state.session.participants);
}

export function useIsAlone(): boolean {
  return useAppSelector((state) => isAlone(state.session));
}

export function useIsGuest(): boolean {
  return useAppSelector((state) => state.auth.status === 'guest');
}
