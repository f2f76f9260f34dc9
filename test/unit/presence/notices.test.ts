import { describe, expect, it } from 'vitest';
import { createNotices, QUIET_MS } from '../../../main/presence/notices.ts';
import { calm } from './support.ts';

const ALL = { noticeTrouble: true, noticeGood: true };
const NOW = calm().now;

describe('notices of the system', () => {
  it('what was so when the program began, at the first look, is not told', () => {
    const look = createNotices();
    expect(look(calm({ needsPerson: 3, acceptedToday: 9 }), ALL, false)).toEqual([]);
  });

  it('documents that stop, while nobody watches, are told once and together, with the place to go', () => {
    const look = createNotices();
    look(calm(), ALL, false);
    const first = look(calm({ needsPerson: 2 }), ALL, false);
    expect(first).toMatchObject([
      { cause: 'person', title: '2 documentos necesitan tu ayuda', address: '#/cola?vista=person' },
    ]);
    expect(look(calm({ needsPerson: 5 }), ALL, false)).toEqual([]);
    const later = look(calm({ needsPerson: 6, now: NOW + QUIET_MS }), ALL, false);
    expect(later.map(({ title }) => title)).toEqual(['4 documentos necesitan tu ayuda']);
  });

  it('what happens while a person watches, later on, is not told again', () => {
    const look = createNotices();
    look(calm(), ALL, false);
    look(calm({ needsPerson: 1 }), ALL, true);
    expect(look(calm({ needsPerson: 1 }), ALL, false)).toEqual([]);
  });

  it('what was put right and fails again, after its half hour, is told again', () => {
    const look = createNotices();
    look(calm(), ALL, false);
    look(calm({ vaultProblem: 'disk_full' }), ALL, false);
    look(calm(), ALL, false);
    const again = look(calm({ vaultProblem: 'disk_full', now: NOW + QUIET_MS }), ALL, false);
    expect(again.map(({ cause }) => cause)).toEqual(['backup']);
  });

  it('success, by default, is kept to oneself; wanted, it is told', () => {
    const quiet = createNotices();
    quiet(calm(), { noticeTrouble: true, noticeGood: false }, false);
    expect(quiet(calm({ acceptedToday: 4 }), { noticeTrouble: true, noticeGood: false }, false)).toEqual([]);
    const wanted = createNotices();
    wanted(calm(), ALL, false);
    expect(wanted(calm({ acceptedToday: 4 }), ALL, false).map(({ cause }) => cause)).toEqual(['good']);
  });

  it('with notices off, whatever fails, none is shown', () => {
    const look = createNotices();
    const off = { noticeTrouble: false, noticeGood: false };
    look(calm(), off, false);
    expect(look(calm({ needsPerson: 1, abandoned: 1, vaultProblem: 'disk_full' }), off, false)).toEqual([]);
  });

  it.each([
    [40, []],
    [30, ['Tu certificado vence en 30 días']],
    [1, ['Tu certificado vence mañana']],
    [0, ['Tu certificado venció']],
  ])('a certificate with %i days left, at the first look, is told as it is', (days, titles) => {
    const told = createNotices()(calm({ certificateDays: days }), ALL, false);
    expect(told.map(({ title }) => title)).toEqual(titles);
  });

  it('a certificate that ran down from 30 to 7 days, a day later, is told a second time', () => {
    const look = createNotices();
    look(calm({ certificateDays: 30 }), ALL, false);
    expect(look(calm({ certificateDays: 20, now: NOW + QUIET_MS }), ALL, false)).toEqual([]);
    expect(look(calm({ certificateDays: 7, now: NOW + 2 * QUIET_MS }), ALL, false)).toHaveLength(1);
  });

  it('folios that run short, named by their types, are told', () => {
    const [told] = createNotices()(calm({ fewFolios: [33, 39] }), ALL, false);
    expect(told?.title).toBe('Quedan pocos folios: Factura, Boleta');
  });
});
