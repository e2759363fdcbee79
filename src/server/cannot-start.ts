/** Why Tandem does not start, in a sentence that says what to do; told as it is, without a stack. */
export class CannotStart extends Error {}
