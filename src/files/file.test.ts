import { describe, expect, test } from 'vitest';
import { FileName, fileKinds, fileOut, paperKinds, requireKind, safeName, sniff } from './file.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const text = (content: string) => new TextEncoder().encode(content);

describe('a file is what its content is', () => {
  test.each([
    ['a PDF', 'pdf', bytes('%PDF-1.7\n%%EOF\n')],
    ['a PNG', 'png', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['a JPEG of a camera', 'jpeg', bytes('\xff\xd8\xff\xe1\x00\x10Exif')],
    ['a WebP', 'webp', bytes('RIFF\x24\0\0\0WEBPVP8 ')],
    ['a HEIC of a telephone', 'heic', bytes('\0\0\0\x24ftypheic\0\0\0\0')],
    ['a HEIC of several pictures', 'heic', bytes('\0\0\0\x18ftypmif1\0\0\0\0')],
    ['JSON', 'json', text('{"total":"12.00"}')],
    [
      'XML with what comes before its element',
      'xml',
      text('\uFEFF<?xml version="1.0"?>\n<!-- a -->\n<a:Invoice>é</a:Invoice>\n'),
    ],
    ['XML of one empty element', 'xml', text('<total/>')],
    ['CSV', 'csv', text('day;km\n2026-11-24;120\n')],
  ])('%s', (_, kind, content) => {
    expect(sniff(content)).toBe(kind);
    expect(requireKind(content, fileKinds)).toBe(kind);
  });

  test.each([
    ['a web page', text('<!doctype html><html><script>1</script></html>')],
    [
      'a web page that says it is XML',
      text('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>'),
    ],
    ['a drawing', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a drawing behind a comment', text('<!-- --><s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>')],
    ['a PDF behind something else', bytes('MZ\x90\0%PDF-1.7')],
    ['a sound in the same container as WebP', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['a film in the same container as HEIC', bytes('\0\0\0\x18ftypmp42\0\0\0\0')],
    ['a program', bytes('\x7fELF\x02\x01\x01')],
    ['an archive', bytes('PK\x03\x04\x14\0')],
    ['JSON that breaks off', text('{"total":"12.00"')],
    ['XML that breaks off', text('<total>12.00')],
    ['text with a null in it', text('day;km\0')],
    ['text that is not UTF-8', bytes('day;l\xe4nge')],
    ['a sentence', text('Please pay soon.')],
  ])('and %s is none that is kept', (_, content) => {
    expect(sniff(content)).toBeNull();
  });

  test('one that is not among the kinds taken is refused, and told what is', () => {
    expect(() => requireKind(text('{}'), paperKinds)).toThrow(
      'This is JSON. Taken here: PDF, PNG, JPEG, WebP, HEIC.',
    );
    expect(() => requireKind(text('<html>'), paperKinds)).toThrow('cannot be told from its content');
  });
});

describe('the name under which a file is saved', () => {
  test.each([
    ['hotel.pdf', 'pdf', 'hotel.pdf'],
    ['Beleg Nr. 7.JPEG', 'jpeg', 'Beleg Nr. 7.JPEG'],
    ['領収書.png', 'png', '領収書.png'],
    ['hotel.pdf', 'png', 'hotel.pdf.png'],
    ['invoice.exe', 'pdf', 'invoice.exe.pdf'],
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['C:\\receipts\\taxi.pdf', 'pdf', 'taxi.pdf'],
    ['.htaccess', 'csv', 'htaccess.csv'],
    ['a\u202Efdp.pdf', 'pdf', 'afdp.pdf'],
    ['line\r\nbreak: "x"?.pdf', 'pdf', 'linebreak- -x--.pdf'],
    ['...', 'webp', 'file.webp'],
    [`${'é'.repeat(300)}.pdf`, 'pdf', `${'é'.repeat(110)}.pdf`],
  ] as const)('%j of a %s is %j', (given, kind, safe) => {
    expect(safeName(given, kind)).toBe(safe);
  });

  test('is said by whoever hands it in', () => {
    expect(FileName.safeParse('  ').success).toBe(false);
    expect(FileName.parse(' hotel.pdf ')).toBe('hotel.pdf');
  });
});

test('a file goes out as what its content is', () => {
  const content = bytes('%PDF-1.7');
  expect(fileOut('hotel.pdf', 'pdf', content)).toEqual({
    name: 'hotel.pdf',
    mediaType: 'application/pdf',
    content,
  });
});
