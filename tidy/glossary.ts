/** Words that GLOSSARY.md has another word for. */
export const synonyms: Readonly<Record<string, string>> = {
  account: 'client',
  customer: 'client',
  company: 'client',
  companies: 'clients',
  tenant: 'provider',
  subscription: 'contract',
  bundle: 'package',
  bucket: 'pool',
  overrun: 'overage',
  excess: 'overage',
  rollover: 'what is unused expires',
  carryover: 'what is unused expires',
  assignment: 'designation',
  reservation: 'booking',
  appointment: 'booking',
  problem: 'refusal',
};

/** Where such a word means something else, and why it stays. */
export const exceptions: readonly {
  readonly file: RegExp;
  readonly words: readonly string[];
  readonly why: string;
}[] = [
  {
    file: /^(migrations\/\d+-sign-in\.sql|src\/server\/(attempts|auth|passwords|sign-in|sign-in-store|set-up)(\.test)?\.ts|src\/people\/handlers\.test\.ts)$/,
    words: ['account'],
    why: 'what somebody signs in with, as the library of sign-in calls it',
  },
  {
    file: /^src\/importers\//,
    words: ['account', 'customer', 'company'],
    why: 'how the columns of files from elsewhere are named',
  },
  {
    file: /^src\/billing\/(ui\/)?(tax-api|taxed-invoice\.test|invoic[a-z-]+|documents\.test|paper[a-z-]*|pdf-[a-z]+)\.(tsx?|typ)$/,
    words: ['account'],
    why: 'where a bank keeps the money, and where somebody keeps their books',
  },
  {
    file: /^(src\/billing\/(ubl-document|accounting-csv)\.ts|src\/sample\/invoicing\.ts|scripts\/bench\/pdf-document\.ts|test\/einvoice-rules\.ts)$/,
    words: ['account', 'customer', 'company'],
    why: 'how structured invoices and the programs of accountants name what they take, and banks',
  },
  { file: /^src\/server\/health\.ts$/, words: ['bucket'], why: 'what a histogram counts in' },
  {
    file: /^src\/clients\/purchased-service\.ts$/,
    words: ['customer'],
    why: 'the words of the service guide, quoted',
  },
  {
    file: /^(src\/(plan\/(catalogue|catalogue-template|trigger|coverage\.test)|sample\/plans)\.ts|migrations\/0040-catalogue\.sql)$/,
    words: ['problem'],
    why: 'what the rows of the matrix call the cause of incidents',
  },
  {
    file: /^(GLOSSARY\.md|migrations\/\d+-interactions\.sql|src\/health\/.*|src\/plan\/fact-evidence\.test\.ts|src\/meetings\/agenda-source-handlers\.ts|src\/(clients|sample)\/([a-z-]+\/)?([a-z-]*interaction[a-z-]*(\.test)?\.tsx?|README\.md)|test\/e2e\/interaction\.test\.ts)$/,
    words: ['problem'],
    why: 'what a client has trouble with: a kind of interaction, as the service guide has it',
  },
  {
    file: /^(GLOSSARY\.md|decisions\/0016-[a-z-]+\.md|src\/(proof|cli)\/|src\/server\/README\.md|test\/e2e\/coverage\.test\.ts)/,
    words: ['bundle'],
    why: 'a proof with its files and its signature in one file, as auditors call it',
  },
  { file: /^tidy\/glossary/, words: Object.keys(synonyms), why: 'the list itself' },
];

/** A word of a text that the glossary has another word for. */
export interface Slip {
  readonly line: number;
  readonly word: string;
  readonly better: string;
}

/** The synonyms in a text, also as parts of names such as `customerName` or `customer_name`, one or many; ordinary longer words are none. */
export function slipsIn(file: string, text: string): Slip[] {
  const words = Object.keys(synonyms).filter(
    (word) => !exceptions.some((one) => one.file.test(file) && one.words.includes(word)),
  );
  // RFC 9457 names the media type of a refusal so.
  return text
    .replaceAll('problem+json', '')
    .split('\n')
    .flatMap((content, index) =>
      words
        .filter((word) => pattern(word).test(content))
        .map((word) => ({ line: index + 1, word, better: synonyms[word] ?? '' })),
    );
}

function pattern(word: string): RegExp {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return new RegExp(
    `(?<![A-Za-z])(${word}|${capital}|${word.toUpperCase()})s?(?![a-z])|(?<=[a-z])${capital}s?(?![a-z])`,
  );
}
