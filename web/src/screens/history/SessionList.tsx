import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import List from '@mui/material/List';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionsQuery } from '../../api/api';
import { FailureAlert } from '../FailureAlert';
import { failureOfError } from '../failureOfError';
import { SessionRow } from './SessionRow';

const PAGE = 20;

/** The newest first, page after page. Each page asks for itself, so a change shows wherever it is. */
export function SessionList({ onOpen }: { onOpen(session: string): void }) {
  const [pages, setPages] = useState<(string | undefined)[]>([undefined]);
  return (
    <List disablePadding>
      {pages.map((nextToken, index) => (
        <SessionPage
          key={nextToken ?? 'first'}
          {...(nextToken !== undefined && { nextToken })}
          last={index === pages.length - 1}
          onMore={(token) => setPages([...pages, token])}
          onOpen={onOpen}
        />
      ))}
    </List>
  );
}

function SessionPage({
  nextToken,
  last,
  onMore,
  onOpen,
}: {
  nextToken?: string;
  last: boolean;
  onMore(nextToken: string): void;
  onOpen(session: string): void;
}) {
  const { t } = useTranslation(['screens', 'common']);
  // What just ended is to be there: lists are asked for again whenever they are looked at.
  const { data, error, isLoading, refetch } = useSessionsQuery(
    { limit: PAGE, ...(nextToken !== undefined && { nextToken }) },
    { refetchOnMountOrArgChange: true },
  );
  const failure = failureOfError(error);
  if (isLoading) {
    return (
      <Box component="li" sx={{ display: 'grid', placeItems: 'center', py: 4 }}>
        <CircularProgress aria-label={t('common:loading')} />
      </Box>
    );
  }
  if (failure && !data) {
    return (
      <li>
        <FailureAlert failure={failure} onRetry={() => void refetch()} />
      </li>
    );
  }
  const more = data?.nextToken;
  return (
    <>
      {nextToken === undefined && data?.sessions.length === 0 && (
        <Typography component="li" color="textSecondary" sx={{ py: 3 }}>
          {t('history.none')}
        </Typography>
      )}
      {data?.sessions.map((session) => (
        <SessionRow key={session.sessionId} session={session} onOpen={() => onOpen(session.sessionId)} />
      ))}
      {last && more !== undefined && (
        <Box component="li" sx={{ textAlign: 'center', pt: 1 }}>
          <Button onClick={() => onMore(more)}>{t('history.more')}</Button>
        </Box>
      )}
    </>
  );
}
