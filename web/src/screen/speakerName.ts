import type { TranscriptState } from '@univoice/client';

interface Known extends Pick<TranscriptState, 'names' | 'voices'> {
  /** The participant of this page. */
  me: string | undefined;
}

interface Words {
  me: string;
  /** A participant without a name. */
  nobody(number: number): string;
  /** Another voice than the first at somebody's microphone, counted from 2. */
  beside(number: number, name: string): string;
  besideMe(number: number): string;
}

/**
 * A voice by its participant's name, one's own as "You". Only a second voice at the same microphone is told apart: whoever
 * was heard there first is the participant.
 */
export function speakerName({ participant, speaker }: { participant: string; speaker: string }, { names, voices, me }: Known, words: Words): string {
  const all = Object.values(voices);
  const number = all.filter((each) => each.participant === participant).findIndex((each) => each.speaker === speaker) + 1;
  if (participant === me) {
    return number > 1 ? words.besideMe(number) : words.me;
  }
  const participants = [...new Set(all.map((each) => each.participant))];
  const name = names[participant] || words.nobody(Math.max(0, participants.indexOf(participant)) + 1);
  return number > 1 ? words.beside(number, name) : name;
}
