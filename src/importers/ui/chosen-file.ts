/** A file as the reader chose, dropped or pasted it. */
export interface ChosenFile {
  /** Another choice is another file, even of the same name. */
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Its bytes as base64. */
  readonly bytes: string;
}

/** Reads a file of the reader's device as it lies there: nothing is decoded here. */
export async function readChosen(file: File): Promise<ChosenFile> {
  return { id: crypto.randomUUID(), name: file.name, size: file.size, bytes: await base64Of(file) };
}

/** Rows that were pasted are a file without a name of its own. */
export const readPasted = (text: string): Promise<ChosenFile> =>
  readChosen(new File([text], 'pasted rows.csv', { type: 'text/csv' }));

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // What is read is a data address: only what follows its comma are the bytes, and an empty file has none.
    reader.addEventListener('load', () => {
      const { result } = reader;
      resolve(typeof result === 'string' ? (result.split(',')[1] ?? '') : '');
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
}
