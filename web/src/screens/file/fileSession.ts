import type { NewSession } from '../../api/types';
import { newSession } from '../../conversation/newSession';
import type { RootState } from '../../store/store';

/** As the gateway takes names. */
const LONGEST_NAME = 100;

/**
 * The session in which a file is translated: what is left out, which words are used and how well it is done are as chosen
 * for conversations. It is never recorded: nobody in the file agreed to that, and whoever has it needs no second one.
 */
export function fileSession(chosen: Pick<RootState, 'ui' | 'auth' | 'api'>, fileName: string, { from, to }: { from: string; to: string }): NewSession {
  const session = newSession({ ...chosen, ui: { ...chosen.ui, settings: { ...chosen.ui.settings, enableRecording: false } } });
  // Half a letter that is written with two units is none.
  const name = fileName.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, '');
  return { ...session, participantName: name, sourceLanguage: from, targetLanguage: to };
}
