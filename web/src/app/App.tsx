import { lazy, Suspense, useState } from 'react';
import { ConversationScreen } from '../screen/ConversationScreen';
import { Notifications } from '../screen/Notifications';
import { useAppSelector } from '../store/hooks';
import { AppShell } from './AppShell';
import { invitationOf } from './invitation';

const JoinScreen = lazy(() => import('../screen/JoinScreen').then((module) => ({ default: module.JoinScreen })));

/** The page: the conversation, or the way into one by an invitation. */
export function App() {
  const guest = useAppSelector((state) => state.auth.status === 'guest');
  const [invitation] = useState(() => invitationOf(location));
  return (
    <AppShell offers={(name) => (guest || invitation !== undefined ? name === 'settings' : true)}>
      {invitation !== undefined && !guest ? (
        <Suspense fallback={null}>
          <JoinScreen invitation={invitation} />
        </Suspense>
      ) : (
        <ConversationScreen />
      )}
      <Notifications />
    </AppShell>
  );
}
