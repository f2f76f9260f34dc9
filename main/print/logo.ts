/** What may stand beside the company's name: enough for a sharp print, little enough for a mail (PDF of 500 KB at most). */
const MAX_BYTES = 300_000;
const LEAST_PIXELS = 64;
const MOST_PIXELS = 2_000;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** IHDR is the first chunk of every PNG. */
const pngSize = (bytes: Buffer): Size | null =>
  bytes.length >= 33 && bytes.subarray(0, 8).equals(PNG) && bytes.toString('latin1', 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** Frames that say the size: SOF0 to SOF15 without the tables among them (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const jpegSize = (bytes: Buffer): Size | null => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

/**
 * A logo as a data address, judged by what is in the file and not by its name.
 * @returns null for anything but a PNG or JPEG of up to 300 KB with 64 to 2,000 pixels a side
 */
export const logoAddress = (bytes: Buffer): string | null => {
  if (bytes.length > MAX_BYTES) return null;
  const png = pngSize(bytes);
  const size = png ?? jpegSize(bytes);
  if (size === null) return null;
  const { width, height } = size;
  const fits = [width, height].every((side) => side >= LEAST_PIXELS && side <= MOST_PIXELS);
  return fits ? `data:image/${png ? 'png' : 'jpeg'};base64,${bytes.toString('base64')}` : null;
};
