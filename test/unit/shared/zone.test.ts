import { describe, expect, it } from 'vitest';
import { hasChileTime, isOtherZone } from '../../../shared/format/zone.ts';
import { zone as t } from '../../../shared/texts/zone.ts';

const SUMMER = Date.UTC(2026, 0, 15, 15, 0);
const WINTER = Date.UTC(2026, 6, 15, 15, 0);

describe('the clock of this computer', () => {
  it.each([
    ['America/Santiago', SUMMER, true],
    ['America/Santiago', WINTER, true],
    // Magallanes and Aysén stay in summer time.
    ['America/Punta_Arenas', SUMMER, true],
    ['America/Punta_Arenas', WINTER, false],
    ['Pacific/Easter', SUMMER, false],
    ['Pacific/Easter', WINTER, false],
    ['UTC', SUMMER, false],
    ['No/Such_Zone', SUMMER, true],
  ])('in %s at %i, shows the hour of continental Chile: %s', (zone, now, same) => {
    expect(hasChileTime(zone, now)).toBe(same);
  });

  it('in another zone is told by its place, by either name of Santiago not at all', () => {
    expect(['America/Santiago', 'Chile/Continental'].filter(isOtherZone)).toEqual([]);
    expect(isOtherZone('America/Punta_Arenas')).toBe(true);
    expect(t.clock('America/Punta_Arenas')).toContain('Magallanes');
    expect(t.clock('Pacific/Easter')).toContain('Isla de Pascua');
    expect(t.clock('Europe/Madrid')).not.toContain('Madrid');
  });
});
