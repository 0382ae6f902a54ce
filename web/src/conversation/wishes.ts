import type { Encoding, Wishes } from '@univoice/client';
import type { SessionState } from '../store/session';
import type { RootState } from '../store/store';

/**
 * What is asked of the gateway, from what was chosen on the page.
 *
 * Who is alone hears the translation of their own words, to try it out; as soon as somebody else is connected they hear
 * the others, in their own language. What they say themselves comes then as text, as the others hear it: original and
 * translation stand side by side for everybody's words.
 */
export function wishesOf({ session, ui, audio }: Pick<RootState, 'session' | 'ui' | 'audio'>, { sends, wants }: { sends: Encoding; wants: Encoding }): Wishes {
  const guest = session.currentSession?.guestLanguage ?? null;
  const common = { captions: ui.settings.captions, original: audio.original, ownTranslations: true, sends, wants };
  if (guest !== null) {
    return { speaks: guest, hears: guest, ...common };
  }
  const { source, target } = ui.language;
  const auto = ui.settings.autoDetectLanguage;
  const own = auto ? session.identifiedLanguage : source;
  return { speaks: auto ? 'auto' : source, hears: isAlone(session) ? target : (own ?? target), ...common };
}

/** Is nobody else connected? */
export function isAlone({ participants, currentSession }: Pick<SessionState, 'participants' | 'currentSession'>): boolean {
  return !participants.some((each) => each.connected && each.participantId !== currentSession?.participantId);
}

/** What of the wishes is new; undefined: nothing. */
export function changedWishes(before: Wishes, after: Wishes): Partial<Omit<Wishes, 'sends'>> | undefined {
  const changed = Object.entries(after).filter(([name, value]) => name !== 'sends' && before[name as keyof Wishes] !== value);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
