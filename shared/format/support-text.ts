import type { AttemptView } from '../ipc/parts.ts';
import { texts } from '../texts/es-CL.ts';
import { formatInstant } from './time.ts';

/** Elements and headers whose content opens a session of the SII's, whatever case they come in. */
const SECRETS = [
  /(<(\w+:)?(?:TOKEN|SEMILLA)\b[^>]*>)[^<]*/gi,
  /("(?:token|semilla|access_token)"\s*:\s*")[^"]*/gi,
  /(TOKEN=)[^;\s<"]+/gi,
] as const;

const HIDDEN = '***';

/** Without what would let somebody else speak to the SII. */
export const withoutSecrets = (raw: string): string =>
  SECRETS.reduce((text, secret) => text.replace(secret, `$1${HIDDEN}`), raw);

const line = (attempt: AttemptView): string =>
  [
    `${attempt.number}. ${texts.attemptKinds[attempt.kind]}`,
    formatInstant(attempt.startedAt),
    attempt.durationMs === null ? null : texts.documents.detail.milliseconds(attempt.durationMs),
    attempt.outcome === null ? texts.documents.detail.running : texts.attemptOutcomes[attempt.outcome],
    attempt.httpStatus === null ? null : texts.documents.detail.attempt.http(attempt.httpStatus),
    attempt.trackId === null ? null : `track ID ${attempt.trackId}`,
    attempt.error === null ? null : texts.queue.detail.technical(attempt.error.code),
  ]
    .filter((part) => part !== null)
    .join(' · ');

const t = texts.documents.detail.attempt;

/** A document's attempts with what went out and the SII's answers as they came, for support. */
export const supportText = (name: string, attempts: readonly AttemptView[]): string =>
  [
    name,
    ...attempts.map((attempt) =>
      [
        line(attempt),
        ...(attempt.request === null ? [] : [`${t.request}:`, withoutSecrets(attempt.request)]),
        `${t.answer}:`,
        withoutSecrets(attempt.raw ?? t.rawEmpty),
      ].join('\n'),
    ),
  ].join('\n\n');
