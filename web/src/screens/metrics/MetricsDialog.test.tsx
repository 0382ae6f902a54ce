import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { latencyMeasured, sessionOpened, speechLost } from '../../store/session';
import { FakeServer } from '../testing/FakeServer';
import { show } from '../testing/show';
import { MetricsDialog } from './MetricsDialog';

const FIGURES = { totalSegments: 12, averageLatency: 900, p50Latency: 820, p95Latency: 1400, p99Latency: 1500, errorCount: 0, audioQualityAverage: 0.91 };
const server = () => new FakeServer().answers('GET /v1/metrics/session/s1', { json: { sessionId: 's1', metrics: FIGURES } });
const latency = (segment: string, endToEnd: number) =>
  latencyMeasured({ segment, language: 'pt', at: 0, stages: { translation: endToEnd, endToEnd } });
afterEach(cleanup);

describe('The figures', () => {
  it('begin with the first sentence, follow the session and are a table for who reads them', async () => {
    const { store, user } = show(<MetricsDialog onClose={() => undefined} />, { server: server() });
    expect(screen.getByText(/Nothing was translated yet/)).toBeTruthy();
    act(() => {
      store.dispatch(sessionOpened({ sessionId: 's1', participantId: 'p', owner: true, startedAt: 0, guestLanguage: null }));
      store.dispatch(latency('a', 1_000));
      store.dispatch(speechLost({ at: 0, lostMs: 700 }));
    });
    await user.click(screen.getByRole('button', { name: 'Table' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
    act(() => void store.dispatch(latency('b', 3_000)));
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(screen.getByText('0.7 s')).toBeTruthy();
    expect(await screen.findByText('91%')).toBeTruthy();
  });
});
