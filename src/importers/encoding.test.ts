import { describe, expect, test } from 'vitest';
import { decode } from './encoding.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const swapped = (little: Uint8Array) => Uint8Array.from(Buffer.from(little).swap16());

describe('the text of a file', () => {
  test.each([
    ['UTF-8 without a mark', Uint8Array.from(Buffer.from('Müller,1')), 'utf-8'],
    ['UTF-8 with a mark', Uint8Array.from(Buffer.from('\uFEFFMüller,1')), 'utf-8'],
    ['UTF-16 with a mark', utf16('\uFEFFMüller,1'), 'utf-16le'],
    ['UTF-16 without a mark', utf16('Müller,1'), 'utf-16le'],
    ['UTF-16 the other way round', swapped(utf16('\uFEFFMüller,1')), 'utf-16be'],
    ['UTF-16 the other way round without a mark', swapped(utf16('Müller,1')), 'utf-16be'],
    ['windows-1252, as Excel writes it', bytes('4d fc 6c 6c 65 72 2c 31'), 'windows-1252'],
  ] as const)('%s is found out', (_name, file, encoding) => {
    expect(decode(file, null)).toEqual({ kind: 'text', text: 'Müller,1', encoding });
  });

  test('the euro sign and the dashes of windows-1252 are what they look like', () => {
    expect(decode(bytes('80 20 96'), null)).toMatchObject({ text: '€ –', encoding: 'windows-1252' });
  });

  test('an encoding that was told and does not fit is refused, not bent', () => {
    expect(decode(bytes('4d fc 6c'), 'utf-8')).toMatchObject({ kind: 'no-text' });
    expect(decode(bytes('4d fc 6c'), 'windows-1252')).toMatchObject({ text: 'Mül' });
  });

  test('a workbook says what to do instead', () => {
    expect(decode(bytes('50 4b 03 04 14 00'), null)).toEqual({
      kind: 'no-text',
      why: 'This is an Excel workbook. Save it as "CSV UTF-8" and bring that in.',
    });
  });

  test('a NUL character is told with its line', () => {
    expect(decode(Uint8Array.from(Buffer.from('a,b\n1,2\n3,\0')), null)).toMatchObject({
      kind: 'no-text',
      why: expect.stringContaining('Line 3'),
    });
  });
});
