/** What the product understood and will not do: declared once in an area's `api.ts`, the same on server, web and command line. */
export interface RefusalKind {
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 428 | 429;
  /** One sentence that holds whatever the details: the rule that was broken. */
  readonly title: string;
}

/** One fault of the input: where (`/entries/3/end`) and what to put right; `code` where it breaks a rule of its own. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly code?: string | undefined;
}

/** Facts a reader may need to act, such as the entry a new one collides with. */
export type About = Readonly<Record<string, string | number | null>>;

/** Thrown by nouns and handlers; answered as RFC 9457 with the kind's code and status. Nothing of the request is kept. */
export class Refused extends Error {
  readonly kind: RefusalKind;
  readonly about: About;
  readonly faults: readonly Fault[];

  constructor(kind: RefusalKind, detail: string, about: About = {}, faults: readonly Fault[] = []) {
    super(detail);
    this.kind = kind;
    this.about = about;
    this.faults = faults;
  }
}

/** Declares a kind of refusal. Codes are `area.rule`, as in `time.overlap`. */
export const refusal = (status: RefusalKind['status'], code: string, title: string): RefusalKind => ({
  code,
  status,
  title,
});

/** Where a caller may not know whether the thing exists, or it does not. */
export const notFound = refusal(404, 'not-found', 'There is nothing here, or it is not yours to see.');
export const invalidInput = refusal(422, 'invalid-input', 'Some of the input cannot be used.');
