import type { TranscriptLine } from '@univoice/client';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../store/hooks';
import { speakerName } from './speakerName';

/** What is a voice called here? */
export function useSpeakerName(): (line: Pick<TranscriptLine, 'participant' | 'speaker'>) => string {
  const { t } = useTranslation('conversation');
  const names = useAppSelector((state) => state.session.transcript.names);
  const voices = useAppSelector((state) => state.session.transcript.voices);
  const me = useAppSelector((state) => state.session.currentSession?.participantId);
  return useMemo(() => {
    const words = { me: t('itsMe'), nobody: (number: number) => t('participant', { number }), beside: (number: number, name: string) => t('speakerBeside', { number, name }), besideMe: (number: number) => t('speakerBesideMe', { number }) };
    return (line) => speakerName(line, { names, voices, me }, words);
  }, [t, names, voices, me]);
}
