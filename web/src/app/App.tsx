import { ScreenServices } from '../screens/ScreenServices';
import { useOffers } from '../screens/useOffers';
import { useSignIn } from '../screens/signIn/useSignIn';
import { ConversationScreen } from '../screen/ConversationScreen';
import { Notifications } from '../screen/Notifications';
import { useAppSelector } from '../store/hooks';
import { AppShell } from './AppShell';
import { LazyPart } from './LazyPart';

const joinScreen = () => import('../screen/JoinScreen').then((module) => module.JoinScreen);
const signInAgain = () => import('../screens/signIn/SignInAgain').then((module) => module.SignInAgain);

/** The page: the conversation, or the way into one by an invitation. */
export function App({ invitation }: { invitation: string | undefined }) {
  const guest = useAppSelector((state) => state.auth.status === 'guest');
  const offers = useOffers();
  const session = useSignIn();
  const expired = session?.state.status === 'signedIn' && session.state.failure === 'expired' ? session.state : undefined;
  const joining = invitation !== undefined && !guest;
  return (
    <ScreenServices>
      <AppShell
        offers={(name) => (joining ? name === 'settings' : offers(name))}
        onSignOut={session ? () => void session.signIn.signOut() : undefined}
      >
        {expired && session && (
          <LazyPart load={signInAgain} props={{ by: expired.by, onAgain: () => session.signIn.signInElsewhere() }} />
        )}
        {joining ? (
          <LazyPart load={joinScreen} props={{ invitation }} />
        ) : (
          <ConversationScreen />
        )}
        <Notifications />
      </AppShell>
    </ScreenServices>
  );
}
