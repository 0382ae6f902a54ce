import type { TranscriptState } from '@univoice/client';

interface Known extends Pick<TranscriptState, 'names' | 'voices'> {
  /** The participant of this page. */
  me: string | undefined;
}

interface Words {
  me: string;
  /** A participant without a name. */
  nobody(number: number): string;
  /** One of several voices at one microphone. */
  nth(number: number): string;
}

/** A voice by its participant's name; where several talk into one microphone, each has its number too. */
export function speakerName({ participant, speaker }: { participant: string; speaker: string }, { names, voices, me }: Known, words: Words): string {
  const all = Object.values(voices);
  const beside = all.filter((each) => each.participant === participant).map((each) => each.speaker);
  const participants = [...new Set(all.map((each) => each.participant))];
  const name = names[participant] || (participant === me ? words.me : words.nobody(Math.max(0, participants.indexOf(participant)) + 1));
  return beside.length > 1 ? `${name}, ${words.nth(beside.indexOf(speaker) + 1)}` : name;
}
