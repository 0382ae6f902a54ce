import Dialog from '@mui/material/Dialog';
import Tooltip from '@mui/material/Tooltip';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeServer } from '../screens/testing/FakeServer';
import { show } from '../screens/testing/show';
import { Hint } from './Hint';

afterEach(cleanup);

async function hintOf(name: string) {
  act(() => screen.getByRole('button', { name }).focus());
  return screen.findByRole('tooltip');
}

describe('a hint', () => {
  it('lies in the main part of the page, where readers go from landmark to landmark', async () => {
    const page = (
      <main>
        <Hint title="More">
          <button aria-label="Details" />
        </Hint>
      </main>
    );
    show(page, { server: new FakeServer() });
    expect((await hintOf('Details')).closest('main')).not.toBeNull();
  });

  it('of something in a dialog is not hidden with the page behind it', async () => {
    const page = (
      <main>
        <Dialog open>
          <Tooltip title="More">
            <button aria-label="Details" />
          </Tooltip>
        </Dialog>
      </main>
    );
    show(page, { server: new FakeServer() });
    expect((await hintOf('Details')).closest('[aria-hidden=true], main')).toBeNull();
  });
});
