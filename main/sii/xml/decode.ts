/** What the HTTP header or the XML declaration says the charset is, in lower case. */
const declaredCharset = (bytes: Buffer, contentType: string | null): string | null => {
  const declaration = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    bytes.toString('latin1', 0, 200),
  );
  const header = /charset\s*=\s*"?([A-Za-z0-9._-]+)/i.exec(contentType ?? '');
  return (declaration?.[1] ?? header?.[1] ?? null)?.toLowerCase() ?? null;
};

/**
 * Bytes of an answer as text. The SII declares UTF-8 and often sends ISO-8859-1 (PROTOCOL.md 4.1), so the bytes
 * decide: valid UTF-8 is UTF-8 unless Latin-1 was declared, all else is Latin-1.
 * @returns null for what no charset of the SII can be (NUL bytes: UTF-16, or no text at all)
 */
export const decodeAnswer = (bytes: Buffer, contentType: string | null = null): string | null => {
  if (bytes.includes(0)) return null;
  const charset = declaredCharset(bytes, contentType);
  if (charset === 'iso-8859-1' || charset === 'latin1' || charset === 'windows-1252') {
    return bytes.toString('latin1');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
};
