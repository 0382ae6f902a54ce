import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GlossaryChoice } from './GlossaryChoice';
import { vocabularyOf } from './sessionChange';
import { Toggle } from './Toggle';
import type { SettingsHold } from './useSettings';

/** Terms, names, and what is to be left out. */
export function WordSettings({ hold }: { hold: SettingsHold }) {
  const { t } = useTranslation('screens');
  const { settings, change, owner } = hold;
  return (
    <>
      <GlossaryChoice chosen={settings.glossary} disabled={!owner} onChoose={(glossary) => void change({ glossary })} />
      <Vocabulary
        key={settings.vocabulary.join(',')}
        words={settings.vocabulary}
        disabled={!owner}
        onChange={(vocabulary) => void change({ vocabulary })}
      />
      <Toggle
        label={t('settings.maskProfanity')}
        hint={t('settings.maskProfanityHint')}
        checked={settings.maskProfanity}
        disabled={!owner}
        onChange={(maskProfanity) => void change({ maskProfanity })}
      />
      <Toggle
        label={t('settings.redact')}
        hint={t('settings.redactHint')}
        checked={settings.redactPersonalData}
        disabled={!owner}
        onChange={(redactPersonalData) => void change({ redactPersonalData })}
      />
    </>
  );
}

/** Holds once the field is left: half a word is nothing to be listened for. */
function Vocabulary({ words, disabled, onChange }: { words: string[]; disabled: boolean; onChange(words: string[]): void }) {
  const { t } = useTranslation('screens');
  const [text, setText] = useState(words.join(', '));
  const count = vocabularyOf(text).length;
  const commit = () => {
    const now = vocabularyOf(text);
    if (now.join('\n') !== words.join('\n')) {
      onChange(now);
    }
  };
  return (
    <TextField
      fullWidth
      multiline
      maxRows={5}
      label={t('settings.vocabulary')}
      helperText={count === 0 ? t('settings.vocabularyHint') : `${t('settings.vocabularyHint')} ${t('settings.vocabularyCount', { count })}`}
      value={text}
      disabled={disabled}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
    />
  );
}
