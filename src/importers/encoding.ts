export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** The text of a file and the encoding it was read by, or why it is no text. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'no-text'; readonly why: string };

/**
 * The text of a file's bytes, without its byte order mark. A byte order mark says the encoding whatever was told; else the one that was
 * told; else UTF-16 where every other byte is zero, UTF-8 where the bytes are that, and windows-1252 otherwise, which is what Excel
 * writes as plain CSV.
 *
 * No text: workbooks, bytes that do not fit the encoding that was told, and NUL characters, with the line of the first.
 * Example: the bytes 4D FC 6C 6C 65 72 are `Müller` in windows-1252, and no UTF-8.
 */
export function decode(bytes: Uint8Array, told: Encoding | null): Decoded {
  if (workbooks.some((start) => startsWith(bytes, start)))
    return noText('This is an Excel workbook. Save it as "CSV UTF-8" and bring that in.');
  const encoding = markOf(bytes) ?? told ?? guess(bytes);
  const text = decodeAs(bytes, encoding);
  if (text === null) return noText(`The file is not ${encoding}. Leave the encoding open or choose another.`);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split('\n').length;
    return noText(`Line ${line} holds a NUL character, so this is no table of text.`);
  }
  return { kind: 'text', text, encoding };
}

const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const noText = (why: string): Decoded => ({ kind: 'no-text', why });

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

function markOf(bytes: Uint8Array): Encoding | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  return null;
}

const sampleBytesMax = 2000;

function guess(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, sampleBytesMax);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 4;
  if (odd > many && even < odd / 4) return 'utf-16le';
  if (even > many && odd < even / 4) return 'utf-16be';
  return decodeAs(bytes, 'utf-8') === null ? 'windows-1252' : 'utf-8';
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
