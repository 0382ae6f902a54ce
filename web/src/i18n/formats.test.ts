import { describe, expect, it } from 'vitest';
import { languageInText, languageName } from './formats';

describe('A language', () => {
  it('has a capital as a label, and in a sentence only where the language of the page writes one', () => {
    expect(['en', 'es', 'pt'].map((locale) => languageName(locale, 'en'))).toEqual(['English', 'Inglés', 'Inglês']);
    expect(['en', 'es', 'pt'].map((locale) => languageInText(locale, 'en'))).toEqual(['English', 'inglés', 'inglês']);
  });

  it('that nobody knows is called by its tag', () => {
    expect([languageName('en', 'not a tag'), languageInText('en', 'not a tag')]).toEqual(['not a tag', 'not a tag']);
  });
});
