import { applyMessage, withEarlier } from '@univoice/client';
import { makeStore } from '../store/store';
import { languagesSet } from '../store/ui';
import { ConversationController } from './controller';
import { FakeConversation, FakeService, FakeSound } from './fakes';
import { newLevels } from './levels';
import type { ServerMessage, Surroundings } from './roles';

/** A page whose browser, time and gateway are the test. */
export class TestPage {
  readonly store = makeStore();
  readonly sound = new FakeSound();
  readonly service = new FakeService();
  readonly conversations: FakeConversation[] = [];
  readonly controller: ConversationController;
  readonly leave: () => void;
  timers: { ms: number; run(): void; repeats: boolean }[] = [];

  constructor(surroundings: Partial<Surroundings> = {}) {
    this.store.dispatch(languagesSet({ source: 'en', target: 'pt' }));
    this.controller = new ConversationController(this.store, newLevels(), {
      sound: this.sound,
      service: this.service,
      openConversation: (options) => {
        this.conversations.push(new FakeConversation(options));
        return this.last;
      },
      applyMessage,
      withEarlier,
      mark: () => undefined,
      now: () => 1_000,
      every: (ms, run) => this.timer({ ms, run, repeats: true }),
      later: (ms, run) => this.timer({ ms, run, repeats: false }),
      origin: 'https://here',
      invitation: undefined,
      ...surroundings,
    });
    this.leave = this.controller.open();
  }

  get last(): FakeConversation {
    return this.conversations[this.conversations.length - 1] as FakeConversation;
  }

  get session() {
    return this.store.getState().session;
  }

  get notifications() {
    return this.store.getState().ui.notifications;
  }

  /** Lets that much time pass as far as timers of this length are concerned. */
  pass(ms: number): void {
    const due = this.timers.filter((each) => each.ms === ms);
    this.timers = this.timers.filter((each) => each.repeats || !due.includes(each));
    due.forEach((each) => each.run());
  }

  /** Presses the button, and the gateway takes one in. */
  async speak(): Promise<void> {
    await this.controller.start();
    this.last.events.onState({ name: 'live', resumed: false });
  }

  othersAre(connected: boolean): void {
    this.last.events.onMessage({
      type: 'session.status', sequence: 0, sessionId: 's1', participantId: 'me', state: 'live', receivedMillis: 0,
      participants: [{ participantId: 'other', name: 'Bruno', speaks: 'pt', hears: 'pt', connected }],
    });
  }

  says(message: ServerMessage): void {
    this.last.events.onMessage(message);
  }

  private timer(timer: { ms: number; run(): void; repeats: boolean }): () => void {
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }
}
