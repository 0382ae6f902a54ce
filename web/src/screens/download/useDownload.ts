import { useState } from 'react';
import { currentProof } from '../../auth/proof';
import type { Failure } from '../../failures/failure';
import { useAppSelector } from '../../store/hooks';
import { useServices } from '../services';
import { failureFrom } from '../../conversation/endings';
import { fetchFile, FileFailure } from './fetchFile';

/** Fetches files with the caller's token and hands them to the browser's downloads. */
export function useDownload() {
  const token = useAppSelector((state) => state.auth.token);
  const { saveBlob } = useServices();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const download = async (path: string, name: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      saveBlob(await fetchFile(path, (await currentProof()?.token()) ?? token), name);
    } catch (thrown) {
      setFailure(thrown instanceof FileFailure ? thrown.failure : failureFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { download, busy, failure };
}
