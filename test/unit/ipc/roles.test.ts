import { afterAll, describe, expect, it, vi } from 'vitest';
import { type Caller, createDispatch, type Handlers } from '../../../main/ipc/dispatch.ts';
import { CHANNELS, type ChannelName } from '../../../shared/ipc/channels.ts';
import { contract } from '../../../shared/ipc/contract.ts';

/**
 * Who may call what, written down a second time: a channel that is not here does not compile, and one whose role in the contract
 * is another fails.
 * nobody: also while locked. usuario: whoever is signed in. part: of the encargado, but for some inputs.
 */
const EXPECTED: Record<ChannelName, 'nobody' | 'usuario' | 'part' | 'encargado'> = {
  'app.status': 'usuario',
  'app.unlock': 'encargado',
  'setup.practice': 'encargado',
  'setup.real': 'encargado',
  'setup.look': 'encargado',
  'setup.trial': 'encargado',
  'setup.moveOn': 'encargado',
  'setup.begun': 'usuario',
  'setup.keep': 'encargado',
  'companies.list': 'usuario',
  'companies.workFor': 'encargado',
  'company.get': 'usuario',
  'company.update': 'encargado',
  'certificates.import': 'encargado',
  'cafs.list': 'usuario',
  'cafs.import': 'encargado',
  'home.summary': 'usuario',
  'drafts.read': 'encargado',
  'drafts.preview': 'usuario',
  'documents.issue': 'encargado',
  'documents.list': 'usuario',
  'documents.get': 'usuario',
  'documents.draft': 'usuario',
  'documents.saveAttempts': 'usuario',
  'documents.pdf': 'usuario',
  'documents.preview': 'usuario',
  'documents.print': 'usuario',
  'backups.list': 'usuario',
  'backups.summary': 'usuario',
  'backups.verify': 'encargado',
  'exports.run': 'usuario',
  'queue.list': 'usuario',
  'queue.counts': 'usuario',
  'queue.retry': 'encargado',
  'queue.abandon': 'encargado',
  'queue.hold': 'encargado',
  'queue.release': 'encargado',
  'sending.state': 'usuario',
  'sending.probe': 'encargado',
  'sending.pause': 'encargado',
  'sending.resume': 'encargado',
  'settings.get': 'usuario',
  'settings.update': 'part',
  'dialogs.chooseFolder': 'part',
  'dialogs.chooseFile': 'encargado',
  'shell.reveal': 'usuario',
  'vault.status': 'usuario',
  'vault.advise': 'encargado',
  'backups.verifyAll': 'encargado',
  'backups.verifyReport': 'usuario',
  'snapshots.list': 'usuario',
  'snapshots.take': 'encargado',
  'mirror.set': 'encargado',
  'mirror.sync': 'encargado',
  'restore.inspect': 'encargado',
  'restore.run': 'encargado',
  'restore.progress': 'usuario',
  'restore.cancel': 'encargado',
  'restore.kept': 'usuario',
  'restore.revert': 'encargado',
  'restore.apply': 'encargado',
  'restore.document': 'encargado',
  'drill.run': 'encargado',
  'archive.make': 'encargado',
  'archive.open': 'encargado',
  'keys.setRecovery': 'encargado',
  'keys.protect': 'encargado',
  'practice.get': 'usuario',
  'practice.setFault': 'encargado',
  'practice.setProcessingTime': 'encargado',
  'practice.advanceClock': 'encargado',
  'intake.csvPreview': 'encargado',
  'intake.csvRows': 'encargado',
  'intake.csvIssue': 'encargado',
  'intake.batch': 'usuario',
  'intake.batchRows': 'usuario',
  'intake.batchCancel': 'encargado',
  'intake.saveExample': 'encargado',
  'intake.inbox': 'usuario',
  'intake.setInbox': 'encargado',
  'exchange.deliver': 'encargado',
  'print.office': 'usuario',
  'print.setOffice': 'encargado',
  'app.health': 'usuario',
  'folios.report': 'usuario',
  'folios.skip': 'encargado',
  'folios.note': 'encargado',
  'help.diagnose': 'usuario',
  'help.saveReport': 'usuario',
  'documents.askNow': 'encargado',
  'mail.get': 'usuario',
  'mail.set': 'encargado',
  'mail.clear': 'encargado',
  'mail.test': 'encargado',
  'mail.ofDocument': 'usuario',
  'mail.send': 'encargado',
  'mail.retry': 'encargado',
  'mail.giveUp': 'encargado',
  'mail.takeBack': 'encargado',
  'mail.markSent': 'encargado',
  'mail.open': 'usuario',
  'keys.status': 'usuario',
  'keys.change': 'encargado',
  'keys.renew': 'encargado',
  'sii.noteReason': 'encargado',
  'sii.askMail': 'encargado',
  'print.logo': 'usuario',
  'print.setLogo': 'encargado',
  'lists.groups': 'usuario',
  'drafts.kept': 'usuario',
  'drafts.keep': 'encargado',
  'drafts.discard': 'encargado',
  'drafts.receptors': 'usuario',
  'drafts.items': 'usuario',
  'lists.settings': 'usuario',
  'lists.saveSettings': 'usuario',
  'queue.causes': 'usuario',
  'queue.retryMatching': 'encargado',
  'queue.abandonMatching': 'encargado',
  'queue.undo': 'encargado',
  'cleanup.get': 'usuario',
  'cleanup.set': 'encargado',
  'cleanup.run': 'encargado',
  'home.trends': 'usuario',
  'home.checklist': 'usuario',
  'home.putAway': 'encargado',
  'presence.get': 'usuario',
  'presence.set': 'encargado',
  'network.back': 'usuario',
  'tour.get': 'usuario',
  'tour.go': 'encargado',
  'tour.leave': 'encargado',
  'session.state': 'nobody',
  'session.signIn': 'nobody',
  'session.recover': 'nobody',
  'session.lock': 'usuario',
  'session.changeSecret': 'usuario',
  'operators.list': 'encargado',
  'operators.add': 'encargado',
  'operators.change': 'encargado',
  'operators.resetSecret': 'encargado',
  'operators.setActive': 'encargado',
  'operators.setIdle': 'encargado',
  'trail.list': 'usuario',
  'trail.operators': 'usuario',
  'trail.verdict': 'usuario',
  'trail.verify': 'usuario',
  'trail.export': 'usuario',
};

