import { firstStart } from './chapters/first-start.ts';
import { givenUp } from './chapters/given-up.ts';
import { keptAndExported } from './chapters/kept-and-exported.ts';
import { looks } from './chapters/looks.ts';
import { lostAnswer } from './chapters/lost-answer.ts';
import { normalDay } from './chapters/normal-day.ts';
import { outage } from './chapters/outage.ts';
import { refused } from './chapters/refused.ts';
import type { Stage } from './stage.ts';

export interface Chapter {
  readonly title: string;
  readonly play: (stage: Stage, out: string) => Promise<void>;
}

/** The demo, in order: each chapter goes on from where the one before has left the window. */
export const CHAPTERS: readonly Chapter[] = [
  { title: 'First start: Práctica, in one click', play: firstStart },
  { title: 'The SII is up: three documents', play: normalDay },
  { title: 'The SII is down: two documents wait, fail once more, and go out', play: outage },
  { title: 'The answer is lost: asked, not sent again', play: lostAnswer },
  { title: 'The SII does not take the content: a person is needed', play: refused },
  { title: 'Abandoned by a person, with a reason', play: givenUp },
  { title: 'Verified and exported', play: keptAndExported },
  { title: 'Settings, and the dark side', play: looks },
];
