/** Where structured invoices are sent: a scheme of the code list EAS, as Peppol takes it, and an identifier within it. */
export interface ElectronicAddress {
  readonly scheme: string;
  readonly address: string;
}

/** What is wrong with an electronic address: the field and what to put right; null where nothing is. */
export function electronicAddressFault({ scheme, address }: ElectronicAddress): {
  readonly field: 'electronicScheme' | 'electronicAddress';
  readonly message: string;
} | null {
  if (scheme === '' && address === '') return null;
  if (scheme === '')
    return {
      field: 'electronicScheme',
      message: 'an electronic address needs its scheme, such as 9959 for an EIN',
    };
  if (!schemes.has(scheme))
    return {
      field: 'electronicScheme',
      message:
        'Peppol knows no such scheme; take one of the code list EAS, such as 0060 (DUNS), 0088 (GLN) or 9959 (EIN)',
    };
  if (address === '') return { field: 'electronicAddress', message: 'say the address within the scheme' };
  const form = forms[scheme];
  return form && !form.fits(address)
    ? { field: 'electronicAddress', message: `in scheme ${scheme} this is ${form.words}` }
    : null;
}

/** The schemes Peppol takes for electronic addresses. */
const schemes = new Set(
  (
    '0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0151 0183 0184 0188 0190 0191 0192 0193 0195 0196 0198 0199 0200 ' +
    '0201 0202 0204 0208 0209 0210 0211 0212 0213 0215 0216 0218 0221 0230 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 ' +
    '9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 ' +
    '9951 9952 9953 9957 9959'
  ).split(' '),
);

/** Schemes whose identifiers have a form that is checked by everybody who takes the invoice in. */
const forms: Readonly<Record<string, { readonly words: string; fits(address: string): boolean }>> = {
  '0007': {
    words: 'a Swedish organisation number: ten figures, the last one right by Luhn',
    fits: (text) => /^\d{10}$/.test(text) && weighted(text.slice(0, -1), luhn, 10) === figure(text, 9),
  },
  '0088': {
    words: 'a GLN: figures only, the last one right by GS1',
    fits: (text) => /^\d{2,}$/.test(text) && weighted(text.slice(0, -1), gs1, 10) === Number(text.at(-1)),
  },
  '0151': {
    words: 'an Australian Business Number: eleven figures, right by their sum',
    fits: (text) => /^\d{11}$/.test(text) && abnSum(text) % 89 === 0,
  },
  '0184': {
    words: 'a Danish CVR number: eight figures, DK before them or not',
    fits: (text) => /^(DK)?\d{8}$/.test(text),
  },
  '0192': {
    words: 'a Norwegian organisation number: nine figures, the last one right by modulus 11',
    fits: (text) => /^\d{9}$/.test(text) && weighted(text.slice(0, -1), norwegian, 11) === figure(text, 8),
  },
  '0208': {
    words: 'a Belgian enterprise number: ten figures, the last two right by modulus 97',
    fits: (text) => /^\d{10}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8)),
  },
};

const figure = (text: string, place: number): number => Number(text[place]);
const gs1 = (value: number, place: number): number => value * (place % 2 === 0 ? 3 : 1);
const norwegian = (value: number, place: number): number => value * ((place % 6) + 2);
const luhn = (value: number, place: number): number => {
  const weighed = value * (place % 2 === 0 ? 2 : 1);
  return weighed > 9 ? weighed - 9 : weighed;
};

/** The check figure of some figures; places are counted from the last. */
function weighted(figures: string, weigh: (value: number, place: number) => number, modulus: number): number {
  const sum = Array.from(figures)
    .reverse()
    .reduce((total, one, place) => total + weigh(Number(one), place), 0);
  return (modulus - (sum % modulus)) % modulus;
}

const abnWeights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
const abnSum = (text: string): number =>
  abnWeights.reduce(
    (total, weight, place) => total + weight * (figure(text, place) - (place === 0 ? 1 : 0)),
    0,
  );