const CALLERS = {
  nobody: null,
  usuario: { id: 2, name: 'Beto', role: 'usuario' },
  encargado: { id: 1, name: 'Ana', role: 'encargado' },
} as const satisfies Record<string, Caller | null>;
type Who = keyof typeof CALLERS;

const quiet = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const tried = { channels: 0, refused: 0, reached: 0 };
afterAll(() =>
  console.log(
    `roles: ${CHANNELS.length} channels x ${Object.keys(CALLERS).length} callers = ${tried.channels} calls, ${tried.refused} refused before their input was looked at, ${tried.reached} reached`,
  ),
);

/** What comes back when the gate lets a call through: its input is refused, which only happens after the gate. */
const PAST_THE_GATE = 'bad_request';

/** By who calls: what a call with hopeless input gets. */
const answerOf = (expected: (typeof EXPECTED)[ChannelName], who: Who): string => {
  if (expected === 'nobody') return PAST_THE_GATE;
  if (who === 'nobody') return 'signed_out';
  if (who === 'encargado' || expected === 'usuario' || expected === 'part') return PAST_THE_GATE;
  return 'forbidden';
};

describe.each(Object.keys(CALLERS) as Who[])('%s', (who) => {
  it.each(CHANNELS)(
    'calling %s / with input that no channel takes / is answered by role',
    async (channel) => {
      const handler = vi.fn();
      const dispatch = createDispatch(
        { [channel]: handler } as unknown as Handlers,
        () => CALLERS[who],
        quiet,
      );
      const answer = await dispatch(channel, 'nothing that any channel takes');
      const expected = answerOf(EXPECTED[channel], who);
      expect(answer).toMatchObject({ ok: false, error: { code: expected } });
      expect(handler).not.toHaveBeenCalled();
      tried.channels += 1;
      if (expected === PAST_THE_GATE) tried.reached += 1;
      else tried.refused += 1;
    },
  );
});

it('the table, beside the contract, names the same channels and roles', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual([...CHANNELS].sort());
  const role = { nobody: 'anyone', usuario: 'usuario', part: 'encargado', encargado: 'encargado' } as const;
  for (const channel of CHANNELS)
    expect([channel, contract[channel].role]).toEqual([channel, role[EXPECTED[channel]]]);
  expect(Object.keys(contract).sort()).toEqual([...CHANNELS].sort());
});
