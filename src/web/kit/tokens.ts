/**
 * The colours of both themes, as hex. Every screen is built from these names alone; `tokens.test.ts` holds each pair that meets on
 * screen to its contrast (4.5 for words, 3.0 for edges and figures), so that no theme can become hard to read.
 */
export const light = {
  bg: '#FFFFFF',
  canvas: '#F6F7F9',
  subtle: '#EEF0F3',
  text: '#14181F',
  muted: '#4A5363',
  faint: '#5F6979',
  border: '#D5DAE1',
  'control-border': '#7E8797',
  accent: '#1F5FBF',
  'accent-hover': '#184E9E',
  'accent-soft': '#E6EFFC',
  'on-accent': '#FFFFFF',
  ok: '#0F6E5F',
  'ok-soft': '#E0F4EF',
  warn: '#855B00',
  'warn-soft': '#FBF1DA',
  bad: '#9B1C31',
  'bad-hover': '#7F1527',
  'bad-soft': '#FBE7EA',
  'on-bad': '#FFFFFF',
  info: '#0B6477',
  'info-soft': '#DFF3F7',
  ai: '#6A3FB5',
  'ai-soft': '#F0E9FB',
  'chart-1': '#1A387D',
  'chart-2': '#D96A08',
  'chart-3': '#0B9E89',
  'chart-4': '#8343B4',
  'chart-5': '#7A5E15',
  'chart-6': '#A21E53',
} as const;

export type Token = keyof typeof light;

export const dark: Readonly<Record<Token, string>> = {
  bg: '#171B22',
  canvas: '#0F1217',
  subtle: '#202630',
  text: '#E8EBF0',
  muted: '#A9B2C0',
  faint: '#8C96A6',
  border: '#303845',
  'control-border': '#6B7686',
  accent: '#7DB0FF',
  'accent-hover': '#9CC3FF',
  'accent-soft': '#16294A',
  'on-accent': '#0F1217',
  ok: '#8FE6D3',
  'ok-soft': '#0E2F28',
  warn: '#F5C542',
  'warn-soft': '#352A08',
  bad: '#FF7B84',
  'bad-hover': '#FF9AA1',
  'bad-soft': '#42151C',
  'on-bad': '#0F1217',
  info: '#6FCFE3',
  'info-soft': '#0D2E36',
  ai: '#C4A6FF',
  'ai-soft': '#2A1D45',
  'chart-1': '#84A7EB',
  'chart-2': '#EF8E33',
  'chart-3': '#6EEFE1',
  'chart-4': '#9B5CF2',
  'chart-5': '#F2E897',
  'chart-6': '#E8468E',
};

/** Colours of what a thing means, for pills, notices and bars; a word always stands beside the colour. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'info';

/** Pairs that meet on screen: what is written or drawn, on what, and the least contrast it may have. */
export const pairs: readonly (readonly [over: Token, under: Token, least: number])[] = [
  ...(['bg', 'canvas', 'subtle'] as const).flatMap((under) => [
    ...(['text', 'muted', 'accent', 'ok', 'warn', 'bad', 'info', 'ai'] as const).map(
      (over) => [over, under, 4.5] as const,
    ),
    ['faint', under, 4.5] as const,
    ['control-border', under, 3] as const,
  ]),
  ...(['accent', 'ok', 'warn', 'bad', 'info', 'ai'] as const).flatMap(
    (tone) => [[tone, `${tone}-soft`, 4.5] as const, ['text', `${tone}-soft`, 4.5] as const] as const,
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-bad', 'bad', 4.5],
  ['on-bad', 'bad-hover', 4.5],
  ...(['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'] as const).map(
    (series) => [series, 'bg', 3] as const,
  ),
];

/** Pixels: gaps between things, and nothing in between. Style sheets also use 2, 32 and 48. */
export const space = {
  hair: 2,
  tight: 4,
  small: 8,
  snug: 12,
  base: 16,
  wide: 24,
  section: 32,
  page: 48,
} as const;

/** Size and line height in pixels; `portal` is the body text of clients' pages. Nothing is set smaller than `meta`. */
export const type = {
  meta: [12, 16],
  dense: [13, 20],
  body: [14, 20],
  portal: [16, 24],
  title: [18, 24],
  page: [22, 28],
  kpi: [28, 34],
} as const;

export const fonts = {
  words: 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  ids: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace',
} as const;

/** How far apart two colours are in luminance, as WCAG 2.2 counts it: 1 for the same, 21 for black on white. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
