import { useTranslation } from 'react-i18next';
import { Choice } from './Choice';
import { Toggle } from './Toggle';
import type { SettingsHold } from './useSettings';

/** How soon words come, and how good they are. */
export function TranslationSettings({ hold: { settings, change, owner } }: { hold: SettingsHold }) {
  const { t } = useTranslation('screens');
  return (
    <>
      <Choice
        label={t('settings.quality')}
        value={settings.qualityMode}
        disabled={!owner}
        onChange={(qualityMode) => void change({ qualityMode })}
        options={[
          { value: 'speed', label: t('settings.qualitySpeed'), hint: t('settings.qualitySpeedHint') },
          { value: 'balanced', label: t('settings.qualityBalanced'), hint: t('settings.qualityBalancedHint') },
          { value: 'quality', label: t('settings.qualityQuality'), hint: t('settings.qualityQualityHint') },
        ]}
      />
      <Choice
        label={t('settings.captions')}
        value={settings.captions}
        onChange={(captions) => void change({ captions })}
        options={[
          { value: 'all', label: t('settings.captionsAll'), hint: t('settings.captionsAllHint') },
          { value: 'final', label: t('settings.captionsFinal'), hint: t('settings.captionsFinalHint') },
        ]}
      />
      <Toggle label={t('settings.showTranscript')} checked={settings.showTranscript} onChange={(showTranscript) => void change({ showTranscript })} />
    </>
  );
}
