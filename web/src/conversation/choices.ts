import type { Captions, Original, Wishes } from '@univoice/client';
import { originalChosen } from '../store/audio';
import { guestLanguageChosen } from '../store/session';
import type { RootState, Store } from '../store/store';
import { languagesSet, settingsChanged } from '../store/ui';
import { changedWishes } from './wishes';

/** Changes that may be on their way at once; whoever chooses faster than the gateway answers is answered by the last. */
const MOST_KEPT = 16;

/** What the person chose, as the screen shows it. */
interface Choices {
  language: { source: string; target: string };
  autoDetectLanguage: boolean;
  captions: Captions;
  original: Original;
  guestLanguage: string | null;
}

function choicesOf({ ui, audio, session }: RootState): Choices {
  const { autoDetectLanguage, captions } = ui.settings;
  return { language: ui.language, autoDetectLanguage, captions, original: audio.original, guestLanguage: session.currentSession?.guestLanguage ?? null };
}

/** Which choices led to which wishes, so that the screen can go back to what holds when a change is refused. */
export class ChoicesMade {
  private made: { wishes: Wishes; choices: Choices }[] = [];

  constructor(private readonly store: Store) {}

  asked(wishes: Wishes): void {
    this.made = [...this.made, { wishes, choices: choicesOf(this.store.getState()) }].slice(-MOST_KEPT);
  }

  backTo(wishes: Wishes): void {
    const held = this.made.filter((each) => changedWishes(each.wishes, wishes) === undefined).pop();
    if (!held) {
      return;
    }
    const { language, autoDetectLanguage, captions, original, guestLanguage } = held.choices;
    this.store.dispatch(languagesSet(language));
    this.store.dispatch(settingsChanged({ autoDetectLanguage, captions }));
    this.store.dispatch(originalChosen(original));
    if (guestLanguage !== null) {
      this.store.dispatch(guestLanguageChosen(guestLanguage));
    }
  }
}
