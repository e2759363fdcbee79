/** A page the reader was on, for the palette. Kept on the device, the newest first, at most eight. */
export interface Recent {
  readonly title: string;
  readonly to: string;
}

const name = 'tandem.recent';
const most = 8;

export function remember(page: Recent): void {
  const pages = [page, ...recentPages().filter(({ to }) => to !== page.to)].slice(0, most);
  localStorage.setItem(name, JSON.stringify(pages));
}

/** Forgotten when somebody signs out: the titles may name clients. */
export const forgetRecent = (): void => localStorage.removeItem(name);

export function recentPages(): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  'title' in value &&
  typeof value.title === 'string' &&
  'to' in value &&
  typeof value.to === 'string';
