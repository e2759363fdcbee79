import { z } from 'zod';

/** How the bytes of a file travel where nothing says what kind it is. */
export const bytesType = 'application/octet-stream';

const Bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  `send the bytes of the file as ${bytesType}`,
);

/** What a route answers where it answers a file: what it is called, what kind it is, and its bytes. They go out as they are, to be saved. */
export const FileOut = z.object({
  name: z.string().min(1),
  mediaType: z.string().min(1),
  content: Bytes,
});
export type FileOut = z.output<typeof FileOut>;

/** What a route takes where it takes the bytes of a file. What they are is found out from them, never from what they are called. */
export const FileBody = Bytes.refine((content) => content.length > 0, 'the file is empty').meta({
  examples: [new TextEncoder().encode('%PDF-1.7\n%%EOF\n')],
});

/** How a body of this form travels. */
export const contentTypeOf = (body: z.ZodType | undefined): string =>
  body === FileBody ? bytesType : 'application/json';

/**
 * The header under which a file is saved by its name, with any letters (RFC 6266); programs that know only ASCII get a dash for each other letter.
 * Example: `Facture « mai ».pdf` → `attachment; filename="Facture - mai -.pdf"; filename*=UTF-8''Facture%20…`.
 */
export function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '-').replaceAll(/["\\%]/g, '-');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** The name under which a file is to be saved, as `dispositionOf` wrote it; `file` where nothing is said. */
export const nameIn = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? 'file');
