import { useAppSelector } from '../store/hooks';
import { AppShell } from './AppShell';

/** The page: the conversation, in the frame that everybody may see. */
export function App() {
  const guest = useAppSelector((state) => state.auth.status === 'guest');
  return (
    <AppShell offers={(name) => !guest || name === 'settings'}>
      <></>
    </AppShell>
  );
}
