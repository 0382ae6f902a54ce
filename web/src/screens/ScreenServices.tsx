import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'react-redux';
import type { RootState } from '../store/store';
import { browserServices } from './browserServices';
import { DropAnywhere } from './file/DropAnywhere';
import { ServicesContext } from './services';
import { useMay } from './useMay';

/** What the screens need of this browser, and a file that is dropped anywhere on the page. */
export function ScreenServices({ children }: { children: ReactNode }) {
  const store = useStore<RootState>();
  const services = useMemo(() => browserServices(() => store.getState().auth.token ?? undefined, () => store.getState()), [store]);
  const may = useMay('open');
  return (
    <ServicesContext.Provider value={services}>
      {children}
      {may && <Drop />}
    </ServicesContext.Provider>
  );
}

function Drop() {
  const { t } = useTranslation();
  const open = useCallback(() => {
    location.hash = '/file';
  }, []);
  return <DropAnywhere label={t('file')} onDropped={open} />;
}
