import { z } from 'zod';
import type { FileOut } from '../core/file.ts';
import { idOf, type Id } from '../core/id.ts';
import { refusal, Refused } from '../core/refusal.ts';
import { Moment } from '../core/shape.ts';
import { ClientId, PersonId } from '../people/person.ts';

export type FileId = Id<'file'>;
export const FileId = idOf('file');

/** The largest file that is kept, in bytes: what a route that takes one has as its `bodyBytesMax`. */
export const fileBytesMax = 10 * 1024 * 1024;

/** What a scanner or a telephone makes. */
export const paperKinds = ['pdf', 'png', 'jpeg', 'webp', 'heic'] as const;
export const fileKinds = [...paperKinds, 'json', 'xml', 'csv'] as const;
export const FileKind = z.enum(fileKinds);
export type FileKind = z.output<typeof FileKind>;

/** How a kind is named to people, to browsers, and at the end of a file's name; the first ending is the one that is given. */
const kinds: Readonly<
  Record<
    FileKind,
    { readonly label: string; readonly mediaType: string; readonly endings: readonly string[] }
  >
> = {
  pdf: { label: 'PDF', mediaType: 'application/pdf', endings: ['pdf'] },
  png: { label: 'PNG', mediaType: 'image/png', endings: ['png'] },
  jpeg: { label: 'JPEG', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { label: 'WebP', mediaType: 'image/webp', endings: ['webp'] },
  heic: { label: 'HEIC', mediaType: 'image/heic', endings: ['heic', 'heif'] },
  json: { label: 'JSON', mediaType: 'application/json', endings: ['json'] },
  xml: { label: 'XML', mediaType: 'application/xml', endings: ['xml'] },
  csv: { label: 'CSV', mediaType: 'text/csv', endings: ['csv', 'txt'] },
};

export const fileKindNotTaken = refusal(
  422,
  'file.kind',
  'A file is taken for what its content is, and this is none that is taken here.',
);

/** What a file is called by whoever hands it in. What it is kept as is for `safeName` to say. */
export const FileName = z
  .string()
  .trim()
  .min(1, 'say what the file is called')
  .max(255)
  .meta({ examples: ['hotel.pdf'] });

/** A file that is kept, without its bytes; `sha256` is hexadecimal. */
export const KeptFile = z.object({
  id: FileId,
  clientId: ClientId.nullable(),
  sha256: z.string(),
  kind: FileKind,
  bytes: z.int(),
  keptBy: PersonId,
  keptAt: Moment,
});
export type KeptFile = z.output<typeof KeptFile>;

/**
 * What a file is by its content, if it is one of the kinds that are `taken`.
 * Refused as `file.kind`: everything else, whatever it is called; the answer says what is taken.
 * Example: a web page called `hotel.pdf` is refused; a picture called `hotel.pdf` is a picture.
 */
export function requireKind(content: Uint8Array, taken: readonly FileKind[]): FileKind {
  const kind = sniff(content);
  if (kind && taken.includes(kind)) return kind;
  const found = kind ? `This is ${kinds[kind].label}.` : 'What this is cannot be told from its content.';
  throw new Refused(
    fileKindNotTaken,
    `${found} Taken here: ${taken.map((one) => kinds[one].label).join(', ')}.`,
  );
}

/**
 * What a file is by its first bytes or, for text, by reading all of it; null where it is none of the kinds. Its name has no say.
 * Text is UTF-8 without control characters, looked at as JSON, XML and CSV in this order; a web page or a drawing that can hold scripts is none.
 * Sources: the signatures of ISO 32000, PNG, JPEG (ITU T.81), RIFF and ISO 14496-12.
 * Example: `%PDF-1.7…` → `pdf`; `RIFF….WEBP…` → `webp`; `<svg …` → null.
 */
export function sniff(content: Uint8Array): FileKind | null {
  const head = Array.from(content.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return signatures.find(([, signature]) => signature.test(head))?.[0] ?? sniffText(content);
}

/** In hexadecimal; of the containers RIFF and ISO media the brand stands behind a length. */
const signatures: readonly (readonly [FileKind, RegExp])[] = [
  ['pdf', /^255044462d3/],
  ['png', /^89504e470d0a1a0a/],
  ['jpeg', /^ffd8ff/],
  ['webp', /^52494646.{8}57454250/],
  // heic, heix, heim, heis, hevc, hevx, hevm, hevs, mif1, msf1
  ['heic', /^0000.{4}66747970(6865(69|76)(63|78|6d|73)|6d696631|6d736631)/],
];

function sniffText(content: Uint8Array): FileKind | null {
  const text = readText(content);
  if (text === null) return null;
  if (/^\s*[{[]/.test(text)) return isJson(text) ? 'json' : null;
  if (/^\s*</.test(text)) return isData(text) ? 'xml' : null;
  return /[,;\t]/.test(text) ? 'csv' : null;
}

function readText(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return /[^\P{Cc}\t\n\r]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** XML that holds data: its first element has an end, and is none that a browser would run. */
function isData(text: string): boolean {
  const start = text.replaceAll(/<\?[^]*?\?>|<!--[^]*?-->/g, '').trimStart();
  const element = /^<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(start)?.[2]?.toLowerCase();
  return element !== undefined && !['html', 'svg'].includes(element) && /(<\/[^<>]+|\/)>\s*$/.test(start);
}

/**
 * A name under which a file can be saved anywhere: its last part alone, without what a file system or a reader could take amiss, with the
 * ending of its kind, at most 120 characters.
 * Example: `..\receipts\hotel:1.exe` of a PDF → `hotel-1.exe.pdf`; `Beleg.JPEG` of a JPEG stays; `.htaccess` of a CSV → `htaccess.csv`.
 */
export function safeName(given: string, kind: FileKind): string {
  const { endings } = kinds[kind];
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[<>:"|?*]/g, '-')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const ending = /\.(\w+)$/.exec(plain)?.[1] ?? '';
  const stem = endings.includes(ending.toLowerCase()) ? plain.slice(0, -ending.length - 1) : plain;
  const short = Array.from(stem).slice(0, 110).join('') || 'file';
  return `${short}.${stem === plain ? endings[0] : ending}`;
}

/** A kept file on its way out, to be saved under its name. */
export const fileOut = (name: string, kind: FileKind, content: Uint8Array): FileOut => ({
  name,
  mediaType: kinds[kind].mediaType,
  content,
});
