/** What the boleta API answers, PROTOCOL.md 5: JSON, or plain text for what went wrong. */
export interface RestReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

export const json = (value: object): RestReply => ({
  status: 200,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(value), 'utf8'),
});

/** The SII's errors come as plain text, some of them with 200. */
export const plain = (status: number, text: string): RestReply => ({
  status,
  contentType: 'text/plain;charset=UTF-8',
  body: Buffer.from(text, 'utf8'),
});

export const xml = (text: string): RestReply => ({
  status: 200,
  contentType: 'application/xml',
  body: Buffer.from(text, 'utf8'),
});

export const NOT_AUTHENTICATED = plain(401, 'NO ESTA AUTENTICADO');

/** `05/07/2026 11:00:00`, of Chile's local time `2026-07-05T11:00:00`. */
export const restTime = (localTime: string): string => {
  const [date = '', time = ''] = localTime.split('T');
  return `${date.split('-').reverse().join('/')} ${time}`;
};
