import { describe, expect, it } from 'vitest';
import { tightest } from '../../../main/backup/health/tightest.ts';

const profile = (freeBytes: number | null) => ({ folder: '/home/rosa/.config/resguardo', freeBytes });
const vault = (freeBytes: number | null) => ({ folder: '/media/usb', freeBytes });

describe('a snapshot that does not fit', () => {
  it.each([
    [900, 10, '/media/usb'],
    [10, 900, '/home/rosa/.config/resguardo'],
    [null, 10, '/media/usb'],
    [10, null, '/home/rosa/.config/resguardo'],
    [10, 10, '/home/rosa/.config/resguardo'],
  ])(
    'with %s bytes free in the profile and %s in the vault, is told of the tighter one',
    (one, other, folder) => {
      expect(tightest([profile(one), vault(other)]).folder).toBe(folder);
    },
  );
});
