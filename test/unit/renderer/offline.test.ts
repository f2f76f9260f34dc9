import { describe, expect, it } from 'vitest';
import { offlineText } from '../../../renderer/app/offline.ts';
import { isCutOff } from '../../../shared/domain/holdup.ts';

describe('a computer without a network', () => {
  it('in Práctica, says that none is needed and holds nothing', () => {
    expect(offlineText('practice', 'issuing')).toContain('no hace falta');
    expect(isCutOff(false, 'practice')).toBe(false);
  });

  it.each(['certification', 'production'] as const)(
    'in %s, holds the sending and says what to do',
    (environment) => {
      expect(isCutOff(false, environment)).toBe(true);
      expect(isCutOff(true, environment)).toBe(false);
      expect(offlineText(environment, 'issuing')).toMatch(/seguir emitiendo.*Revisa el cable/);
    },
  );

  it('before there is a company, says that it can be set up all the same', () => {
    expect(offlineText(null, 'first')).toMatch(/configurar.*Práctica no hace falta.*Revisa el cable/);
  });

  it('for who may not issue, or with closed keys, promises no issuing', () => {
    expect(offlineText('production', 'reading')).not.toContain('emitiendo');
    expect(offlineText('production', 'reading')).toMatch(/Nada se pierde.*Revisa el cable/);
  });
});
