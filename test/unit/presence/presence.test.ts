import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../main/presence/notices.ts';
import type { Outlook } from '../../../main/presence/outlook.ts';
import { createPresence } from '../../../main/presence/presence.ts';
import { TRAY_SIGNS, type TrayModel, trayModel } from '../../../main/presence/tray-model.ts';
import { drawSign, SIGN_SIZE } from '../../../main/shell/tray/sign.ts';
import { calm } from './support.ts';

const labels = ({ groups }: TrayModel): readonly string[] => groups.flat().map(({ label }) => label);
const NOW = calm().now;

describe('the menu of the tray', () => {
  it('with all sent, says so and offers to open, pause and quit', () => {
    const model = trayModel(calm());
    expect(model.sign).toBe('ok');
    expect(labels(model)).toEqual([
      'Todo enviado',
      'Abrir Resguardo',
      'Pausar envíos por 1 hora',
      'Respaldar ahora',
      'Salir',
    ]);
    expect(model.groups.flat().map(({ command }) => command)).toEqual([
      null,
      'open',
      'pause',
      'backup',
      'quit',
    ]);
  });

  it('with something that waits, says when it is tried next', () => {
    const model = trayModel(calm({ pending: 2, nextDueAt: NOW + 8 * 60_000 }));
    expect(model.sign).toBe('working');
    expect(labels(model).slice(0, 2)).toEqual(['2 documentos por enviar', 'Próximo intento: en 8 min']);
  });

  it('paused, says until when and offers to resume', () => {
    const model = trayModel(calm({ sending: 'paused', pausedUntil: Date.UTC(2026, 6, 15, 20, 30) }));
    expect(model.sign).toBe('paused');
    expect(labels(model)).toContain('Envíos pausados hasta las 16:30');
    expect(labels(model)).toContain('Reanudar envíos');
  });

  it.each([
    [Date.UTC(2026, 6, 16, 12, 0), 'Envíos pausados hasta mañana a las 08:00'],
    [Date.UTC(2026, 6, 20, 12, 0), 'Envíos pausados hasta el 20-07-2026 a las 08:00'],
  ])('paused until another day, says which', (pausedUntil, said) => {
    expect(labels(trayModel(calm({ sending: 'paused', pausedUntil })))).toContain(said);
  });

  it('without a network, says so in menu and tip, and promises no time', () => {
    const model = trayModel(calm({ cutOff: true, pending: 1, nextDueAt: NOW + 60_000 }));
    expect(model.sign).toBe('working');
    expect(model.tooltip).toBe('Resguardo: Sin internet: los envíos esperan');
    expect(labels(model).slice(0, 2)).toEqual(['Sin internet: los envíos esperan', 'Abrir Resguardo']);
  });

  it('without a network, with something graver, says both', () => {
    const model = trayModel(calm({ cutOff: true, needsPerson: 1 }));
    expect(model.tooltip).toBe('Resguardo: 1 documento necesita tu ayuda. Sin internet: los envíos esperan');
    expect(labels(model).slice(0, 2)).toEqual([
      '1 documento necesita tu ayuda',
      'Sin internet: los envíos esperan',
    ]);
  });

  it('while a full disk holds the sending, promises no time', () => {
    const model = trayModel(calm({ sending: 'no_room', pending: 1, nextDueAt: NOW }));
    expect(labels(model).slice(0, 2)).toEqual(['1 documento por enviar', 'Abrir Resguardo']);
  });

  it('with something for the person, leads there and says so in its tip', () => {
    const model = trayModel(calm({ needsPerson: 1 }));
    expect(model.sign).toBe('attention');
    expect(model.tooltip).toBe('Resguardo: 1 documento necesita tu ayuda');
    expect(model.groups.flat().map(({ command }) => command)).toContain('attend');
  });

  it('while something is being sent, quitting says what becomes of it', () => {
    expect(labels(trayModel(calm({ inFlight: 3 }))).at(-1)).toBe(
      'Salir (3 envíos en curso: se retomarán al abrir)',
    );
  });

  it('before there is a company, offers its window alone', () => {
    expect(labels(trayModel(null))).toEqual(['Abrir Resguardo', 'Salir']);
  });

  it('its signs, drawn, differ in shape and not in colour alone', () => {
    const shapes = TRAY_SIGNS.map((sign) =>
      Buffer.from(drawSign(sign).filter((_, index) => index % 4 === 3)).toString('hex'),
    );
    expect(new Set(shapes).size).toBe(TRAY_SIGNS.length);
    expect(drawSign('ok')).toHaveLength(SIGN_SIZE * SIGN_SIZE * 4);
  });
});

/** A desktop that writes down what it is shown. */
const fakeDesktop = () => {
  const seen: { trays: TrayModel[]; notices: Notice[]; bars: (number | null)[] } = {
    trays: [],
    notices: [],
    bars: [],
  };
  const troubles: unknown[] = [];
  let outlook: Outlook | null = calm();
  let watched = false;
  const presence = createPresence({
    outlook: () => {
      if (outlook === null) throw new Error('closed');
      return outlook;
    },
    choices: () => ({ closeToTray: true, startWithSystem: false, noticeTrouble: true, noticeGood: false }),
    ports: {
      tray: (model) => seen.trays.push(model),
      notify: (notice) => seen.notices.push(notice),
      progress: (fraction) => seen.bars.push(fraction),
      isWatched: () => watched,
    },
    onTrouble: (error) => troubles.push(error),
  });
  return {
    seen,
    troubles,
    presence,
    show: (next: Outlook | null, isWatched = false) => {
      outlook = next;
      watched = isWatched;
      presence.refresh();
    },
  };
};

describe('the program on the desktop', () => {
  it('the same outlook, shown again and again, draws the tray once', () => {
    const { show, seen, presence } = fakeDesktop();
    for (let times = 0; times < 5; times += 1) show(calm());
    expect(seen.trays).toHaveLength(1);
    presence.stop();
  });

  it('long work, from its beginning to its end, moves the bar and takes it away', () => {
    const { show, seen, presence } = fakeDesktop();
    for (const progress of [null, 0, 0.5, 0.5, null]) show(calm({ progress }));
    expect(seen.bars).toEqual([0, 0.5, null]);
    presence.stop();
  });

  it('a failure, while the window is watched, makes no notice; unwatched, it does', () => {
    const { show, seen, presence } = fakeDesktop();
    show(calm());
    show(calm({ needsPerson: 1 }), true);
    expect(seen.notices).toEqual([]);
    show(calm({ needsPerson: 2 }));
    expect(seen.notices.map(({ cause }) => cause)).toEqual(['person']);
    presence.stop();
  });

  it('a program that cannot be asked, when it is shown, is trouble that is told and goes on', () => {
    const { show, seen, troubles, presence } = fakeDesktop();
    show(null);
    show(calm());
    expect([troubles.length, seen.trays.length]).toEqual([1, 1]);
    presence.stop();
  });
});
