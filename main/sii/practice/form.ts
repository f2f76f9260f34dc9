/** A part of a multipart form, as it came. */
export interface FormPart {
  readonly name: string;
  readonly fileName: string | null;
  readonly contentType: string | null;
  readonly content: Buffer;
}

export type FormResult =
  | { readonly kind: 'form'; readonly parts: readonly FormPart[] }
  /** The body stops before the closing boundary. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'malformed' };

const CRLF2 = Buffer.from('\r\n\r\n');

/** The strict part of RFC 7578 that the SII's manual shows (M-UPL, annexes 3 and 4): CRLF everywhere, nothing around it. */
export const readForm = (contentType: string, body: Buffer): FormResult => {
  const boundary = /^multipart\/form-data\s*;\s*boundary="?([^";\s]{1,70})"?\s*$/i.exec(contentType)?.[1];
  if (boundary === undefined) return { kind: 'malformed' };
  const open = Buffer.from(`--${boundary}\r\n`);
  const between = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, open.length).equals(open)) return { kind: 'malformed' };

  const parts: FormPart[] = [];
  let at = open.length;
  for (;;) {
    const headEnd = body.indexOf(CRLF2, at);
    const end = headEnd < 0 ? -1 : body.indexOf(between, headEnd + CRLF2.length - 2);
    if (headEnd < 0 || end < 0) return { kind: 'cut' };
    const head = body.toString('latin1', at, headEnd);
    const name = /^content-disposition:\s*form-data;[^\r\n]*?\bname="([^"\r\n]*)"/im.exec(head)?.[1];
    if (name === undefined) return { kind: 'malformed' };
    parts.push({
      name,
      fileName: /;\s*filename="([^"\r\n]*)"/i.exec(head)?.[1] ?? null,
      contentType: /^content-type:\s*([^\r\n]+)/im.exec(head)?.[1]?.trim() ?? null,
      content: body.subarray(headEnd + CRLF2.length, Math.max(end, headEnd + CRLF2.length)),
    });
    at = end + between.length;
    const after = body.toString('latin1', at, at + 2);
    if (after === '--') return { kind: 'form', parts };
    if (after !== '\r\n') return { kind: after.length < 2 ? 'cut' : 'malformed' };
    at += 2;
  }
};
