/** Somebody who reads a text out: the browser's own voices. */
export interface Reader {
  /** Whether there is a voice for the language; a wrong one would be worse than none. */
  canRead(language: string): boolean;
  /** Voices come late in some browsers: called whenever there are others. */
  onVoices(changed: () => void): () => void;
  /** @param done called once, when it is read or was stopped */
  read(text: string, language: string, done: () => void): void;
  stop(): void;
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

/** A voice of the very language; one on this machine before one that sends the text away. */
export function voiceFor<V extends Voice>(voices: readonly V[], language: string): V | undefined {
  const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  const rank = (voice: V) => (voice.localService ? 2 : 0) + (voice.default ? 1 : 0);
  return voices
    .filter((voice) => primary(voice.lang) === primary(language))
    .sort((one, other) => rank(other) - rank(one))[0];
}

export function readerOfBrowser(): Reader {
  const synthesis = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis;
  const voice = (language: string) => voiceFor(synthesis?.getVoices() ?? [], language);
  return {
    canRead: (language) => voice(language) !== undefined,
    onVoices: (changed) => {
      synthesis?.addEventListener('voiceschanged', changed);
      return () => synthesis?.removeEventListener('voiceschanged', changed);
    },
    read: (text, language, done) => {
      const chosen = voice(language);
      if (!synthesis || !chosen) {
        done();
        return;
      }
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.voice = chosen;
      spoken.lang = chosen.lang;
      spoken.onend = done;
      spoken.onerror = done;
      synthesis.cancel();
      synthesis.speak(spoken);
    },
    stop: () => synthesis?.cancel(),
  };
}
