import { describe, expect, it } from 'vitest';
import { texts } from '../../../shared/texts/es-CL.ts';

const MANY = 12_345;

describe('a count of thousands', () => {
  it.each([
    ['the foot of the window', texts.shell.status.queue(MANY, MANY, MANY)],
    ['what is chosen', texts.common.selected(MANY)],
    ['what the queue did', texts.queue.report.retried(MANY)],
    ['the hero of Inicio', texts.home.reassurance.person(MANY)],
    ['the tray', texts.presence.tray.pending(MANY)],
    ['what may be copied', texts.safekeeping.mirror.synced(MANY)],
  ])('in %s, has its point', (_, said) => {
    expect(said).toContain('12.345');
    expect(said).not.toContain('12345');
  });

  it('on the badge of the queue, is no longer than its room', () => {
    expect(texts.shell.moreThan(999)).toBe('999+');
  });
});
